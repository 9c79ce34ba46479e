"""Print how long a reader of the preview waits for a page, from the moment that a file is saved.

`python bench/preview.py` lays out the report in all of its languages, starts `masthead serve`, and
saves its text twenty times. A client does what the page's script does: it waits for news, asks for
the state of its page, and fetches the page if that is another one. With `--browser`, a page in
Chromium does (Playwright: `nox -s web` installs it).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Sample

PROJECT = ("activities", "content", "translations", "templates")
DOCUMENT = "content/CTOC-COP-2014/4.md"
ADDRESS = "/en/CTOC/COP/2014/4/index.html"
# What is edited: a word of a paragraph, which stands there once.
PLACE = re.compile(r"(?<=subject` )continued(?= to provide)")
GOAL, STRETCH = 0.5, 0.2
# Seconds between two saves, as of somebody who reads what became of the last one.
PAUSE = 1.5

Shows = Callable[[str], None]


def main() -> None:
    """Save, wait, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--saves", type=int, default=20, help="how often a file is saved")
    options.add_argument("--browser", action="store_true", help="wait for Chromium")
    asked = options.parse_args()
    waited = measure(asked.saves, in_browser if asked.browser else by_http)
    label = "preview: saved to shown" + (" (Chromium)" if asked.browser else " (HTTP)")
    verdict = "kept" if waited.median <= GOAL else "NOT KEPT"
    print(f"{label:<44}{waited!s:>22}   at most {GOAL}: {verdict} (stretch {STRETCH})")


def measure(saves: int, reader: Callable[[int], Iterator[Shows]]) -> Sample:
    """Save the report again and again, and give the seconds until a reader sees each save."""
    with TemporaryDirectory(prefix="masthead-bench-") as scratch:
        project = Path(scratch)
        for folder in PROJECT:
            shutil.copytree(folder, project / folder)
        page = project / DOCUMENT
        text = page.read_text("utf-8")
        if len(PLACE.findall(text)) != 1:
            sys.exit(f"{DOCUMENT} has no such place as is edited here: {PLACE.pattern}")
        with served(project) as port, contextmanager(reader)(port) as shows:
            return Sample(tuple(_saved(page, text, number, shows) for number in range(saves)))


def _saved(page: Path, text: str, number: int, shows: Shows) -> float:
    time.sleep(PAUSE)
    word = "".join("abcdefghij"[int(digit)] for digit in f"{number:02}") + "ly"
    edited = PLACE.sub(f"{word} continued", text)
    start = time.perf_counter()
    page.write_text(edited, "utf-8")
    shows(word)
    return time.perf_counter() - start


@contextmanager
def served(project: Path) -> Iterator[int]:
    """Run `masthead serve` on a free port, until the block ends."""
    command = (
        sys.executable,
        "-m",
        "masthead",
        "--project",
        str(project),
        "--speak",
        "en",
        "serve",
        "--port",
        "0",
    )
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout
    found = re.search(r":(\d+)/", process.stdout.readline())
    if not found:
        sys.exit("masthead serve did not start")
    try:
        yield int(found[1])
    finally:
        process.terminate()
        process.wait()


def by_http(port: int) -> Iterator[Shows]:
    """Do what the page's script does, over HTTP."""
    news = _open(port, "/_preview/news")
    digest = _state(port)

    def shows(word: str) -> None:
        nonlocal digest
        while digest == (now := _state(port)):
            while not news.readline().startswith(b"data"):
                pass
        digest = now
        if word.encode() not in _open(port, ADDRESS).read():
            sys.exit(f"the page does not show what was saved: {word}")

    yield shows


def in_browser(port: int) -> Iterator[Shows]:
    """Look at the page in Chromium."""
    # Only whoever asks for a browser needs what drives it.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        page = browser.new_page()
        page.goto(f"http://localhost:{port}{ADDRESS}")
        yield lambda word: page.get_by_text(word).first.wait_for(state="attached")
        browser.close()


def _state(port: int) -> str:
    answer = json.load(_open(port, f"/_preview/state?page={ADDRESS}"))
    return str(answer["digest"])


def _open(port: int, target: str) -> HTTPResponse:
    line = HTTPConnection("localhost", port, timeout=60)
    line.request("GET", target)
    return line.getresponse()


if __name__ == "__main__":
    main()
