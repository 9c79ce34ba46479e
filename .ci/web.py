"""Hold every page of built sites against the Nu HTML validator and axe-core (WCAG 2.2 AA)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, sync_playwright

TOOLS = Path(__file__).parent / "node_modules"
NU = TOOLS / "vnu-jar/build/dist/vnu.jar"
AXE = TOOLS / "axe-core/axe.min.js"
# A browser of the machine: the one that Playwright would download is not needed.
BROWSERS = ("chromium", "google-chrome", "chromium-browser")

# Sphinx's search looks for [role="main"] to print the context of what it found; and a second line
# on an ID that is used twice is no second fault.
NO_FAULT = re.compile(r"The “main” role is unnecessary for|The first occurrence of ID ")

# Order of headings and landmarks are no criteria of WCAG, but axe's best practice.
ALL = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
RUN_AXE = "rules => axe.run({resultTypes: ['violations'], runOnly: rules})"
# axe asks for the colour that fills letters first, and Chromium does not say what it forces there.
ASK_COLOUR = """
const say = CSSStyleDeclaration.prototype.getPropertyValue;
CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
  return say.call(this, name === "-webkit-text-fill-color" ? "color" : name);
};
"""


@dataclass(frozen=True, slots=True)
class View:
    """A way in which a reader's browser shows pages, and the rules that it may break."""

    name: str
    width: int = 1280
    scheme: Literal["dark", "light"] = "light"
    contrast: Literal["more", "no-preference"] = "no-preference"
    forced: Literal["active", "none"] = "none"
    rules: Sequence[str] = COLOURS

    def show(self, page: Page) -> None:
        """Let a page be shown in this way."""
        page.set_viewport_size({"width": self.width, "height": 720})
        page.emulate_media(
            color_scheme=self.scheme, contrast=self.contrast, forced_colors=self.forced
        )


VIEWS = (
    View("wide", rules=ALL),
    View("320 px", width=320, rules=ALL),  # WCAG 1.4.10, reflow: no scrolling to the side
    View("dark", scheme="dark"),
    View("high contrast", contrast="more"),
    View("forced colours", scheme="dark", forced="active"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a checker holds against a page: where on the page, and why."""

    checker: str
    page: str
    selector: str
    says: str

    def __str__(self) -> str:
        return f"{self.page}: {self.selector}: {self.checker}: {self.says}"


def pages_below(site: Path) -> list[Path]:
    """List the pages of a site."""
    return sorted(site.rglob("*.html"))


def hold_against_nu(site: Path, pages: Sequence[Path]) -> list[Finding]:
    """Validate all pages in one run of Java; a warning of Nu's counts as an error."""
    command = ["java", "-jar", str(NU), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [_said_by_nu(site, one) for one in messages if not NO_FAULT.match(one["message"])]


def _said_by_nu(site: Path, message: Mapping[str, Any]) -> Finding:
    path = unquote(urlsplit(message.get("url", "")).path).removeprefix(f"{site}/")
    line = message.get("firstLine", message.get("lastLine", 1))
    start = message.get("hiliteStart", 0)
    tag = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    return Finding("Nu", f"{path}:{line}", " ".join(tag.split()), message["message"])


def hold_against_axe(site: Path, pages: Sequence[Path]) -> list[Finding]:
    """Open each page and show it in each view; what several views show is said once."""
    seen: dict[Finding, list[str]] = {}
    with served(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path())
        page = browser.new_page()
        page.add_init_script(ASK_COLOUR)
        for name in (address(site, path) for path in pages):
            # What a search finds comes a while after its page.
            page.goto(f"{origin}/{name}", wait_until="networkidle" if "?" in name else "load")
            page.add_script_tag(path=AXE)
            for view in VIEWS:
                view.show(page)
                for finding in (*_said_by_axe(page, name, view.rules), *_too_wide(page, name)):
                    seen.setdefault(finding, []).append(view.name)
        browser.close()
    return [
        replace(finding, says=f"{finding.says} ({', '.join(views)})")
        for finding, views in seen.items()
    ]


def _said_by_axe(page: Page, name: str, rules: Sequence[str]) -> Iterator[Finding]:
    for violation in page.evaluate(RUN_AXE, list(rules))["violations"]:
        for node in violation["nodes"]:
            says = f"{violation['id']}: {violation['help']}"
            yield Finding("axe", name, " ".join(map(str, node["target"])), says)


def _too_wide(page: Page, name: str) -> Iterator[Finding]:
    """Report a page that must be scrolled to the side, which axe does not look for."""
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield Finding("axe", name, "html", "reflow: Pages must not be wider than the window")


def address(site: Path, page: Path) -> str:
    """Name a page as it shows most: with a paragraph chosen to cite, with a search that found."""
    name = quote(str(page.relative_to(site)))
    if page.name == "search.html":
        return f"{name}?q={quote(_word_of(page.with_name('index.html')))}"
    found = re.search(r'id="((?:[a-z]+-)?para-1)"', page.read_text("utf-8"))
    return f"{name}#{found[1]}" if found else name


def _word_of(index: Path) -> str:
    """Choose a word that the search finds: the longest in the title of a document."""
    titles = re.findall(r"<h2><a[^>]*>([^<]*)</a>", index.read_text("utf-8"))
    return max(re.findall(r"\w+", " ".join(titles)), key=len, default="")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder while the block runs: a search page cannot fetch from file://."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def browser_path() -> str:
    """Find the browser of this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"no browser; one of these is needed: {', '.join(BROWSERS)}")
    return found


def main(*folders: str) -> int:
    """Print a line a finding and a summary; a site without pages fails as well."""
    count, by_nu, by_axe = 0, list[Finding](), list[Finding]()
    for folder in folders:
        site = Path(folder).resolve()
        pages = pages_below(site)
        count += len(pages)
        by_nu += hold_against_nu(site, pages) if pages else []
        by_axe += hold_against_axe(site, pages)
    print("\n".join(map(str, [*by_nu, *by_axe])), end="\n" if by_nu or by_axe else "")
    print(f"pages {count}, Nu errors {len(by_nu)}, axe violations {len(by_axe)}")
    return 1 if by_nu or by_axe or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
