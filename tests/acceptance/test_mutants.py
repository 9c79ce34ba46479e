"""Three hundred careless hands: nothing of what they do to a language's files is published.

Each mutant is one change, drawn by lot from a seed, to a file of a language of the report. What
keeps it from being published is what the gate of a build finds before anything is printed. The
table of what caught which is printed (`pytest -s`).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import polib
import pytest
import yaml
from acceptance.changed import with_file
from projects import ROOT

from masthead.jobs.judging.gate import judge
from masthead.jobs.prepare import open_project
from masthead.model.edition import Edition
from masthead.project import Project

SYMBOL = "CTOC/COP/2014/4"
UNITS = "ctoc-cop-2014-4.po"
LANGUAGES = [name for name in Project(ROOT).languages() if name != "en"]
ALL = 300
# Some hands change nothing that is printed: a phrase that no record of the report needs.
EACH = ALL // len(LANGUAGES) * 11 // 10
TOKEN = re.compile(r"\{(?:fact|para|item|literal)\}`[^`]*`")
SAME = "the same edition"
FACT = re.compile(r"\{fact\}`[^`]*`")

Change = Callable[[random.Random, str], tuple[str, str]]


def findings(project: Project) -> tuple[list[str], Edition | None]:
    """List the codes of the errors that keep an edition from being published; give the edition."""
    opened = open_project(project)
    judged = judge(opened, [d for d in opened.records.documents if str(d.symbol) == SYMBOL])
    (one,) = judged.verdicts
    codes = sorted({problem.code for problem in judged.problems if problem.is_error})
    assert bool(codes) == (one not in judged.ready)
    (language,) = set(project.languages()) - {"en"}
    return codes, one.editions.get(language)


def read(language: str, name: str) -> str:
    return (ROOT / "translations" / language / name).read_text("utf-8")


class Units:
    """The units of the report in a language, for hands to change."""

    def __init__(self, language: str) -> None:
        self.file = polib.pofile(read(language, UNITS), wrapwidth=10_000)
        self.name = f"translations/{language}/{UNITS}"
        # A draft that is lost is drafted again.
        self.entries = [
            e for e in self.file if e.msgstr and not e.obsolete and "drafted: " not in e.comment
        ]

    def some(self, lot: random.Random, fits: Callable[[Any], object] = bool) -> Any:
        return lot.choice([e for e in self.entries if fits(e)])

    def changed(self) -> tuple[str, str]:
        return self.name, str(self.file)


def long_one(entry: Any) -> bool:
    return len(TOKEN.sub("", entry.msgstr)) > 60


def holds(pattern: re.Pattern[str]) -> Callable[[Any], object]:
    return lambda entry: pattern.search(entry.msgstr)


def drop(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    units.file.remove(units.some(lot))
    return units.changed()


def empty(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    units.some(lot).msgstr = ""
    return units.changed()


def duplicate(lot: random.Random, language: str) -> tuple[str, str]:
    """One paragraph's words in another's place as well."""
    units = Units(language)
    one, other = lot.sample([e for e in units.entries if long_one(e)], 2)
    other.msgstr = one.msgstr
    return units.changed()


def reorder(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    one, other = lot.sample([e for e in units.entries if FACT.search(e.msgstr)], 2)
    one.msgstr, other.msgstr = other.msgstr, one.msgstr
    return units.changed()


def merge(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    one, other = lot.sample([e for e in units.entries if long_one(e)], 2)
    one.msgstr, other.msgstr = f"{one.msgstr} {other.msgstr}", ""
    return units.changed()


def split(lot: random.Random, language: str) -> tuple[str, str]:
    """Half of a paragraph put before the next one."""
    units = Units(language)
    place = lot.choice([n for n, e in enumerate(units.entries[:-1]) if FACT.search(e.msgstr)])
    one, following = units.entries[place : place + 2]
    cut = FACT.search(one.msgstr).start()  # type: ignore[union-attr]
    one.msgstr, following.msgstr = one.msgstr[:cut] or "–", one.msgstr[cut:] + following.msgstr
    return units.changed()


def put(entry: Any, token: re.Match[str], text: str) -> None:
    """Put something in the place of a token."""
    entry.msgstr = entry.msgstr[: token.start()] + text + entry.msgstr[token.end() :]


def as_often(entry: Any) -> Iterator[re.Match[str]]:
    """Give the tokens that name a thing no more often than the original does."""
    for token in FACT.finditer(entry.msgstr):
        named = token[0].partition("|")[0].rstrip("`")
        if entry.msgstr.count(named) <= entry.msgid.count(named):
            yield token


def lose_token(lot: random.Random, language: str) -> tuple[str, str]:
    """A mention of the original is lost; some languages name a thing more often than it does."""
    units = Units(language)
    entry = units.some(lot, lambda e: [*as_often(e)])
    token = lot.choice([*as_often(entry)])
    put(entry, token, "")
    return units.changed()


def other_token(lot: random.Random, language: str) -> tuple[str, str]:
    """A token of another paragraph in the place of one."""
    units = Units(language)
    entry = units.some(lot, holds(FACT))
    token = lot.choice([*FACT.finditer(entry.msgstr)])
    theirs = [
        found[0] for e in units.entries for found in FACT.finditer(e.msgstr)
        if found[0].partition("|")[0] not in entry.msgstr
    ]  # fmt: skip
    put(entry, token, lot.choice(theirs))
    return units.changed()


def break_token(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    entry = units.some(lot, holds(FACT))
    token = lot.choice([*FACT.finditer(entry.msgstr)])
    whole = token[0]
    spoilt = lot.choice([whole[:-1], whole[1:], whole.replace("{", ""), whole.replace("fa", "fc")])
    put(entry, token, spoilt)
    return units.changed()


def type_figure(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    entry = units.some(lot, long_one)
    entry.msgstr += f" ({lot.randint(2, 400)})"
    return units.changed()


def type_month(lot: random.Random, language: str) -> tuple[str, str]:
    """A date said by hand, a month late, in the place of its token."""
    units = Units(language)
    pattern = re.compile(r"\{fact\}`[^`]*\.when[^`]*`")
    entry = units.some(lot, holds(pattern))
    months = yaml.safe_load(read(language, "language.yaml"))["months"]
    typed = f"{lot.choice(months)} 2013"
    entry.msgstr = pattern.sub(typed, entry.msgstr, count=1)
    return units.changed()


def type_state(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    entry = units.some(lot, long_one)
    entry.msgstr += f" ({lot.choice(state_names(language))})"
    return units.changed()


def type_symbol(lot: random.Random, language: str) -> tuple[str, str]:
    units = Units(language)
    entry = units.some(lot, long_one)
    entry.msgstr += f" (CTOC/COP/{lot.randint(2006, 2013)}/{lot.randint(2, 9)})"
    return units.changed()


def leave_english(lot: random.Random, language: str) -> tuple[str, str]:
    """A sentence, or its end, as it stands in the original."""
    units = Units(language)
    entry = units.some(lot, lambda e: len(TOKEN.sub("", e.msgid).split()) > 12)
    entry.msgstr = entry.msgid if lot.random() < 0.5 else halved(entry.msgid, entry.msgstr)
    return units.changed()


def halved(source: str, target: str) -> str:
    """Half of a translation, then the words of the source that have no token."""
    words = TOKEN.sub("", source).split()
    return f"{target} {' '.join(words[len(words) // 2 :])}"


def swap_references(lot: random.Random, language: str) -> tuple[str, str]:
    """Every reference to a paragraph leads to another."""
    units = Units(language)
    reference = re.compile(r"\{para\}`([^`]*)`")
    entry = units.some(lot, holds(reference))
    anchors = [e.msgctxt.partition("#")[2] for e in units.entries if FACT.search(e.msgstr)]
    entry.msgstr = reference.sub(lambda _: f"{{para}}`{lot.choice(anchors)}`", entry.msgstr)
    return units.changed()


def nominative(name: Any) -> str:
    """Find what a State is called, however much names.yaml says of it."""
    while not isinstance(name, str):
        if isinstance(name, dict) and "subject" in name:
            return " ".join(filter(None, (name["subject"], name.get("rest"))))
        name = name[-1] if isinstance(name, list) else name["name"]
    return name


def state_names(language: str) -> list[str]:
    states = yaml.safe_load(read(language, "names.yaml"))["states"].values()
    return [re.sub(r"^(?:les?|la|l'|the|el|los|las) ?", "", nominative(name)) for name in states]


def wrong_state(lot: random.Random, language: str) -> tuple[str, str]:
    """Two States under each other's names, or one with a letter changed."""
    text = read(language, "names.yaml")
    section = re.search(r"^states:\n((?: .*\n|\n)*)", text, re.M)
    assert section
    entries = re.findall(r"^  [A-Z]{3}:(?:.*\n(?:    .*\n)*)", section[1], re.M)
    one, other = lot.sample(entries, 2)
    file = f"translations/{language}/names.yaml"
    if lot.random() < 0.5:
        swapped = {one: one[:6] + other[6:], other: other[:6] + one[6:]}
        parts = re.split(f"({re.escape(one)}|{re.escape(other)})", text)
        return file, "".join(swapped.get(part, part) for part in parts)
    name = nominative(yaml.safe_load(one)[one.strip()[:3]])
    spoilt = name[:-1] + ("o" if name[-1] != "o" else "a")
    return file, text.replace(one, one.replace(name, spoilt, 1), 1)


