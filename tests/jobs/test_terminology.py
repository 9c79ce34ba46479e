"""The list of terms, as a glossary fills it, and what its schema takes."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from projects import ROOT, lay_out, masthead

from masthead.jobs.translating.terminology import add
from masthead.jobs.writing.schema import TERMS
from masthead.jobs.writing.shapes import terms_of as schema_of
from masthead.language import Added, Term, id_of
from masthead.language.terminology import PATH, read_terms
from masthead.model.problem import Problem
from masthead.project import Project

SIX = ("ar", "en", "es", "fr", "ru", "zh")
LIST = """# Ours.
extradition:  # art. 16
  en: extradition
  never: {en: rendition}
confiscation: {en: confiscation}
"""


def term(english: str, **said: str) -> Term:
    return Term(id_of(english), {code: (form,) for code, form in {"en": english, **said}.items()})


def project(folder: Path, text: str = "") -> Project:
    made = Project(folder)
    if text:
        made.write(PATH, text)
    return made


def listed(made: Project) -> dict[str, Term]:
    problems: list[Problem] = []
    terms = read_terms(made, SIX, problems.append)
    assert problems == []
    return {one.id: one for one in terms}


def test_a_list_is_begun(tmp_path: Path) -> None:
    made = project(tmp_path)
    wanted = Term("proceeds-of-crime", {"fr": ("produit du crime", "a “b”: c")},
                  {"fr": ("gain's",)}, ("fr",))  # fmt: skip
    done = add(made, [wanted])
    assert isinstance(done, Added)
    assert done.new == ("proceeds-of-crime",)
    (read,) = listed(made).values()
    assert read[:4] == wanted[:4]


def test_what_a_list_says_stays(tmp_path: Path) -> None:
    made = project(tmp_path, LIST)
    done = add(made, [
        term("extradition", fr="extradition", es="extradición"),
        term("extradition", ru="выдача"),
        term("confiscation", es="decomiso"),
        term("Central authority", fr="autorité centrale"),
        Term("extradition", {"en": ("handing over",)}),
    ])  # fmt: skip
    assert isinstance(done, Added)
    assert (done.new, done.fuller) == (("central-authority",), ("extradition",))
    assert done.known == ("confiscation", "extradition")
    text = made.path(PATH).read_text("utf-8")
    assert [line for line in LIST.splitlines() if line not in text.splitlines()] == []
    assert set(listed(made)["extradition"].said) == {"en", "fr", "es", "ru"}
    assert listed(made)["extradition"].said["en"] == ("extradition",)


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    made = project(tmp_path, LIST.rstrip())
    new = [
        term("extradition", fr="extradition"),
        term("asset recovery", fr="recouvrement d’avoirs"),
    ]
    add(made, new)
    once = made.path(PATH).read_bytes()
    assert isinstance(done := add(made, new), Added)
    assert (done.known, made.path(PATH).read_bytes()) == (("extradition", "asset-recovery"), once)


def test_a_glossary_is_added(tmp_path: Path) -> None:
    made = lay_out(tmp_path)
    rows = (
        "fr,en,forbidden-fr\n"
        "extradition,extradition,\n\n"
        "recouvrement d'avoirs; le recouvrement d'avoirs,asset recovery,"
        '"x; un ""y"""\n'
    )
    (tmp_path / "terms.csv").write_text(rows, "utf-8")
    words = ["translate", "import", "--glossary", str(tmp_path / "terms.csv")]
    done = masthead(*words, project=made)
    assert done.output.splitlines()[:2] == ["taken: extradition", "taken: asset-recovery"]
    assert "terms new in the list: 2; with more languages: 0; known already: 0" in done.output
    read = listed(made)["asset-recovery"]
    assert read.said == {
        "fr": ("recouvrement d'avoirs", "le recouvrement d'avoirs"), "en": ("asset recovery",),
    }  # fmt: skip
    assert (read.never, read.confirmed) == ({"fr": ("x", 'un "y"')}, ())
    assert "known already: 2" in masthead(*words, project=made).output


def test_nothing_is_added_to_what_cannot_be_read(tmp_path: Path) -> None:
    made = project(tmp_path, "extradition: [\n")
    assert [problem.code for problem in add(made, [term("x")])] == ["Y009"]
    assert made.path(PATH).read_text("utf-8") == "extradition: [\n"


def refused(written: object) -> list[str]:
    return [e.message for e in jsonschema.Draft7Validator(schema_of(SIX)).iter_errors(written)]


def test_the_list_of_this_repository_fits_its_schema() -> None:
    assert f"$schema={TERMS.removeprefix('translations/')}" in (ROOT / PATH).read_text("utf-8")
    assert refused(yaml.safe_load((ROOT / PATH).read_text("utf-8"))) == []


def test_every_term_of_this_repository_has_six_languages() -> None:
    terms = listed(Project(ROOT))
    assert {id_: set(SIX) - set(one.said) for id_, one in terms.items() if len(one.said) < 6} == {}
    assert len(terms) >= 25


@pytest.mark.parametrize(
    "fields",
    [
        {"eng": "one"},
        {"en": ""},
        {"en": []},
        {"en": "one*"},
        {"en": ["one", "*"]},
        {"never": ["x"]},
        {"never": {"en": ["*"]}},
        {"confirmed": ["xx"]},
        "one",
    ],
)
def test_what_the_program_refuses_does_not_fit(fields: object) -> None:
    assert refused({"term": fields})
