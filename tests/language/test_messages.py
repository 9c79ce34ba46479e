"""What the program says: the same in English and in French, and explained in the manual."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from masthead.language.messages import Messages, table_of
from masthead.model.problem import Where, error
from masthead.project import Project

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr")
CODE = re.compile(r"\"([A-Z][0-9]{3})\"")
HEADING = re.compile(r"^### ([A-Z][0-9]{3})$", re.MULTILINE)
# {fact}`...` and {activities} are what a hint shows, not places to fill.
PLACE = re.compile(r"\{(?!(?:fact|literal|para|item)\}`|activities\})([a-z_]+)\}")
GROUPS = "PYSDACTE"

SAID = {code: Messages(code, (Project(ROOT),)) for code in LANGUAGES}
TABLES = {code: table_of(Project(ROOT), code) for code in LANGUAGES}


def leaves(table: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    """Go through the texts of a table with their dotted names."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


TEXTS = {code: dict(leaves(table)) for code, table in TABLES.items()}


def problems(messages: Messages) -> Mapping[str, Mapping[str, str]]:
    """Give the sentences and hints of problems by code."""
    return TABLES[messages.language]["problems"]  # type: ignore[call-overload, index, return-value]


CODES = sorted(problems(SAID["en"]))


def test_both_languages_say_the_same_things() -> None:
    """What only one of them says would be a bare key in the other."""
    assert TEXTS["fr"].keys() == TEXTS["en"].keys()


@pytest.mark.parametrize("key", TEXTS["en"])
def test_places_are_the_same(key: str) -> None:
    """A place that one language lacks hides a fact from its readers."""
    english, french = (sorted(PLACE.findall(TEXTS[code][key])) for code in LANGUAGES)
    assert french == english


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_has_a_sentence_and_a_hint(language: str, code: str) -> None:
    """A message says what is wrong and what to do (DESIGN.md, for whom)."""
    entry = problems(SAID[language])[code]
    assert entry["says"]
    assert entry["hint"]
    assert entry.keys() <= {"says", "hint", "otherwise"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_is_printed(language: str, code: str) -> None:
    """With every place filled, the hint stands, whole, and shows its tokens as they are typed."""
    entry = problems(SAID[language])[code]
    places = {*PLACE.findall(entry["says"]), *PLACE.findall(entry["hint"])}
    _, hint = SAID[language].problem(error(Where("x"), code, **dict.fromkeys(places, "here")))
    assert hint == PLACE.sub("here", entry["hint"])


def test_every_code_of_the_program_has_a_message_and_no_other_has() -> None:
    """A code without a message is printed bare; a message without a code is never printed."""
    used = {
        code for path in (ROOT / "src").rglob("*.py") for code in CODE.findall(path.read_text())
    }
    assert used == set(CODES)


def test_the_manual_explains_every_code_in_order() -> None:
    """One heading a code, group by group, so that a reader finds it."""
    page = (ROOT / "docs/problems.md").read_text("utf-8")
    assert HEADING.findall(page) == sorted(CODES, key=lambda code: (GROUPS.index(code[0]), code))


@pytest.mark.parametrize("key", TEXTS["fr"])
def test_french_is_typed_as_the_office_sets_it(key: str) -> None:
    """No space before : ; ! ?, curly apostrophes, and “ ” (the Vienna profile to 2016)."""
    text = re.sub(r"`[^`]*`|“[<&!*]*”|\s[&!*]\s", "", TEXTS["fr"][key])
    assert not re.search(r"\w'\w|\s[:;?]|[«»]", text)


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("A {+long+} walk (see above) -> home.", "A {+long+} walk (see above) -> home."),
        ("w.who: unodc (one the) -> a, b (several)", "w.who: unodc (one, “the”) -> a, b (several)"),
        (
            "w.when: 2030 (year) -> 2030-01 (month); w.days: 1 (one) -> 2 (other)",
            "w.when: 2030 (a year) -> 2030-01 (a month); w.days: 1 (one) -> 2 (in the plural)",
        ),
    ],
)
def test_a_cause_is_said_in_words(cause: str, said: str) -> None:
    assert SAID["en"].cause(cause) == said