def wrong_month(lot: random.Random, language: str) -> tuple[str, str]:
    text = read(language, "language.yaml")
    found = lot.choice([*re.finditer(r"^months(?:-of|-in)?: \[(.*?)\]", text, re.M | re.S)])
    months = re.split(r",\s*", found[1])
    one, other = lot.sample(range(12), 2)
    months[one], months[other] = months[other], months[one]
    return f"translations/{language}/language.yaml", (
        text[: found.start(1)] + ", ".join(months) + text[found.end(1) :]
    )


def other_phrase(lot: random.Random, language: str) -> tuple[str, str]:
    """A phrase without one of the fields that its sentence must tell, or with English in it."""
    kind = lot.choice(("workshop", "training", "publication", "meeting"))
    text = read(language, f"phrases/{kind}.md")
    name = f"translations/{language}/phrases/{kind}.md"
    if lot.random() < 0.5:
        return name, f"{text.rstrip()} It was held by the office and the parties to it.\n"
    return name, text.replace("{{ when|at }}", "")


HANDS: tuple[Change, ...] = (
    drop, empty, duplicate, reorder, merge, split, lose_token, other_token, break_token,
    type_figure, type_month, type_state, type_symbol, leave_english, swap_references, wrong_state,
    wrong_month, other_phrase,
)  # fmt: skip


