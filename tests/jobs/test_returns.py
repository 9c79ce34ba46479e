"""What comes back from translators is taken unit by unit, and what is wrong with it is told."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from lxml import etree
from projects import ROOT, lay_out, masthead

from masthead.jobs.prepare import open_project
from masthead.jobs.translating.exchange import EXCHANGE, sheet_of
from masthead.jobs.translating.returns import read_returns, take
from masthead.jobs.translating.translations import gather
from masthead.language.exchange import Sheet
from masthead.model.problem import Problem
from masthead.project import Project, Source

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
REPORT = "CTOC/COP/2014/4"
LANGUAGES = ("fr", "es", "ar", "ru", "zh")
HELD = (
    """{fact}`first-workshop.when|at`, *nota bene*, [a site](https://un.org/a), {para}`told-too`."""
)
PAGE = f"""
==> content/TEST/2.md <==
<HEAD en, fr>
# Assistance

{{#told}}
```{{activities}} first-workshop
Held {HELD}
```

{{#told-too}}
See {{para}}`told`.
"""
PO = "translations/fr/test-2030-2.po"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lay_out(tmp_path / "project", PAGE)


def send(project: Project, *words: str) -> str:
    """Send the units of the document to a translator, and give the file."""
    path = project.root.parent / "sent"
    command = ["translate", "export", "TEST/2030/2", "--language", "fr", "--output", str(path)]
    done = masthead(*command, *words, project=project)
    assert done.exit_code == 0, done.output
    return path.read_text("utf-8")


def come_back(project: Project, text: str, *words: str) -> list[str]:
    """Take a file in, and give the lines that are printed."""
    path = project.root.parent / "back"
    path.write_text(text, "utf-8")
    done = masthead("translate", "import", str(path), *words, project=project)
    refused = "REFUSED" in done.output or "nothing was taken" in done.output
    assert done.exit_code == int(refused), done.output
    return done.output.replace(str(path), "back").splitlines()


def translated(text: str, unit: str, target: str, state: str = "translated") -> str:
    """Translate one unit of an XLIFF file, as a program does; `{1}` stands for its first code."""
    root = etree.fromstring(text.encode())
    segment = next(s for s in root.iter(f"{CORE}segment") if s.getparent().get("name") == unit)
    source = segment.find(f"{CORE}source")
    codes = {
        c.get("id"): etree.tostring(c, with_tail=False).decode()
        for c in source.iter()
        if c.get("id")
    }
    written = re.sub(r"\{(\d)\}", lambda found: codes[found[1]], target)
    made = etree.fromstring(f'<target xmlns="{CORE[1:-1]}">{written}</target>')
    for old in segment.findall(f"{CORE}target"):
        segment.remove(old)
    segment.append(made)
    segment.attrib.pop("subState", None)
    segment.set("state", state)
    return etree.tostring(root, encoding="unicode")


def texts(project: Project) -> dict[str, str]:
    """Give the texts that the project has, by the block of each."""
    path = project.path(PO)
    units = polib.pofile(str(path)) if path.exists() else ()
    return {unit.msgctxt.partition("#")[2]: unit.msgstr for unit in units if unit.msgstr}


TITLE, TOLD = "TEST/2030/2#title", "TEST/2030/2#told"


def test_a_translation_is_taken_and_nobody_has_confirmed_it(project: Project) -> None:
    back = translated(send(project), TITLE, "Aide", state="final")
    said = come_back(project, back)
    assert said[:2] == ["taken: TEST/2030/2#title", "back (French): taken: 1, still empty: 2"]
    assert texts(project) == {"title": "Aide"}
    assert "confirmed by" not in project.path(PO).read_text("utf-8")
    assert come_back(project, back) == ["back (French): nothing new: 1, still empty: 2"]


def test_codes_come_back_as_they_were_typed(project: Project) -> None:
    target = "Tenu {1}, {2}, {3}, voir {4}."
    come_back(project, translated(send(project), TOLD, target))
    assert texts(project)["told"] == f"Tenu {HELD[:-1]}.".replace(", {para}", ", voir {para}")


def test_a_form_is_typed_behind_its_code(project: Project) -> None:
    target = "Tenu {1}|since, {2}, {3}, voir {4}."
    come_back(project, translated(send(project), TOLD, target))
    assert "{fact}`first-workshop.when|since`, *nota" in texts(project)["told"]


