"""Units: PO files read strictly and written without loss, states with their causes, extraction."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example as case
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Example, examples
from projects import lay_out, masthead, opened, spelled

from masthead.compile import State
from masthead.compile.standing import state_of, word_diff
from masthead.jobs.translating.translations import extract
from masthead.language import Unit, UnitFile, read_units, write_units
from masthead.language.units import digest
from masthead.model.document import Prose
from masthead.model.problem import Problem
from masthead.project import Project, Source

HERE = Path(__file__).parent
HEADER = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
STRICTER = "Refused here, although it is PO"
NOWHERE = Prose("", "", ((0, 1, 1),))


def read(data: bytes) -> tuple[UnitFile, list[Problem]]:
    problems: list[Problem] = []
    return read_units(Source("fr.po", data), problems.append), problems


def test_a_text_is_never_the_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that is no more than a file's name is read as a text; polib alone opens the file."""
    monkeypatch.chdir(tmp_path)
    for name in ("# x", "# x\n"):
        Path(name).write_bytes(b"\xff")
        assert read(name.encode()) == (UnitFile("fr.po", {}), [])


@pytest.mark.parametrize("person", ["", " ", "A\nB", "drafted: 123", "\x1b[1mA", "A\u202eB", "123"])
def test_who_confirms_has_a_name(tmp_path: Path, person: str) -> None:
    project = lay_out(tmp_path)
    words = ["translate", "confirm", "TEST/2030/2", "told", "--language", "en", "--by", person]
    done = masthead(*words, project=project)
    assert done.exit_code == 2 and "--by takes a name" in done.output
    assert not list(project.names("translations", ".po"))


def shown(unit: Unit) -> str:
    """Show a unit in a line; ⏎ is a line break inside a text."""
    marks = ["review"] if unit.review else []
    marks += [f"was {unit.previous}"] if unit.previous else []
    marks += [unit.confirmed_by] if unit.confirmed_by else []
    said = f"{unit.key}: {unit.source} = {unit.text}".replace("\n", "⏎").rstrip()
    return f"{said} ({', '.join(marks)})" if marks else said


@pytest.mark.parametrize("page", examples(HERE / "units.md"), ids=lambda page: page.title)
def test_page(page: Example) -> None:
    file, problems = read(HEADER + spelled(page.input) + b"\n")
    found = [f"{problem.code} {problem.where.line}" for problem in problems]
    found = found or [shown(u) for u in file.units.values()]
    found += [f"gone {shown(u)}" for u in file.obsolete]
    assert found == page.expected.splitlines()


@pytest.mark.parametrize("page", examples(HERE / "units.md"), ids=lambda page: page.title)
def test_gettext_refuses_what_is_refused(page: Example) -> None:
    """Our own check stands alone where gettext is not installed; where it is, they agree."""
    data = HEADER + spelled(page.input) + b"\n"
    refused = bool(read(data)[1])
    accepted = accepts(data)
    assert refused is (page.title not in ("Read",))
    assert accepted is None or accepted is (not refused or page.title == STRICTER)


