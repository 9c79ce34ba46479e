"""What was made before: only what an edit reaches is made, and it comes out as if all were made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from acceptance.copies import FOLDERS, Copy, page_name, pdf_name
from golden.fictional import lay_out

NOTE = "content/TEST-COP-2030/4.md"
KEPT = "not made: nothing that it shows has changed"
RECORD = "activities/2013/phnom-penh-legislation.yaml"
MADE = re.compile(r"^(?P<symbols>TEST/\S.*) (?P<name>[a-z]{2}/[a-z]+): (?P<why>.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Build twelve documents in two languages."""
    copy = Copy(lay_out(tmp_path_factory.mktemp("session") / "project").root)
    copy.build()
    return copy


def from_nothing(copy: Copy, folder: Path) -> Copy:
    """Build the same sources where nothing was ever built."""
    for name in FOLDERS:
        shutil.copytree(copy.path(name), folder / name)
    anew = Copy(folder)
    anew.build()
    return anew


def made(out: str) -> set[tuple[str, str]]:
    """List what a build says it made: the first symbol and the format of each."""
    found = [found for found in MADE.finditer(out) if found["why"] != KEPT]
    return {(found["symbols"].split(",")[0], found["name"]) for found in found}


def test_one_edit_makes_one_document(session: Copy, tmp_path: Path) -> None:
    copy = session.twin(tmp_path / "edited")
    heading = re.search(r"^## (?P<words>[A-Z][a-z]+.*)$", copy.text(NOTE), re.MULTILINE)
    assert heading
    copy.replace(NOTE, heading[0], f"{heading[0]} recast")
    run = copy.run("build", "--explain", "--language", "en", "--output", str(tmp_path / "en"))
    assert run.status == 0, run.err
    files = {name for symbol, name in made(run.out)}
    assert files == {"en/site", "en/pdf", "en/json", "en/parallel"}
    pdfs = {symbol for symbol, name in made(run.out) if name == "en/pdf"}
    assert pdfs == {"TEST/COP/2030/4"}


def test_edit_comes_out_as_from_nothing(session: Copy, tmp_path: Path) -> None:
    """Pages, words to search for, PDFs, data: every byte."""
    copy = session.twin(tmp_path / "edited")
    copy.replace("content/TEST-COP-2030/session.yaml", "Financial matters", "Matters of finance")
    copy.run("build")
    anew = from_nothing(copy, tmp_path / "anew")
    assert copy.published() == anew.published()
    assert copy.published() != session.published()


def test_document_gone_leaves_no_word_to_search_for(session: Copy, tmp_path: Path) -> None:
    copy = session.twin(tmp_path / "fewer")
    copy.path("content/TEST-COP-2030/inf-1.md").unlink()
    for units in copy.folder.glob("translations/*/*inf-1.po"):
        units.unlink()
    copy.build()
    assert copy.published() == from_nothing(copy, tmp_path / "anew").published()


def test_nothing_changed_is_said_at_once(twin: Copy) -> None:
    first = twin.build()
    again = twin.build()
    assert again.out.splitlines()[-1].startswith("Nothing has changed since the last build")
    assert again.err == first.err


def test_what_has_changed_is_told_of_edits_that_are_built_at_once(twin: Copy) -> None:
    """What was written a moment ago is looked at again, and yet it is known what it said."""
    twin.build()
    for before, after in (("2013-11", "2013-12"), ("2013-12", "2013-10")):
        twin.replace(RECORD, before, after)
        run = twin.run("build", "--explain")
        assert re.search(
            r"en/pdf: made: what has changed is [a-z0-9-]+ \(\d+\)$", run.out, re.MULTILINE
        )


def test_sentence_follows_its_record_and_is_said_at_once(twin: Copy) -> None:
    record = RECORD.removesuffix(".yaml").rpartition("/")[2]
    first = twin.run("say", record)
    assert "November 2013" in first.out and "novembre 2013" in first.out
    assert twin.run("say", record) == first
    twin.replace(RECORD, "2013-11", "2013-12")
    assert "December 2013" in twin.run("say", record).out
    twin.replace(RECORD, "2013-12", "2013-13")
    wrong = twin.run("say", record)
    assert f"{RECORD}:" in wrong.err and "In " not in wrong.out
    assert twin.run("say", record) == wrong
    twin.replace(RECORD, "2013-13", "2013-11")
    assert twin.run("say", record) == first


def test_account_of_records_is_given_again(twin: Copy) -> None:
    first = twin.run("ledger", "CTOC/COP/2014/4")
    assert first.status == 0 and first.out.splitlines()[-1].startswith("CTOC/COP/2014/4")
    assert twin.run("ledger", "CTOC/COP/2014/4") == first


def test_correction_and_back_makes_nothing_anew(twin: Copy) -> None:
    before = twin.published()
    twin.replace(RECORD, "2013-11", "2013-12")
    twin.build()
    changed = twin.published()
    assert changed.keys() == before.keys()
    assert changed[pdf_name("en")] != before[pdf_name("en")]
    twin.replace(RECORD, "2013-12", "2013-11")
    run = twin.run("build", "--explain")
    assert f"en/pdf: {KEPT}" in run.out
    assert twin.published() == before


def test_published_file_that_somebody_changed_is_put_right(twin: Copy) -> None:
    twin.build()
    before = twin.published()
    twin.site.joinpath(page_name("fr")).write_text("tampered", "utf-8")
    twin.build()
    assert twin.published() == before


def test_damaged_store_is_as_good_as_none(twin: Copy) -> None:
    before = twin.published()
    for entry in twin.folder.glob(".masthead/??/*"):
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    twin.replace(RECORD, "2013-11", "2013-12")
    twin.build()
    twin.replace(RECORD, "2013-12", "2013-11")
    for entry in twin.folder.glob(".masthead/??/*"):
        entry.write_bytes(b"")
    twin.build()
    assert twin.published() == before


def test_store_of_another_user_is_not_believed(twin: Copy, tmp_path: Path) -> None:
    run = twin.run("build", "--explain", XDG_STATE_HOME=str(tmp_path / "another"))
    assert run.status == 0
    assert KEPT not in run.out


def test_cache_says_what_it_keeps_and_forgets_it(twin: Copy) -> None:
    said = twin.run("cache").out
    assert re.fullmatch(r"\.masthead keeps \d+ results .*: [\d.]+ MB, at most .*\n", said)
    assert twin.run("cache", "--clear").status == 0
    assert " keeps 0 results " in twin.run("cache").out
