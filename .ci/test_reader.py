"""A reader who changes languages keeps the paragraph, and chooses columns without script too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from web import served

SITE = Path(__file__).parents[1] / "build"
DOCUMENT = "CTOC/COP/2014/4"
WIDE: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Serve the site that was built."""
    with served(SITE.resolve()) as address:
        yield address


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """Open a page."""
    with browser.new_page(viewport=WIDE, base_url=origin) as page:
        yield page


@pytest.fixture
def plain(browser: Browser, origin: str) -> Iterator[Page]:
    """Give a page that runs no script."""
    with browser.new_page(viewport=WIDE, base_url=origin, java_script_enabled=False) as page:
        yield page


def is_at(page: Page, name: str) -> bool:
    """Tell whether a page of the document is open, by the end of its address."""
    return page.url.endswith(f"/{DOCUMENT}/{name}")


def shown(page: Page) -> str:
    """List the columns whose boxes are ticked."""
    boxes = page.locator(".columns input").all()
    return " ".join(str(box.get_attribute("value")) for box in boxes if box.is_checked())


def switch(page: Page, language: str) -> None:
    """Choose a language in the head of the page."""
    page.click(f"nav.languages a[lang={language}]")


@pytest.mark.parametrize("place", ["para-5", "wg-meeting", "implementation"])
def test_the_switch_keeps_the_place(page: Page, place: str) -> None:
    """A number, the id of a paragraph and that of a heading lead to the same in Arabic."""
    page.goto(f"/en/{DOCUMENT}/index.html#{place}")
    switch(page, "ar")
    assert page.url.endswith(f"/ar/{DOCUMENT}/index.html#{place}")
    there = page.locator(f"#{place}").bounding_box()
    assert there and there["y"] < WIDE["height"]


def test_from_a_page_to_its_view_and_back(page: Page) -> None:
    """The line to cite a paragraph leads to its row, the head of a column to its page."""
    page.goto(f"/fr/{DOCUMENT}/index.html#para-5")
    page.click("#_cite a")
    assert is_at(page, "parallel.html#fr-para-5")
    page.click(".cell[lang=en] .here a >> nth=0")
    assert page.url.endswith(f"/en/{DOCUMENT}/index.html#para-5")


def test_the_switch_keeps_place_and_columns_of_a_view(page: Page) -> None:
    """What was chosen is in the address, and stays in the next language."""
    page.goto(f"/en/{DOCUMENT}/parallel.html#en-para-5")
    assert shown(page) == "en fr"
    page.check("input[value=ru]")
    assert is_at(page, "parallel.html?columns=en,fr,ru#en-para-5")
    switch(page, "fr")
    assert page.url.endswith(f"/fr/{DOCUMENT}/parallel.html?columns=en,fr,ru#fr-para-5")
    assert shown(page) == "fr en ru"


def test_an_address_shows_its_column_until_it_is_left(page: Page) -> None:
    """Who hides the column of the address is led to the same row of another."""
    page.goto(f"/en/{DOCUMENT}/parallel.html#es-para-7")
    assert shown(page) == "en fr es" and page.is_visible("#es-para-1")
    page.uncheck("input[value=es]")
    assert is_at(page, "parallel.html?columns=en,fr#en-para-7")
    assert not page.is_visible("#es-para-7")


def test_without_script(plain: Page) -> None:
    """Boxes and addresses show columns by themselves."""
    plain.goto(f"/en/{DOCUMENT}/parallel.html#es-para-7")
    assert plain.is_visible("#es-para-1") and not plain.is_visible("#ru-para-1")
    plain.check("input[value=ru]")
    plain.uncheck("input[value=fr]")
    assert plain.is_visible("#ru-para-1") and not plain.is_visible("#fr-para-1")


def test_a_right_to_left_column_stands_in_a_left_to_right_page(page: Page) -> None:
    """A number in Arabic stands on the right of its text."""
    page.goto(f"/en/{DOCUMENT}/parallel.html#ar-para-7")
    number, text = page.locator("#ar-para-7 .no"), page.locator("#ar-para-7")
    edge = text.bounding_box()
    place = number.bounding_box()
    assert edge and place and place["x"] > edge["x"] + edge["width"] - 1


@pytest.mark.parametrize("width", [320, 1280])
def test_cells_of_a_row_stand_beside_each_other_if_there_is_room(page: Page, width: int) -> None:
    """On a narrow screen they stand one below the other."""
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(f"/en/{DOCUMENT}/parallel.html")
    one, other = (page.locator(f"#{code}-para-7").bounding_box() for code in ("en", "fr"))
    assert one and other and (one["y"] == other["y"]) == (width == 1280)
