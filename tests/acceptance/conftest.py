"""What the acceptance tests share: the report built once, and what can be read from it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from acceptance.copies import LANGUAGES, Copy, new_copy, page_name, pdf_name
from acceptance.readers import Block, read_html, read_pdf

Renditions = dict[tuple[str, str], list[Block]]


@pytest.fixture(scope="session")
def timed_sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, float]:
    """Build the report of this repository, and say how long that takes here."""
    copy = new_copy(tmp_path_factory.mktemp("sample") / "project")
    start = time.monotonic()
    copy.build()
    return copy, time.monotonic() - start


@pytest.fixture(scope="session")
def sample(timed_sample: tuple[Copy, float]) -> Copy:
    """The report of this repository, built; tests that change it take a twin."""
    return timed_sample[0]


@pytest.fixture
def twin(sample: Copy, tmp_path: Path) -> Copy:
    """A copy of the report, as it is published, that a test may spoil."""
    return sample.twin(tmp_path / "twin")


@pytest.fixture(scope="session")
def renditions(sample: Copy) -> Renditions:
    """What a reader sees in the four renditions: by language, "html" or "pdf"."""
    read: Renditions = {}
    for language in LANGUAGES:
        read[language, "html"] = read_html((sample.site / page_name(language)).read_bytes())
        read[language, "pdf"] = read_pdf(sample.site / pdf_name(language))
    return read