def accepts(data: bytes) -> bool | None:
    """Ask gettext; None where there is none."""
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        return None
    done = subprocess.run(
        [msgfmt, "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
    )
    return done.returncode == 0


ENTRY = '#. drafted: 0\n#| msgid "On"\nmsgctxt "{}"\nmsgid "One"\nmsgstr ""\n"Un "\n"deux"\n'
GONE = '#~ msgctxt "d"\n#~ msgid "Two"\n#~ msgstr ""\n#~ "Deux"\n'
scraps = st.sampled_from(['"', "\n", "#", "#| ", "#~ ", "msgid ", "msgstr ", "\\", "", " "])


@given(st.integers(0, 500), st.integers(0, 30), scraps)
@settings(max_examples=400)
def test_any_slip_in_a_file_is_read_or_refused(spot: int, length: int, put: str) -> None:
    good = HEADER + ("".join(map(ENTRY.format, "abc")) + GONE).encode()
    file, problems = read(good[:spot] + put.encode() + good[spot + length :])
    assert all(problem.code in ("T011", "T012", "T019") for problem in problems)
    assert all(unit.key for unit in (*file.units.values(), *file.obsolete))


def test_a_text_knows_where_each_of_its_lines_stands() -> None:
    text = 'msgctxt "a"\nmsgid "One"\nmsgstr ""\n"Un {fact}"\n"  deux "\n"trois"\n'
    prose = read(HEADER + text.encode())[0].units["a"].prose
    assert prose.text == "Un {fact}  deux trois"
    places = [str(prose.at(prose.text.index(word))) for word in ("Un", "{", "deux", "trois")]
    assert places == ["fr.po:9:2", "fr.po:9:5", "fr.po:10:4", "fr.po:11:2"]


# Writing and reading back.

# Files are read in normal form C, and hold no controls (test_notation.py).
typed = st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from('\n\t"\\')
words = st.text(typed, max_size=90).map(partial(unicodedata.normalize, "NFC"))
texts = words.filter(lambda text: text.strip())
facts = st.dictionaries(
    st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5}){0,2}\.[a-z]{1,9}", fullmatch=True),
    st.tuples(st.from_regex(r"[a-z0-9 :/.-]{1,60}[a-z]", fullmatch=True), st.just("one m")),
    max_size=3,
)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    review = draw(st.booleans())
    return Unit(
        draw(st.from_regex(r"[A-Z]{1,4}/[0-9]{1,4}#[a-z-]{1,9}", fullmatch=True)),
        draw(texts),
        draw(words),
        NOWHERE,
        draw(st.sampled_from(["", "A. Reviser", "Zoë Ó Máille-Ngũgĩ"])),
        draw(st.sampled_from(["", "0123456789ab"])),
        review,
        draw(texts) if review else "",
        {key: (" ".join(value.split()), kind) for key, (value, kind) in draw(facts).items()},
        draw(st.sampled_from(["", "A note.", "Two\nlines"])),
    )


LONG = "detecting anti-fraud travel documents, and everything else that is well-worth telling here"


@settings(max_examples=50)
@given(st.lists(units(), max_size=4, unique_by=lambda unit: unit.key))
@case([Unit("a#b", "x", "y", NOWHERE, facts={"w.subject": (LONG, "wording")})])
def test_what_is_written_reads_back(written: list[Unit]) -> None:
    data = write_units(written, (), "fr").encode()
    file, problems = read(data)
    assert problems == []
    assert [replace(unit, prose=NOWHERE) for unit in file.units.values()] == written
    assert write_units(file.units.values(), (), "fr").encode() == data


@settings(max_examples=50)
@given(st.lists(units(), min_size=1, max_size=3, unique_by=lambda unit: unit.key))
def test_what_is_put_aside_keeps_its_text(written: list[Unit]) -> None:
    file, problems = read(write_units((), written, "fr").encode())
    assert problems == [] and not file.units
    assert [(u.key, u.source, u.text) for u in file.obsolete] == [
        (u.key, u.source, u.text) for u in written
    ]


def test_gettext_accepts_what_is_written() -> None:
    unit = Unit("a#b", 'Say "x"\\', "Dites “x”", NOWHERE, "A. Reviser", "", True, "Say", {}, "Note")
    data = write_units([unit], [replace(unit, key="a#c")], "fr").encode()
    assert accepts(data) in (True, None)
    assert b"\r" not in data and data.endswith(b"\n")


def test_notes_that_an_editor_wrapped_are_read_whole() -> None:
    text = (
        b"#. confirmed by: A.\n#. Reviser\n#. fact: a.with = support:moj-khm (close-\n"
        b"#. cooperation)\n#. fact: a.subject = one\n#. two (wording)\n"
        b'msgctxt "a"\nmsgid "One"\nmsgstr "Un"\n'
    )
    unit = read(HEADER + text)[0].units["a"]
    assert unit.confirmed_by == "A. Reviser"
    assert unit.facts == {
        "a.with": ("support:moj-khm", "close-cooperation"),
        "a.subject": ("one two", "wording"),
    }