def test_a_program_may_cut_a_unit_and_mark_it(project: Project) -> None:
    """Segments, spanning codes taken apart, and remarks round words are XLIFF's, and allowed."""
    text = translated(send(project), TOLD, "Tenu {1}, {2}, {3}, voir {4}.")
    one = (
        '<sc id="9" dataRef="d2"/><mrk id="m" type="comment">nota</mrk> bene'
        '<ec startRef="9" dataRef="d2"/>'
    )
    text = re.sub(r"(<target.*?)<pc id=\"2\".*?</pc>", lambda f: f[1] + one, text, flags=re.DOTALL)
    text = text.replace("voir <ph", "</target></segment><ignorable><source/><target>voir </target>"
                        '</ignorable><segment state="translated"><source/><target><ph')  # fmt: skip
    come_back(project, text)
    assert texts(project)["told"] == f"Tenu {HELD[:-1]}.".replace(", {para}", ", voir {para}")


def test_what_somebody_confirmed_stays_unless_it_is_meant(project: Project) -> None:
    come_back(project, translated(send(project), TITLE, "Aide"))
    sent = send(project)
    words = [
        "translate",
        "confirm",
        "TEST/2030/2",
        "title",
        "--language",
        "fr",
        "--by",
        "A. Reviser",
    ]
    assert masthead(*words, project=project).exit_code == 0
    back = translated(sent, TITLE, "Soutien")
    assert (
        "error T057 “TEST/2030/2#title” was confirmed by A. Reviser" in come_back(project, back)[1]
    )
    assert texts(project)["title"] == "Aide"
    assert come_back(project, sent) == ["back (French): nothing new: 1, still empty: 2"]
    assert "confirmed by: A. Reviser" in project.path(PO).read_text("utf-8")
    assert come_back(project, back, "--yes")[0] == "taken: TEST/2030/2#title"
    assert texts(project)["title"] == "Soutien"
    assert "confirmed by" not in project.path(PO).read_text("utf-8")


def test_a_file_that_was_not_worked_on_undoes_nothing(project: Project) -> None:
    come_back(project, translated(send(project), TITLE, "Aide"))
    old = send(project)
    come_back(project, translated(old, TITLE, "Soutien"))
    assert come_back(project, old) == ["back (French): nothing new: 1, still empty: 2"]
    assert texts(project)["title"] == "Soutien"
    assert "T058" in come_back(project, translated(old, TITLE, "Assistance"))[1]
    assert texts(project)["title"] == "Soutien"


def test_a_source_that_changed_meanwhile(project: Project) -> None:
    sent = send(project)
    path = project.path("content/TEST/2.md")
    path.write_text(
        path.read_text("utf-8").replace("# Assistance", "# Technical assistance"), "utf-8"
    )
    said = come_back(project, translated(sent, TITLE, "Aide"))
    assert "error T056" in said[1] and "[-Assistance-] {+Technical assistance+}" in said[1]
    assert texts(project) == {}


def test_what_was_overtaken_is_read_again(project: Project) -> None:
    come_back(project, translated(send(project), TITLE, "Aide"))
    path = project.path("content/TEST/2.md")
    path.write_text(path.read_text("utf-8").replace("# Assistance", "# Help"), "utf-8")
    sent = send(project)
    assert 'state="initial" subState="masthead:source-changed"' in sent
    assert '<note category="previous">Assistance</note>' in sent
    assert come_back(project, sent)[-1] == "back (French): nothing new: 1, still empty: 2"
    assert come_back(project, translated(sent, TITLE, "Aide"))[0] == f"taken: {TITLE}"
    assert "fuzzy" not in project.path(PO).read_text("utf-8")


def test_a_po_file_comes_back_too(project: Project) -> None:
    sent = send(project, "--format", "po")
    assert "#. paragraph: 1\n#. reads: Held in March 2030, nota bene" in sent
    back = sent.replace('msgid "Assistance"\nmsgstr ""', 'msgid "Assistance"\nmsgstr "Aide"')
    assert come_back(project, sent) == ["back (French): still empty: 3"]
    assert come_back(project, back)[0] == f"taken: {TITLE}"
    assert "sent:" not in project.path(PO).read_text("utf-8")


