"""The HTML of blocks, as `body.md` shows it, and of a whole edition."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pages import Example, examples

from masthead.body import render_body
from masthead.model.blocks import Heading
from masthead.model.edition import Edition
from masthead.model.edition_json import edition_from_plain, edition_to_plain

PAGE = Path(__file__).with_name("body.md")


@pytest.mark.parametrize("example", examples(PAGE), ids=lambda example: example.title)
def test_example(example: Example, edition: Edition) -> None:
    plain = edition_to_plain(edition) | {"blocks": [json.loads(example.input)]}
    assert render_body(edition_from_plain(plain)).rstrip() == example.expected


def test_headings_go_down_one_level_at_a_time(edition: Edition) -> None:
    found = re.findall("<(h[1-6]) ", render_body(edition))
    assert found == ["h2", "h2", "h3", "h4"]


def test_ids_are_unique(edition: Edition) -> None:
    ids = re.findall(' id="([^"]+)"', render_body(edition))
    assert len(ids) == len(set(ids)) == 4 + 2 * 12


def test_on_paper_a_number_is_no_link(edition: Edition) -> None:
    paper = render_body(edition, paper=True)
    assert '<span class="no" id="b3">3.' in paper
    assert "<time" not in paper


def test_a_heading_without_mark_has_no_room_for_one(edition: Edition) -> None:
    heading = next(edition.headings())
    blocks = tuple(replace(b, mark="") if isinstance(b, Heading) else b for b in edition.blocks)
    assert f'<h2 id="{heading.id}">Heading' in render_body(replace(edition, blocks=blocks))