# States, and their causes.

MARCH, DAY = ("2030-03", "month"), ("2030-03-05", "day")
READ = Unit("a", "A walk.", "Une marche.", NOWHERE, "A. Reviser", facts={"w.when": MARCH})


@pytest.mark.parametrize(
    ("unit", "source", "now", "state", "cause"),
    [
        (READ, "A walk.", {"w.when": MARCH}, State.CONFIRMED, ""),
        (replace(READ, confirmed_by=""), "A walk.", {"w.when": MARCH}, State.TRANSLATED, ""),
        (READ, "A long walk.", {"w.when": MARCH}, State.SOURCE_CHANGED, "A {+long+} walk."),
        (
            READ,
            "A walk.",
            {"w.when": ("2030-04", "month")},
            State.FACT_CHANGED,
            "w.when: 2030-03 -> 2030-04",
        ),
        (
            READ,
            "A walk.",
            {"w.when": DAY},
            State.REVIEW,
            "w.when: 2030-03 (month) -> 2030-03-05 (day)",
        ),
        (READ, "A walk.", {"w.other": DAY}, State.CONFIRMED, ""),
        (replace(READ, review=True), "A walk.", {"w.when": MARCH}, State.REVIEW, ""),
        (
            replace(READ, review=True, previous="The walk."),
            "A walk.",
            {"w.when": MARCH},
            State.SOURCE_CHANGED,
            "[-The-] {+A+} walk.",
        ),
    ],
)
def test_states(
    unit: Unit, source: str, now: Mapping[str, tuple[str, str]], state: State, cause: str
) -> None:
    assert state_of(unit, source, now) == (state, cause)


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("one two three", "one 2 three", "one [-two-] {+2+} three"),
        ("one", "", "[-one-]"),
        ("", "one", "{+one+}"),
        ("a b c d e f g h X", "a b c d e f g h Y", "a b c ... f g h [-X-] {+Y+}"),
    ],
)
def test_a_word_diff_shows_what_changed(old: str, new: str, diff: str) -> None:
    assert word_diff(old, new) == diff


# Extraction, over a project.

PROSE = "A workshop was held {fact}`first-workshop.when|at`."
DOCUMENT = f"""
==> content/TEST/2.md <==
<HEAD en, fr>
# Assistance

{{#told}}
```{{activities}} first-workshop
{PROSE}
```
"""
DRAFTED = """
==> content/TEST/2.md <==
<HEAD en, fr>
# Assistance

{#told}
```{activities} first-workshop
```
"""
PO = "translations/fr/test-2030-2.po"


def extracted(project: Project, *, language: str = "fr") -> str:
    """Extract once more, and give the PO file of the document."""
    done = masthead("translate", "extract", "--language", language, project=project)
    assert done.exit_code == 0, done.output
    return project.path(PO.replace("/fr/", f"/{language}/")).read_text("utf-8")


def change(project: Project, name: str, old: str, new: str) -> None:
    """Change the last place in a file where something stands."""
    path = project.path(name)
    before, found, after = path.read_text("utf-8").rpartition(old)
    assert found, before
    path.write_text(before + new + after, "utf-8")