def test_what_a_translator_marks_as_unfinished_stays_unfinished(project: Project) -> None:
    sent = send(project, "--format", "po")
    old = 'msgctxt "TEST/2030/2#title"\nmsgid "Assistance"\nmsgstr ""'
    assert old in sent
    come_back(project, sent.replace(old, f'#, fuzzy\n{old[:-1]}Aide"'))
    assert '#, fuzzy\nmsgctxt "TEST/2030/2#title"' in project.path(PO).read_text("utf-8")


def test_two_files_stand_alone(project: Project, tmp_path: Path) -> None:
    """A file that cannot be read whole gives nothing; the other one is taken."""
    good = translated(send(project), TITLE, "Aide")
    cut, whole = tmp_path / "cut.xlf", tmp_path / "whole.xlf"
    cut.write_text(good.replace("Aide", "Soutien").replace("</xliff>", ""), "utf-8")
    whole.write_text(good, "utf-8")
    done = masthead("translate", "import", str(cut), str(whole), project=project)
    assert (
        done.exit_code == 1 and "error T050" in done.output and "nothing was taken" in done.output
    )
    assert texts(project) == {"title": "Aide"}


def test_suggestions_are_shown_and_never_taken(project: Project) -> None:
    come_back(project, translated(send(project), "TEST/2030/2#told-too", "Voir {1}."))
    path = project.path("content/TEST/2.md")
    path.write_text(path.read_text("utf-8") + "\n{#again}\nSee once {para}`told`.\n", "utf-8")
    assert "matches>" not in send(project)
    words = ["translate", "confirm", "TEST/2030/2", "told-too", "--language", "fr", "--by", "A. R."]
    assert masthead(*words, project=project).exit_code == 0
    sent = send(project)
    shown = re.findall(r'<mtc:match ref="#s" similarity="([\d.]+)" origin="(\S+)">', sent)
    assert shown == [("81.5", "TEST/2030/2#told-too")]
    assert come_back(project, sent) == ["back (French): nothing new: 1, still empty: 3"]
    po = send(project, "--format", "po")
    assert "#. suggestion: 81.5 Voir {para}`told`.\n" in po
    assert come_back(project, po) == ["back (French): nothing new: 1, still empty: 3"]
    assert "again" not in texts(project)
    shown = masthead("translate", "status", "--language", "fr", "--suggest", project=project).output
    like = "TEST/2030/2#again: like TEST/2030/2#told-too (81.5): Voir {para}`told`."
    assert f"  {like}\n" in shown