class Mutant(NamedTuple):
    """One change, by its number."""

    language: str
    hand: Change
    seed: int


def mutants(language: str) -> Iterator[Mutant]:
    return (Mutant(language, HANDS[n % len(HANDS)], n) for n in range(EACH))


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_editions_are_quiet(language: str) -> None:
    assert findings(with_file(language, "", ""))[0] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mutant_is_published(language: str) -> None:
    """What prints the same edition as before is no mutant: a draft is drafted again."""
    _, good = findings(with_file(language, "", ""))
    caught: Counter[tuple[str, str]] = Counter()
    survivors = []
    for mutant in mutants(language):
        lot = random.Random(f"{language} {mutant.seed}")
        file, text = mutant.hand(lot, language)
        codes, edition = findings(with_file(language, file, text))
        is_same = edition == good and not codes
        caught[mutant.hand.__name__, " ".join(codes) or (SAME if is_same else "-")] += 1
        if not codes and not is_same:
            survivors.append((mutant.hand.__name__, mutant.seed))
    for (hand, codes), count in sorted(caught.items()):
        print(f"{language}  {hand:<16} {count:>3}  {codes}")
    assert survivors == []
    changed = sum(count for (_, codes), count in caught.items() if codes != SAME)
    assert changed >= ALL // len(LANGUAGES)
