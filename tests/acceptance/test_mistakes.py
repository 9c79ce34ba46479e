"""Twenty mistakes in one project: one run finds them all, each with its place and what to do."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from acceptance.copies import REPORT, UNITS, Copy, Finding, Run

SYMBOL = "CTOC/COP/2014/4"
ORPHAN = "content/CTOC-COP-2016/9.md"
# Out of the period, so that no ledger asks for it.
RECORD = """\
kind: workshop
when: 2001-05-06/2001-05-08
where: {state: KHM}
organizers: [unodc]
participants:
  groups: [judges]
subject: the drafting of a bill
"""
DOCUMENT = """\
---
symbol: CTOC/COP/2016/9
kind: report-of-the-secretariat
status: sample
date: 2016-06-23
original: en
languages: [en]
---
# Work of {fact}`unodc|subject`

{#work}
Work was done.
"""

# What two paragraphs say that are translated with a mistake.
SOURCES = {
    "typed State": "It was of use to some States.",
    "lost token": "So said {fact}`unodc|subject` at the time.",
}


class Mistake(NamedTuple):
    """A mistake: what is added to a file, and the words at which it is to be shown."""

    name: str
    path: str
    added: bytes
    code: str
    at: bytes


def in_record(name: str, old: str, new: str | bytes, code: str, at: str | bytes) -> Mistake:
    """Make a mistake in a record of its own."""
    assert RECORD.count(old) == 1
    added = RECORD.encode().replace(old.encode(), in_bytes(new))
    return Mistake(name, f"activities/2001/{id_of(name)}.yaml", added, code, in_bytes(at))


def in_prose(name: str, typed: str, code: str, at: str) -> Mistake:
    """Make a mistake in a paragraph at the end of the report."""
    return Mistake(name, REPORT, f"\n{{#{id_of(name)}}}\n{typed}\n".encode(), code, at.encode())


def in_french(name: str, typed: str, code: str, at: str) -> Mistake:
    """Make a mistake in the translation of such a paragraph."""
    head = f'\nmsgctxt "{SYMBOL}#{id_of(name)}"\nmsgid "{SOURCES[name]}"\n'
    return Mistake(name, UNITS, f'{head}msgstr "{typed}"\n'.encode(), code, at.encode())


def id_of(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower())


def in_bytes(words: str | bytes) -> bytes:
    return words.encode() if isinstance(words, str) else words


MISTAKES = [
    in_record("unknown field", "organizers", "organisers", "A001", "organisers"),
    in_record(
        "duplicate key", "subject:", "kind: training\nsubject:", "Y007", "kind: training"
    ),
    in_record("alias", "the drafting of a bill", "*bill", "Y004", "*bill"),
    in_record("tag", "the drafting", "!!python/name:os.system the drafting", "Y005", "!!python"),
    in_record("tab", "  groups", "\tgroups", "Y003", "\tgroups"),
    in_record("latin-1 byte", "drafting", b"r\xe9daction", "Y001", b"\xe9"),
    in_record("NUL", "drafting", "draf\0ting", "Y002", "\0"),
    in_record("no such day", "2001-05-06/2001-05-08", "2013-02-30", "D003", "30"),
    in_record(
        "reversed span", "2001-05-06/2001-05-08", "2001-05-08/2001-05-06", "D005", "2001-05-06"
    ),
    in_record("unknown State", "KHM", "KMH", "A010", "KMH"),
    in_record("unknown body", "unodc", "unocd", "A011", "unocd"),
    in_record("unknown kind", "workshop", "workshp", "A003", "workshp"),
    Mistake("id used twice", "activities/2002/unknown-body.yaml", RECORD.encode(), "A021", b"kind"),
    Mistake("missing session", ORPHAN, DOCUMENT.encode(), "C010", b"---\nsymbol"),
    in_prose("lone subheading", "### On its own", "C030", "On its own"),
    in_prose("typed month", "That was in November.", "C061", "November."),
    in_prose("unclosed token", "So said {fact}`unodc at the time.", "C020", "{fact}`unodc at"),
    in_prose("hidden script", "Read [this](javascript:alert).", "C021", "[this]"),
    in_french("typed State", "Le Cambodge en a profité.", "C062", "Cambodge en a"),
    in_french("lost token", "On disait cela alors.", "T022", "On disait"),
]  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The report, as it was published, with all twenty mistakes."""
    copy = sample.twin(tmp_path_factory.mktemp("spoilt") / "project")
    for name, source in SOURCES.items():
        add(copy, REPORT, f"\n{{#{id_of(name)}}}\n{source}\n".encode())
    for mistake in MISTAKES:
        add(copy, mistake.path, mistake.added)
    return copy


def add(copy: Copy, name: str, added: bytes) -> None:
    path = copy.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + added)


@pytest.fixture(scope="module")
def english(spoilt: Copy) -> Run:
    return spoilt.run("check")


@pytest.fixture(scope="module")
def french(spoilt: Copy) -> Run:
    return spoilt.run("--speak", "fr", "check")


def found(run: Run, mistake: Mistake, copy: Copy) -> list[Finding]:
    line, column = copy.place(mistake.path, mistake.at)
    return [
        one
        for one in run.errors
        if (one.path, one.line, one.column, one.code) == (mistake.path, line, column, mistake.code)
    ]


def test_there_are_twenty() -> None:
    assert len(MISTAKES) == len({mistake.name for mistake in MISTAKES}) == 20
    assert len({mistake.code for mistake in MISTAKES}) == 20


def test_one_run_reports_without_a_traceback(english: Run, french: Run) -> None:
    for run in (english, french):
        assert run.status == 1
        assert run.err == ""
        *problems, summary = run.out.splitlines()
        assert len(problems) == len(run.findings)
        assert str(len(run.errors)) in summary


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: id_of(mistake.name))
def test_mistake_is_shown_at_its_place(english: Run, spoilt: Copy, mistake: Mistake) -> None:
    (one,) = found(english, mistake, spoilt)
    assert len(one.sentence) > 10
    assert len(one.hint) > 5
    assert not re.search(r"\{(?!fact\})[a-z_]+\}", one.sentence + one.hint)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: id_of(mistake.name))
def test_mistake_is_told_in_french(
    english: Run, french: Run, spoilt: Copy, mistake: Mistake
) -> None:
    (one,), (other,) = (found(run, mistake, spoilt) for run in (english, french))
    assert other.severity == "erreur"
    assert len(other.sentence) > 10 and other.sentence not in (one.sentence, mistake.code)
    assert len(other.hint) > 5 and other.hint != one.hint


def test_build_with_mistakes_changes_nothing(sample: Copy, spoilt: Copy) -> None:
    run = spoilt.run("build")
    assert run.status == 1
    assert SYMBOL in run.err
    assert spoilt.published() == sample.published()


def test_id_is_used_twice_though_one_record_cannot_be_read(twin: Copy) -> None:
    """Both mistakes are told at once."""
    twin.write("activities/2001/twice.yaml", RECORD.replace("  groups", "\tgroups"))
    twin.write("activities/2002/twice.yaml", RECORD)
    run = twin.run("check")
    assert [(one.code, one.path) for one in run.errors] == [
        ("Y003", "activities/2001/twice.yaml"),
        ("A021", "activities/2002/twice.yaml"),
    ]