def states(project: Project) -> dict[str, str]:
    """Give the state of each unit of the document, as the board shows it."""
    done = masthead("translate", "status", "--language", "fr", "--all", project=project)
    lines = [line.split(": ", 2) for line in done.output.splitlines() if line.startswith("  ")]
    return {key.partition("#")[2]: state for _, key, state in lines}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with a document that a translator has begun."""
    made = lay_out(tmp_path, DOCUMENT)
    extracted(made)
    change(made, PO, 'msgid "Assistance"\nmsgstr ""', 'msgid "Assistance"\nmsgstr "Aide"')
    change(
        made, PO, f'"{PROSE}"\nmsgstr ""', f'"{PROSE}"\nmsgstr "Un atelier a eu lieu {PROSE[20:]}"'
    )
    return made


def test_first_everything_is_missing(tmp_path: Path) -> None:
    made = lay_out(tmp_path, DOCUMENT)
    extracted(made)
    assert states(made) == {"title": "missing", "told": "missing"}


def test_extracting_again_changes_no_byte(project: Project) -> None:
    extracted(project)
    folder = project.path("translations")
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    for language in ("en", "fr"):
        done = masthead("translate", "extract", "--language", language, project=project)
        assert all("0 new, 0 changed, 0 put aside" in line for line in done.output.splitlines())
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_extracting_drafts_again_says_that_nothing_changed(tmp_path: Path) -> None:
    made = lay_out(tmp_path, DRAFTED)
    masthead("translate", "extract", project=made)
    before = extracted(made)
    done = masthead("translate", "extract", project=made)
    assert all("0 new, 0 changed, 0 put aside" in line for line in done.output.splitlines())
    assert extracted(made) == before


def test_a_confirmed_unit_is_confirmed(project: Project) -> None:
    words = (
        "translate",
        "confirm",
        "TEST/2030/2",
        "told",
        "--language",
        "fr",
        "--by",
        "A. Reviser",
    )
    assert masthead(*words, project=project).exit_code == 0
    assert states(project) == {"title": "translated, unrevised", "told": "confirmed (A. Reviser)"}
    assert "#. fact: first-workshop.when = 2030-03 (month)" in extracted(project)


def test_a_unit_without_text_cannot_be_confirmed(tmp_path: Path) -> None:
    made = lay_out(tmp_path, DOCUMENT)
    words = ("translate", "confirm", "TEST/2030/2", "told", "no", "--language", "fr", "--by", "A.")
    done = masthead(*words, project=made)
    assert done.exit_code == 1
    assert "TEST/2030/2#told was not confirmed" in done.output
    assert "TEST/2030/2#no was not confirmed" in done.output


def test_a_changed_source_keeps_the_translation_for_review(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    change(project, "content/TEST/2.md", "A workshop", "A second workshop")
    assert states(project)["told"].startswith("source changed (A. Reviser): A {+second+} workshop")
    text = extracted(project)
    assert "#, fuzzy\n#| msgid" in text and "Un atelier a eu lieu" in text
    assert "confirmed by" not in text
    assert states(project)["told"].startswith("source changed: A {+second+} workshop")
    change(project, PO, "#, fuzzy\n", "")
    assert "#|" not in extracted(project)
    assert states(project)["told"] == "translated, unrevised"


def test_a_changed_fact_leaves_the_unit_valid(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    change(project, "activities/2030/first-workshop.yaml", "2030-03", "2030-04")
    said = "fact changed: still valid (A. Reviser): first-workshop.when: 2030-03 -> 2030-04"
    assert states(project)["told"] == said
    extracted(project)
    assert states(project)["told"] == said


def test_a_fact_of_another_grammar_asks_for_review(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    change(project, "activities/2030/first-workshop.yaml", "2030-03", "2030-03-05/2030-03-09")
    assert "review" in states(project)["told"]
    text = extracted(project)
    assert "#, fuzzy" in text and "Un atelier a eu lieu" in text and "confirmed by" not in text
    cause = (
        "first-workshop.when: 2030-03 (a month) -> 2030-03-05/2030-03-09 (from one date to another)"
    )
    assert states(project)["told"].endswith(cause)
    assert extracted(project) == text
    change(project, PO, "#, fuzzy\n", "")
    assert "#. was:" not in extracted(project)
    assert states(project)["told"] == "translated, unrevised"


def test_a_block_that_goes_is_put_aside_and_taken_back(project: Project) -> None:
    source = project.path("content/TEST/2.md").read_text("utf-8")
    change(project, "content/TEST/2.md", "{#told}", "{#said}")
    text = extracted(project)
    assert '#~ msgctxt "TEST/2030/2#told"' in text and "Un atelier a eu lieu" in text
    assert extracted(project) == text
    project.path("content/TEST/2.md").write_text(source, "utf-8")
    assert "#~" not in extracted(project)
    assert states(project)["told"] == "translated, unrevised"


OTHER = DOCUMENT.replace("TEST/2.md", "TEST/3.md").replace(
    "<HEAD en, fr>\n# Assistance",
    """---