@pytest.mark.parametrize("format_", ["po", "xliff"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_goes_out_and_comes_back(tmp_path: Path, language: str, format_: str) -> None:
    """From a project that has lost every text, the file that was sent gives all of them back."""
    project = Project(tmp_path)
    for folder in ("activities", "content", "translations"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    paths = sorted((tmp_path / f"translations/{language}").glob("*.po"))
    before = {path: path.read_bytes() for path in paths}
    sent = written(project, language, format_)
    for path in paths:
        po = polib.pofile(str(path), wrapwidth=0)
        for entry in po:
            entry.msgstr = ""
        po.save()
    returned(project, sent)
    assert {path: path.read_bytes() for path in paths} == before


def written(project: Project, language: str, format_: str) -> str:
    opened = open_project(project)
    sheet = sheet_of(opened, opened.records.documents, language, every=True)
    assert isinstance(sheet, Sheet)
    return EXCHANGE[format_](sheet)


def returned(project: Project, text: str) -> Counter[str]:
    opened = open_project(project)
    problems: list[Problem] = []
    returns = read_returns(opened, Source("back", text.encode()), problems.append)
    assert returns is not None and not problems, problems
    gathered = gather(opened, opened.records.documents, returns.language)
    verdicts = take(returns, gathered, sure=False)
    return Counter(verdict.outcome for verdict in verdicts)


def test_what_is_said_twice_is_said_twice_or_covered(project: Project) -> None:
    """Editions are compared by number before they are published: here is the time to say so."""
    path = project.path("content/TEST/2.md")
    twice = "See {para}`told`, and {para}`told`."
    path.write_text(path.read_text("utf-8").replace("See {para}`told`.", twice), "utf-8")
    unit = "TEST/2030/2#told-too"
    sent = send(project)
    assert "error T022" in come_back(project, translated(sent, unit, "Voir {1}."))[1]
    assert come_back(project, translated(sent, unit, "Voir {1}, {2}|covered."))[0].startswith(
        "taken"
    )


Mutation = Callable[[random.Random, list[etree._Element]], None]


def lose(chance: random.Random, codes: list[etree._Element]) -> None:
    """Take a code out, and every other that says the same."""
    lost = said(chance.choice(codes))
    for code in [code for code in codes if said(code) == lost]:
        gone(code)


def said(code: etree._Element) -> str:
    """Say what a code stands for, but for its form."""
    unit = next(code.iterancestors(f"{CORE}unit"))
    data = {d.get("id"): d.text or "" for d in unit.iter(f"{CORE}data")}
    return data.get(code.get("dataRef"), "").partition("|")[0].rstrip("`")


def gone(code: etree._Element) -> None:
    parent, before = code.getparent(), code.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (code.tail or "")
    else:
        parent.text = (parent.text or "") + (code.tail or "")
    parent.remove(code)


def invent(chance: random.Random, codes: list[etree._Element]) -> None:
    """Change what a code stands for."""
    code = chance.choice(codes)
    unit = next(code.iterancestors(f"{CORE}unit"))
    data = next(d for d in unit.iter(f"{CORE}data") if d.get("id") == code.get("dataRef"))
    data.text = (data.text or "").replace("`", "`other-", 1)
    # The source of a file is not believed: the digest of what was sent is.
    for source in unit.iter(f"{CORE}source"):
        source.clear()


def unbind(chance: random.Random, codes: list[etree._Element]) -> None:
    """Leave a code that stands for nothing."""
    chance.choice(codes).set("dataRef", "d0")


def break_up(chance: random.Random, codes: list[etree._Element]) -> None:
    """Type a piece of a token where a code was."""
    code = chance.choice(codes)
    code.tail = chance.choice(["{fact}`unodc", "`x`", "{fact}", "}"]) + (code.tail or "")


def type_one(chance: random.Random, codes: list[etree._Element]) -> None:
    """Type a token that the source has not."""
    code = chance.choice(codes)
    code.tail = " {fact}`session.ordinal-of-another|ordinal` " + (code.tail or "")


@pytest.mark.parametrize("mutate", [lose, invent, unbind, break_up, type_one])
def test_no_token_is_lost_or_invented(tmp_path: Path, mutate: Mutation) -> None:
    """Of a report whose codes somebody tampered with, exactly the units without are taken."""
    project = Project(tmp_path)
    for folder in ("activities", "content", "translations"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    chance = random.Random(mutate.__name__)
    root = etree.fromstring(written(project, "ru", "xliff").encode())
    tampered = 0
    for target in root.iter(f"{CORE}target"):
        codes = [*target.iter(f"{CORE}ph")]
        if codes:
            mutate(chance, codes)
            tampered += 1
    for path in (tmp_path / "translations/ru").glob("*.po"):
        path.unlink()
    outcomes = returned(project, etree.tostring(root, encoding="unicode"))
    # Of a unit that was one code, nothing is left: it is empty.
    assert outcomes["refused"] + outcomes["empty"] == tampered > 50
    assert outcomes["taken"] == 127 - tampered


HOSTILE = {
    "deep": ("<pc>" * 100_000, "T050"),
    "entity": ("&site;", "T050"),
    "number": ("&#0;", "T050"),
    "other": ("<x:y xmlns:x='urn:x'/>", "T054"),
    "control": ('<cp hex="0001"/>', "T054"),
    "token": ("{fact}`session.ordinal|ordinal`", "T023"),
    "link": ("[ici](javascript:x)", "C021"),
    "html": ("<![CDATA[<script>x</script>]]>", "C023"),
    "long": ("x" * 21_000, "C102"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_of_a_stranger_does_no_harm(project: Project, name: str) -> None:
    text, code = HOSTILE[name]
    sent = send(project)
    before = "<source>Assistance</source>"
    back = sent.replace(before, f"{before}<target>{text}</target>")
    said = come_back(project, back)
    assert [line for line in said if f" error {code} " in line], said
    assert texts(project) == {}


def test_a_file_of_many_strangers_is_read_in_time(project: Project) -> None:
    units = "".join(
        f'<unit id="u{n}" name="TEST/2030/2#tolt-{n}"><segment><source>{"a b " * 9}</source>'
        f"<target>x</target></segment></unit>"
        for n in range(10_000)
    )
    head, _, rest = send(project).partition("<unit ")
    said = come_back(project, f"{head}{units}<unit {rest}")
    assert said[-1] == "back (French): still empty: 3, REFUSED: 10000"
