"""Whatever is done to records, prose, units and names, and in whatever order, nothing wrong is out.

The machine below edits the report as people do, rightly and wrongly, and mends what was wrong. It
keeps a book of what is wrong now, which owes nothing to the program: while there is an entry, the
gate of a build must hold the report back, and let it through when there is none. What is let
through is read by another reader: dates by CLDR's months, figures by their digits, States by
CLDR's names. `pytest --hypothesis-profile=long` looks much longer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import polib
import pytest
import yaml
from acceptance.changed import with_files
from acceptance.copies import REPORT
from babel import Locale
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from projects import ROOT

from masthead.jobs import prepare
from masthead.jobs.judging.gate import judge
from masthead.jobs.prepare import open_project
from masthead.language import Words, load_words
from masthead.model.edition import Edition
from masthead.model.inlines import Emphasis, Fact, Inline, Link
from masthead.project import Project

SYMBOL = "CTOC/COP/2014/4"
LANGUAGES = ("fr", "es", "ru", "ar", "zh")
TOKEN = re.compile(r"\{(?:fact|para|item|literal)\}`[^`]*`")
NAMED = re.compile(r"\{(?P<role>fact|para)\}`(?P<key>[^`|]*)(?:\|[^`]*)?`")
FEW = 2
# A passage of fewer words may be the same in two languages.
MANY = 9

DATES = {
    "kazakhstan-workshop": "2013",
    "phnom-penh-legislation": "2013",
    "algeria-course": "2013",
    "colombia-course": "2013",
    "tanzania-validation": "2014",
}
FIGURES = {"protocol-status.parties": "2014", "vrs-participation.taking-part": "2014"}
PLACES = {"kazakhstan-workshop": "2013", "colombia-course": "2013", "tanzania-validation": "2014"}
LISTS = {"interregional-cooperation": "2013", "patrol-training": "2013"}
# States whose names CLDR and the United Nations agree on.
STATES = {
    "BRA": "BR", "CAN": "CA", "EGY": "EG", "ESP": "ES", "FRA": "FR", "GHA": "GH", "ITA": "IT",
    "JPN": "JP", "KEN": "KE", "MEX": "MX", "PER": "PE",
}  # fmt: skip
# What a locale calls its months, where one locale does not do for a language.
CALENDARS = {"ar": ("ar_EG", "ar_LB")}


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def words_of(language: str) -> Words:
    return load_words(Project(ROOT), language)[0]


def record_name(id_: str, year: str) -> str:
    return f"activities/{year}/{id_}.yaml"


@cache
def units_of(language: str) -> dict[str, tuple[str, str]]:
    """Give source and translation of each unit that a person wrote."""
    file = polib.pofile(text_of(units_name(language)), wrapwidth=10_000)
    return {
        e.msgctxt: (e.msgid, e.msgstr)
        for e in file
        if e.msgstr and not e.obsolete and "drafted: " not in e.comment
    }


def units_name(language: str) -> str:
    return f"translations/{language}/ctoc-cop-2014-4.po"


def typed(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", TOKEN.sub(" ", text))


def named(text: str) -> list[tuple[str, str]]:
    return [(found["role"], found["key"]) for found in NAMED.finditer(text)]


# Wrong hands: each makes another text of a unit, and gives None where it cannot.
Hand = Callable[[random.Random, str, str], str | None]


def somewhere(lot: random.Random, text: str, put: str) -> str:
    """Put words between two words of a text, outside of its tokens."""
    inside = [found.span() for found in TOKEN.finditer(text)]
    gaps = [
        n for n, sign in enumerate(text)
        if sign == " " and not any(start < n < end for start, end in inside)
    ]  # fmt: skip
    at = lot.choice([*gaps, len(text)])
    return f"{text[:at]} {put}{text[at:]}"


def type_figure(lot: random.Random, language: str, key: str) -> str | None:
    return somewhere(lot, units_of(language)[key][1], str(lot.randint(2, 5000)))


def type_month(lot: random.Random, language: str, key: str) -> str | None:
    return somewhere(lot, units_of(language)[key][1], lot.choice(months_of(language)))


def months_of(language: str) -> tuple[str, ...]:
    words = words_of(language)
    return words.series("months") + words.series("months-of") + words.series("months-in")


def type_state(lot: random.Random, language: str, key: str) -> str | None:
    """The name of a State, in any of its cases."""
    (name, *_) = lot.choice([*words_of(language).names["states"].values()])
    return somewhere(
        lot, units_of(language)[key][1], lot.choice([name.full.name, *name.full.forms.values()])
    )


def leave_english(lot: random.Random, language: str, key: str) -> str | None:
    source, text = units_of(language)[key]
    words = typed(source)
    return f"{text} {' '.join(words)}." if len(words) >= MANY else None


def other_script(lot: random.Random, language: str, key: str) -> str | None:
    """The words of another edition; two languages in Latin letters are told apart elsewhere."""
    latin = ("fr", "es")
    others = [c for c in LANGUAGES if c != language and not {c, language} <= {*latin}]
    other = lot.choice(others)
    text = units_of(other).get(key, ("", ""))[1]
    # Chinese has no spaces to count.
    return text if len(typed(text)) >= (2 if other == "zh" else MANY) else None


def lose_token(lot: random.Random, language: str, key: str) -> str | None:
    text = units_of(language)[key][1]
    once = [t for t in NAMED.finditer(text) if named(text).count((t["role"], t["key"])) == 1]
    token = lot.choice(once) if once else None
    return text[: token.start()] + text[token.end() :] if token else None


def other_token(lot: random.Random, language: str, key: str) -> str | None:
    """A token of another unit in the place of one, with the form it has there."""
    source, text = units_of(language)[key]
    theirs = [
        found[0] for _, said in units_of(language).values() for found in NAMED.finditer(said)
        if (found["role"], found["key"]) not in named(source)
    ]  # fmt: skip
    ours = [*NAMED.finditer(text)]
    if not ours:
        return None
    token = lot.choice(ours)
    return text[: token.start()] + lot.choice(theirs) + text[token.end() :]


def other_unit(lot: random.Random, language: str, key: str) -> str | None:
    """The text of a unit that names other things."""
    source, _ = units_of(language)[key]
    others = [t for s, t in units_of(language).values() if {*named(s)} != {*named(source)}]
    return lot.choice(others)


def clear(lot: random.Random, language: str, key: str) -> str | None:
    return ""


HANDS: tuple[Hand, ...] = (
    type_figure, type_month, type_state, leave_english, other_script, lose_token, other_token,
    other_unit, clear,
)  # fmt: skip


class Editors(RuleBasedStateMachine):
    """People at work on the report in English and one other language."""

    @initialize(language=st.sampled_from(LANGUAGES))
    def begin(self, language: str) -> None:
        self.language = language
        self.units: dict[str, str] = {}
        self.unread: set[str] = set()
        self.files: dict[str, str] = {}
        # What is wrong now, and how it is mended.
        self.wrong: dict[str, Callable[[], object]] = {}
        self.told: dict[str, str] = {}

    def may_err(self) -> bool:
        return len(self.wrong) < FEW

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.files.get(name, text_of(name))
        assert old in text, f"{name} has {old!r}"
        self.files[name] = text.replace(old, new, 1)

    def err(self, name: str, old: str, new: str, what: str) -> None:
        self.edit(name, old, new)
        self.wrong[what] = lambda: self.edit(name, new, old)

    # Records: what is corrected is said, and nothing is wrong.

    @rule(id_=st.sampled_from([*DATES]), month=st.integers(1, 12), day=st.integers(0, 28))
    def correct_date(self, id_: str, month: int, day: int) -> None:
        date = f"2013-{month:02}" + (f"-{day:02}" if day else "")
        self.set_field(record_name(id_, DATES[id_]), r"(?m)^when: .*$", f"when: {date}")
        self.told[f"{id_}.when"] = date

    # Spanish writes figures in letters up to ten.
    @rule(key=st.sampled_from([*FIGURES]), figure=st.integers(11, 999))
    def correct_figure(self, key: str, figure: int) -> None:
        id_ = key.partition(".")[0]
        self.set_field(record_name(id_, FIGURES[key]), r"value: \d+", f"value: {figure}")
        self.told[key] = str(figure)

    @rule(id_=st.sampled_from([*PLACES]), state=st.sampled_from([*STATES]))
    def correct_place(self, id_: str, state: str) -> None:
        name = record_name(id_, PLACES[id_])
        self.set_field(name, r"(?m)^where: .*$", f"where: {{state: {state}}}")
        self.told[f"{id_}.where"] = state

    @rule(
        id_=st.sampled_from([*LISTS]),
        states=st.lists(st.sampled_from([*STATES]), min_size=1, max_size=4, unique=True),
    )
    def correct_participants(self, id_: str, states: list[str]) -> None:
        listed = ", ".join(states)
        self.set_field(record_name(id_, LISTS[id_]), r"from: \[.*?\]", f"from: [{listed}]")
        self.told[f"{id_}.participants.from"] = listed

    def set_field(self, name: str, pattern: str, line: str) -> None:
        text = self.files.get(name, text_of(name))
        self.files[name], found = re.subn(pattern, line, text, count=1)
        assert found == 1

    # Units.

    @precondition(may_err)
    @rule(hand=st.sampled_from(HANDS), lot=st.randoms(use_true_random=False))
    def spoil_unit(self, hand: Hand, lot: random.Random) -> None:
        key = lot.choice([*units_of(self.language)])
        text = hand(lot, self.language, key)
        if text is not None and not any(key in what for what in self.wrong):
            self.units[key] = text
            self.wrong[f"{hand.__name__} {key}"] = lambda: self.units.pop(key)

    @precondition(may_err)
    @rule(lot=st.randoms(use_true_random=False))
    def swap_units(self, lot: random.Random) -> None:
        units = units_of(self.language)
        one, other = lot.sample([*units], 2)
        is_free = not any(key in what for what in self.wrong for key in (one, other))
        if is_free and {*named(units[one][0])} != {*named(units[other][0])}:
            self.units[one], self.units[other] = units[other][1], units[one][1]
            self.wrong[f"swap {one} {other}"] = lambda: (self.units.pop(one), self.units.pop(other))

    @rule(lot=st.randoms(use_true_random=False))
    def mark_unread(self, lot: random.Random) -> None:
        self.unread ^= {lot.choice([*units_of(self.language)])}

    # Prose.

    @precondition(may_err)
    @rule(lot=st.randoms(use_true_random=False))
    def change_fact_of_source(self, lot: random.Random) -> None:
        """The original names another date or place; its translations still name the first."""
        lines = [line for line in text_of(REPORT).splitlines() if "{fact}" in line]
        line = lot.choice([line for line in lines if line in self.files.get(REPORT, line)])
        tokens = [t for t in NAMED.finditer(line) if "." in t["key"] and line.count(t["key"]) == 1]
        if tokens and not any(what.startswith("source") for what in self.wrong):
            token = lot.choice(tokens)
            new = line.replace(token[0], token[0].replace(token["key"], "vrs-launch.when"))
            if not self.holds_wrong_unit() and "vrs-launch.when" not in line:
                self.err(REPORT, line, new, f"source {token['key']}")

    def holds_wrong_unit(self) -> bool:
        """Two wrongs may make one right: a unit is not changed with its source."""
        return bool(self.units)

    @precondition(may_err)
    @rule(put=st.sampled_from(["in May 2013", "(17)", "in Kenya", "(A/68/127)"]))
    def type_fact_in_source(self, put: str) -> None:
        old = "adapted to the needs of countries"
        if "typed" not in self.wrong:
            self.err(REPORT, old, f"{old} {put}", "typed")

    @rule()
    def reword_source(self) -> None:
        """Other words of the same facts make units old, and no fact of theirs wrong."""
        one, other = "still insufficient", "not yet sufficient"
        is_new = other in self.files.get(REPORT, text_of(REPORT))
        self.edit(REPORT, *((other, one) if is_new else (one, other)))

    # Names.

    @precondition(may_err)
    @rule(lot=st.randoms(use_true_random=False))
    def swap_months(self, lot: random.Random) -> None:
        name = f"translations/{self.language}/language.yaml"
        if "months" not in self.wrong:
            pattern = r"(?ms)^months(?:-of|-in)?: \[(.*?)\]"
            found = lot.choice([*re.finditer(pattern, text_of(name))])
            months = re.split(r",\s*", found[1])
            one, other = lot.sample(range(12), 2)
            months[one], months[other] = months[other], months[one]
            new = found[0].replace(found[1], ", ".join(months))
            self.err(name, found[0], new, "months")

    @precondition(may_err)
    @rule(lot=st.randoms(use_true_random=False), only_a_form=st.booleans())
    def swap_states(self, lot: random.Random, only_a_form: bool) -> None:
        name = f"translations/{self.language}/names.yaml"
        states = yaml.load(text_of(name), yaml.BaseLoader)["states"]
        one, other = lot.sample([*states], 2)
        lines = {id_: line_of(name, id_) for id_ in (one, other)}
        if "names" in self.wrong or not all(lines.values()):
            return
        if not only_a_form:
            self.err(name, lines[one], lines[one][:7] + lines[other][7:], "names")
            return
        forms = [re.findall(r"\b(in|of): ([^,}]+)", line) for line in lines.values()]
        for (case, mine), (their_case, theirs) in zip(*forms, strict=False):
            if case == their_case and mine != theirs:
                new = lines[one].replace(f"{case}: {mine}", f"{case}: {theirs}")
                self.err(name, lines[one], new, "names")
                return

    @precondition(lambda self: self.wrong)
    @rule(lot=st.randoms(use_true_random=False))
    def mend(self, lot: random.Random) -> None:
        self.wrong.pop(lot.choice([*self.wrong]))()

    # What must hold.

    @invariant()
    def nothing_wrong_is_published(self) -> None:
        project = with_files(self.language, {**self.files, units_name(self.language): self.po()})
        opened = open_project(project)
        judged = judge(opened, [d for d in opened.records.documents if str(d.symbol) == SYMBOL])
        codes = [f"{p.where} {p.code} {p.args}" for p in judged.problems if p.is_error]
        assert bool(judged.ready) != bool(self.wrong), (self.wrong.keys(), codes)
        for one in judged.ready:
            for code, edition in one.editions.items():
                wrong = [*misread(edition, code, self.told)]
                assert wrong == [], wrong

    def po(self) -> str:
        file = polib.pofile(text_of(units_name(self.language)), wrapwidth=10_000)
        for entry in file:
            entry.msgstr = self.units.get(entry.msgctxt, entry.msgstr)
            if entry.msgctxt in self.unread:
                entry.flags.append("fuzzy")
        return str(file)


def line_of(name: str, id_: str) -> str:
    """Give the line of a State that has one line."""
    found = re.search(rf"(?m)^  {id_}: .+\n(?=  [A-Z]|\n|\w)", text_of(name))
    return found[0] if found else ""


# Another reader.


def misread(edition: Edition, language: str, told: dict[str, str]) -> Iterator[str]:
    """List the facts of an edition that do not say what the records say now."""
    for _, inlines in edition.passages():
        for fact in facts_in(inlines):
            wanted = told.get(fact.fact)
            if wanted is not None and fact.text and not is_said(wanted, fact.text, language):
                yield f"{language} {fact.fact}: {wanted}: {fact.text}"


def facts_in(inlines: tuple[Inline, ...]) -> Iterator[Fact]:
    for part in inlines:
        if isinstance(part, Fact):
            yield part
        elif isinstance(part, Emphasis | Link):
            yield from facts_in(part.children)


def is_said(wanted: str, text: str, language: str) -> bool:
    if wanted.isdigit():
        return wanted in re.findall(r"\d+", text)
    if wanted[0].isalpha():
        return all(is_named(state, text, language) for state in wanted.split(", "))
    year, month, *day = (int(part) for part in wanted.split("-"))
    figures = {int(found) for found in re.findall(r"\d+", text)}
    is_month = any(name.casefold() in text.casefold() for name in cldr_months(language, month))
    return is_month and {year, *day} <= figures and figures <= {year, month, *day}


@cache
def cldr_months(language: str, month: int) -> tuple[str, ...]:
    """Give what CLDR calls a month, without an ending that a case may change."""
    found = []
    for locale in CALENDARS.get(language, (language,)):
        # In Chinese, figures are what CLDR has for short.
        width = "abbreviated" if language == "zh" else "wide"
        name = Locale.parse(locale).months["format"][width][month]
        found.append(name[:-1] if language == "ru" else name)
    return tuple(found)


def is_named(state: str, text: str, language: str) -> bool:
    """Tell whether a text names a State, in whatever case: by the beginning of its name."""
    name = Locale.parse(language).territories[STATES[state]]
    return name[:3].casefold() in text.casefold()


READERS = {"load_records": ("activities/", "content/"), "load_words": ("translations/",)}


def remembered(function: Callable[..., Any], folders: tuple[str, ...]) -> Callable[..., Any]:
    """Read again only what is not as it was."""
    known: dict[object, Any] = {}

    def read(project: Any, *rest: Any) -> Any:
        mine = sorted(
            (name, text) for name, text in project.files.items()
            if name.startswith(folders) and not name.endswith(".po")
        )  # fmt: skip
        # What was known before changes nothing of what is read.
        key = (project.language, repr(rest[:2]), *mine)
        if len(known) > 50:
            known.clear()
        if key not in known:
            known[key] = function(project, *rest)
        return known[key]

    return read


@pytest.fixture(autouse=True)
def _memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folders in READERS.items():
        monkeypatch.setattr(prepare, name, remembered(getattr(prepare, name), folders))


# A profile that somebody asks for says itself how long it looks.
USUAL = 100
TestEditors = Editors.TestCase
TestEditors.settings = settings(
    max_examples=15 if settings().max_examples == USUAL else settings().max_examples,
    stateful_step_count=10,
)