symbol: TEST/2030/3
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en, fr]
item: 2
period: 2030-01/2030-06
---
# Assistance to States""",
)


def told_in(project: Project, name: str) -> str:
    return project.path(f"translations/fr/{name}.po").read_text("utf-8")


def test_what_somebody_marks_says_that_somebody_marked_it(project: Project) -> None:
    change(project, PO, 'msgctxt "TEST/2030/2#told"', '#, fuzzy\nmsgctxt "TEST/2030/2#told"')
    assert states(project)["told"].startswith("marked for review by whoever edited the file")


def test_a_block_that_moves_to_another_document_keeps_its_translation(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    lay_out(project.root, OTHER, base=False)
    document = project.path("content/TEST/2.md")
    document.write_text(document.read_text("utf-8").partition("{#told}")[0], "utf-8")
    extracted(project)
    moved = told_in(project, "test-2030-3").partition('msgctxt "TEST/2030/3#told"')
    assert "Un atelier a eu lieu" in moved[2]
    assert "confirmed by: A. Reviser" in moved[0]


def test_a_block_that_is_copied_is_translated_and_not_confirmed(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    lay_out(project.root, OTHER, base=False)
    extracted(project)
    copied = told_in(project, "test-2030-3")
    assert "Un atelier a eu lieu" in copied
    assert "confirmed by" not in copied
    assert "confirmed by: A. Reviser" in told_in(project, "test-2030-2")


def test_another_source_under_the_same_id_takes_no_translation(project: Project) -> None:
    lay_out(project.root, OTHER.replace("A workshop", "A seminar"), base=False)
    extracted(project)
    assert "Un atelier" not in told_in(project, "test-2030-3")


def test_a_file_of_units_may_be_split(project: Project) -> None:
    test_a_confirmed_unit_is_confirmed(project)
    whole = told_in(project, "test-2030-2")
    head, unit = whole.partition("\n\n")[0], whole.index("#. confirmed by")
    project.write("translations/fr/apart.po", f"{head}\n\n{whole[unit:]}")
    project.write("translations/fr/test-2030-2.po", whole[:unit])
    text = extracted(project)
    assert "Un atelier a eu lieu" in text and "confirmed by: A. Reviser" in text
    assert "Un atelier" not in told_in(project, "apart")
    assert states(project)["told"] == "confirmed (A. Reviser)"
    assert extracted(project) == text


def test_blocks_in_another_order_change_no_state(project: Project) -> None:
    change(project, "content/TEST/2.md", "{#told}", "{#first}\nIt began.\n\n{#told}")
    extracted(project)
    change(project, PO, 'msgid "It began."\nmsgstr ""', 'msgid "It began."\nmsgstr "Début."')
    before = states(project)
    change(project, "content/TEST/2.md", "{#first}\nIt began.\n\n", "")
    document = project.path("content/TEST/2.md")
    document.write_text(document.read_text("utf-8") + "\n{#first}\nIt began.\n", "utf-8")
    assert states(project) == before
    extracted(project)
    assert states(project) == before


def test_two_texts_put_aside_under_one_name_are_both_kept(project: Project) -> None:
    old = '\n#~ msgctxt "TEST/2030/2#x"\n#~ msgid "One"\n#~ msgstr "{}"\n'
    path = project.path(PO)
    path.write_text(path.read_text("utf-8") + old.format("Un") + old.format("Une"), "utf-8")
    text = extracted(project)
    assert '#~ msgstr "Un"' in text and '#~ msgstr "Une"' in text


def test_the_notes_of_a_translator_are_kept(project: Project) -> None:
    change(project, PO, 'msgctxt "TEST/2030/2#title"', '# Why so.\nmsgctxt "TEST/2030/2#title"')
    assert '# Why so.\nmsgctxt "TEST/2030/2#title"' in extracted(project)


def test_a_file_that_cannot_be_read_is_left_alone(project: Project) -> None:
    change(project, PO, 'msgstr "Aide"', 'msgstr "Aide')
    before = project.path(PO).read_bytes()
    done = masthead("translate", "extract", project=project)
    assert done.exit_code == 1 and f"{PO} cannot be read" in done.output
    assert project.path(PO).read_bytes() == before


def test_a_draft_is_renewed_until_somebody_touches_it(tmp_path: Path) -> None:
    made = lay_out(tmp_path, DRAFTED)
    assert "#. drafted: " in extracted(made)
    assert states(made)["told"] == "drafted, unread"
    change(made, "translations/fr/phrases/workshop.md", " atelier", " bel atelier")
    renewed = extracted(made)
    assert "un bel atelier" in renewed.replace('"\n"', "")


def test_a_draft_that_somebody_touched_is_theirs(tmp_path: Path) -> None:
    made = lay_out(tmp_path, DRAFTED)
    extracted(made)
    change(made, PO, " atelier a été", " grand atelier a été")
    text = extracted(made)
    assert "grand atelier" in text and "drafted:" not in text
    change(made, "translations/fr/phrases/workshop.md", "atelier", "séminaire")
    assert "grand atelier" in extracted(made)
    assert states(made)["told"] == "translated, unrevised"


def test_an_edited_draft_of_the_original_is_no_change_of_its_source(tmp_path: Path) -> None:
    """The original has no other source than its own words."""
    made = lay_out(tmp_path, DRAFTED)
    extracted(made, language="en")
    name = PO.replace("/fr/", "/en/")
    change(made, name, "a workshop was held", "a large workshop was held")
    text = extracted(made, language="en")
    assert "a large workshop" in text and "fuzzy" not in text
    words = ("translate", "confirm", "TEST/2030/2", "told", "--language", "en", "--by", "A. Editor")
    assert masthead(*words, project=made).exit_code == 0
    confirmed = extracted(made, language="en")
    assert "confirmed by: A. Editor" in confirmed and "fuzzy" not in confirmed


def test_the_same_unit_in_two_files_is_a_problem(tmp_path: Path) -> None:
    unit = '\nmsgctxt "TEST/2030/2#title"\nmsgid "Assistance"\nmsgstr "Aide"\n'
    read_ = opened(
        tmp_path, f"==> translations/fr/a.po <=={unit}==> translations/fr/b.po <=={unit}"
    )
    assert [(p.code, str(p.where)) for p in read_.problems] == [
        ("T012", "translations/fr/b.po:3:9")
    ]


def test_a_digest_is_of_the_text() -> None:
    unit = Unit("a", "One", "Un", NOWHERE, drafted=digest("Un"))
    assert unit.is_draft and not replace(unit, text="Une").is_draft


def test_every_language_of_a_document_is_extracted(tmp_path: Path) -> None:
    read_ = opened(tmp_path, DOCUMENT)
    done = extract(read_, read_.records.documents, "fr")
    assert {file.path.rpartition("/")[2]: file.new for file in done} == {
        "test-2030-2.po": 2,
        "test.po": 1,
        "activities.po": 1,
    }


def test_lines_break_at_spaces_and_never_in_a_token() -> None:
    token = "{fact}`durres-workshop-on-forged-documents-and-on-their-detection.where|in`"
    cited = "{cite}`A/64/13 and Add.1`"
    text = f"Held {token}, with {cited}, and long-lasting, well-known cross-border ties. " * 3
    unit = Unit("TEST/2030/2#one", text, text, Prose(text, "", ((0, 1, 1),)), previous=text)
    written = write_units([unit], [], "fr")
    assert written.count(token) == 9 and written.count(cited) == 9
    assert not [line for line in written.splitlines() if line.endswith(('-"', '/"'))]
    read = read_units(Source("one.po", written.encode()), [].append).units["TEST/2030/2#one"]
    assert (read.source, read.text, read.previous) == (text, text, text)
