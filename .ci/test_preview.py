"""A reader of the preview sees an edit where they read, and what is wrong until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from preview.previews import Running, put_back, running

from masthead.project import FOLDERS, Project

ROOT = Path(__file__).parents[1]
DOCUMENT = "content/CTOC-COP-2014/4.md"
ADDRESS = "/en/CTOC/COP/2014/4/index.html"
WIDE: ViewportSize = {"width": 1280, "height": 720}
READ = "vrs-creation"
FIRST = "{#vrs-creation}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Lay out the report of this repository."""
    root = tmp_path_factory.mktemp("preview")
    for folder in FOLDERS:
        copytree(ROOT / folder, root / folder)
    return Project(root)


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Running]:
    """Start the preview."""
    with running(project) as preview:
        yield preview


@pytest.fixture
def page(browser: Browser, preview: Running) -> Iterator[Page]:
    """Open the page of the report; nothing may be refused or fail there."""
    said: list[str] = []
    with browser.new_page(viewport=WIDE, base_url=f"http://localhost:{preview.port}") as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(ADDRESS)
        yield page
    assert said == []


@pytest.fixture
def text(project: Project) -> Iterator[str]:
    """Give the text of the report, and put it back."""
    with put_back(project.path(DOCUMENT)) as text:
        yield text


def top(page: Page) -> float:
    """Say how far the paragraph that is being read is from the top of the window."""
    return float(page.evaluate(f"document.getElementById('{READ}').getBoundingClientRect().top"))


def test_an_edit_is_seen_where_it_is_read(page: Page, project: Project, text: str) -> None:
    """A paragraph that is put in before gives it another number, and does not move it."""
    page.evaluate(f"document.getElementById('{READ}').scrollIntoView()")
    before = top(page)
    more = "{#newly-put-in}\nThe Organization goes on with its work.\n\n"
    number = page.inner_text(f"#{READ}")
    project.path(DOCUMENT).write_text(text.replace(FIRST, more + FIRST), "utf-8")
    page.locator("#newly-put-in").wait_for(state="attached")
    assert page.inner_text(f"#{READ}") != number
    page.wait_for_timeout(300)
    assert abs(top(page) - before) < 1


def test_what_is_wrong_is_shown_until_it_is_mended(page: Page, project: Project, text: str) -> None:
    """The page stays as it was; the line says where, what and what to do."""
    panel = page.locator("#_preview")
    project.path(DOCUMENT).write_text(text.replace("{fact}`", "{fact}`no-", 1), "utf-8")
    line = panel.locator("li").first
    expect(line).to_contain_text(f"{DOCUMENT}:")
    expect(line).to_contain_text("error C050")
    expect(panel).to_contain_text("last state without errors")
    page.locator("#introduction").wait_for(state="attached")
    project.path(DOCUMENT).write_text(text, "utf-8")
    expect(panel).not_to_contain_text("C050")
