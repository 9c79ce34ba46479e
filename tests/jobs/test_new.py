"""Beginning things: what options say becomes a file, and what is wrong becomes no file."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st
from projects import ROOT, lay_out, masthead

from masthead.jobs.prepare import compile_all, open_project
from masthead.jobs.writing import new
from masthead.jobs.writing.new import Answers, activity_path, activity_text
from masthead.jobs.writing.new import lay_out as lay_out_project
from masthead.language.words import plain
from masthead.model.activity import FieldType, Kind
from masthead.model.problem import Problem
from masthead.notation import read_fields
from masthead.project import Project, Source

TIRANA = Answers("tirana", "workshop", when="2030-05", place={"state": "ALB"})
KIND = Kind("workshop", ("organized", "took-part"), {"systems": FieldType("system", many=True)})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lay_out(tmp_path / "project")


def activity(project: Project, *words: str) -> Result:
    return masthead("new", "activity", *words, project=project)


def files(project: Project) -> set[str]:
    return {path.relative_to(project.root).as_posix() for path in project.root.rglob("*.*")}


def text(project: Project, name: str) -> str:
    return project.path(name).read_text("utf-8")


# Activities.


def test_an_activity_is_written_and_said(project: Project) -> None:
    done = activity(
        project, "tirana", "--kind", "workshop", "--when", "2030-05-06/2030-05-08",
        "--state", "ALB",
        "--organizer", "unodc", "--organizer", "iom", "--with", "moj-khm=close-cooperation",
        "--group", "judges", "--group", "prosecutors", "--set", "subject=smuggling by sea",
        "--set", "treaties=smuggling-protocol", "--set", "ordinal=2", "--role", "took-part",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert text(project, "activities/2030/tirana.yaml") == (
        "# yaml-language-server: $schema=../.schema/activity.json\n"
        "# A workshop.\n"
        "kind: workshop\n"
        "role: took-part\n"
        "when: 2030-05-06/2030-05-08\n"
        "where: {state: ALB}\n"
        "organizers: [unodc, iom]\n"
        "with: [{org: moj-khm, as: close-cooperation}]\n"
        "participants: {groups: [judges, prosecutors]}\n"
        "subject: smuggling by sea\n"
        "treaties: [smuggling-protocol]\n"
        "ordinal: 2\n"
    )
    lines = done.output.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert "activities/2030/tirana.yaml" in lines[0]
    said = {line[:2]: line for line in lines}
    assert "6 to 8 May 2030, a workshop was held in Albania on smuggling by sea by" in said["en"]
    assert "6 au 8 mai 2030, un atelier a été tenu en Albanie sur [tirana.subject]" in said["fr"]
    assert [line for line in lines if " C047 " in line and "“ordinal”" in line]
    assert lines[-1].startswith("activities/2030/tirana.yaml:10:10: warning T034 ")
    assert project.has("activities/.schema/workshop.json")


@pytest.mark.parametrize(
    ("when", "path"),
    [
        ("2030-12-30/2031-01-02", "activities/2030/tirana.yaml"),
        ("{2030,2031}", "activities/2030/tirana.yaml"),
        ("[2029-10..2030-06]", "activities/2029/tirana.yaml"),
        ("nonsense", "activities/undated/tirana.yaml"),
    ],
)
def test_the_folder_is_the_year_in_which_it_began(when: str, path: str) -> None:
    assert activity_path(replace(TIRANA, when=when)) == path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--when", "2030-02-30", "--set", "subject=x"), "D003"),
        (("--when", "2030-05", "--state", "KAM", "--set", "subject=x"), "A010"),
        (("--when", "2030-05", "--city", "tirana", "--set", "subject=x"), "A011"),
        (("--when", "2030-05", "--organizer", "who", "--set", "subject=x"), "A011"),
        (("--when", "2030-05", "--with", "iom=help", "--set", "subject=x"), "A014"),
        (("--when", "2030-05", "--with", "iom", "--set", "subject=x"), "A014"),
        (("--when", "2030-05", "--role", "chaired", "--set", "subject=x"), "A014"),
        (("--when", "2030-05", "--set", "subjekt=x", "--set", "subject=x"), "A001"),
        (("--when", "2030-05", "--set", "subject="), "A012"),
        (("--when", "2030-05"), "A002"),
        (("--set", "subject=x"), "A002"),
        (("--when", "2030-05", "--set", "subject=x\0"), "Y002"),
        (("--when", "2030-05", "--set", "subject=x", "--set", "subject=y"), "Y007"),
    ],
)
def test_what_is_wrong_is_not_written(project: Project, words: tuple[str, ...], code: str) -> None:
    before = files(project)
    done = activity(project, "tirana", "--kind", "workshop", *words)
    assert done.exit_code == 1 and f" {code} " in done.output, done.output
    assert files(project) == before


@pytest.mark.parametrize(
    ("id_", "code"),
    [
        ("Tirana", "A020"),
        ("../x", "A020"),
        ("session", "A020"),
        ("first-workshop", "A021"),
        ("iom", "A021"),
    ],
)
def test_an_id_is_new_and_plain(project: Project, id_: str, code: str) -> None:
    before = files(project)
    done = activity(project, id_, "--kind", "workshop", "--when", "2030-05", "--set", "subject=x")
    assert done.exit_code == 1 and f" {code} " in done.output, done.output
    assert files(project) == before


@pytest.mark.parametrize("words", [(), ("tirana", "--kind", "wrkshop"), ("tirana", "--set", "x")])
def test_an_unclear_command_writes_nothing(project: Project, words: tuple[str, ...]) -> None:
    before = files(project)
    kind = () if "--kind" in words else ("--kind", "workshop")
    assert activity(project, *words, *kind).exit_code == 2
    assert files(project) == before


SUBJECTS = [
    "Workshop #3: “routes” & means",
    'say "no"',
    "it's",
    "- a list",
    "{a: b}",
    "[a]",
    "*x &y !z %w @v `u`",
    "null",
    "NO",
    "007",
    "2030-02-30",
    "a\\b",
    "{{ 7*7 }}",
    "Ünïcödé 中文 العربية 😀",
    "ends with a colon:",
    "| > -",
    "a, b, c",
    "#",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_any_text_survives(project: Project, subject: str) -> None:
    words = ("tirana", "--kind", "workshop", "--when", "2030-05", "--set", f"subject={subject}")
    done = activity(project, *words)
    assert done.exit_code == 0, done.output
    values = open_project(project).records.activities["tirana"].values
    assert str(values["subject"]) == subject
    assert f"on {subject}." in done.output.replace("’", "'")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
@example("a #b")
@example(" a ")
def test_a_scalar_reads_back_or_is_refused(value: str) -> None:
    problems: list[Problem] = []
    line = f"a: {new.scalar(value)}\nb: [{new.scalar(value)}, {{c: {new.scalar(value)}}}]\n"
    fields = read_fields(Source("x", line.encode()), problems.append)
    if problems:
        assert {problem.code for problem in problems} == {"Y002"}
    else:
        assert fields is not None
        normal = unicodedata.normalize("NFC", value)
        assert plain(fields) == {"a": normal, "b": (normal, {"c": normal})}


def test_a_list_is_split_at_its_commas() -> None:
    made = activity_text(replace(TIRANA, others=(("systems", "vrs, other one"),)), KIND)
    assert "systems: [vrs, other, one]\n" in made


# Sessions.

SESSION = (
    "--body",
    "ctoc-cop",
    "--ordinal",
    "2",
    "--when",
    "2031-10-06/2031-10-10",
    "--city",
    "vienna",
)


def test_a_session_is_written(project: Project) -> None:
    words = ("TEST-2", *SESSION, "--agenda", "TEST/2031/1")
    done = masthead("new", "session", *words, project=project)
    assert done.exit_code == 0, done.output
    session = open_project(project).records.sessions["content/TEST-2"]
    assert (session.body, session.ordinal, str(session.when)) == (
        "ctoc-cop", 2, "2031-10-06/2031-10-10",
    )  # fmt: skip
    assert (str(session.agenda), session.items) == ("TEST/2031/1", ())


@pytest.mark.parametrize(
    "words",
    [
        ("TEST-2", *SESSION[:-1], "tirana"),
        ("TEST-2", *SESSION[:5], "2031-13", *SESSION[6:]),
        ("TEST", *SESSION),
        ("../out", *SESSION),
        ("TEST-2", *SESSION, "--agenda", "no symbol"),
    ],
)
def test_a_wrong_session_is_not_written(project: Project, words: tuple[str, ...]) -> None:
    around = Project(project.root.parent)
    before = files(around)
    assert masthead("new", "session", *words, project=project).exit_code in (1, 2)
    assert files(around) == before


# Documents.

DOCUMENT = ("--session", "TEST", "--title", "More: “help” & advice", "--date", "2030-07-01")


def test_a_document_has_a_slot_for_each_record_of_its_period(project: Project) -> None:
    activity(project, "later", "--kind", "workshop", "--when", "2030-05", "--set", "subject=x")
    activity(project, "after", "--kind", "workshop", "--when", "2030-07", "--set", "subject=x")
    words = ("TEST/2030/3", *DOCUMENT, "--period", "2030-01/2030-06")
    done = masthead("new", "document", *words, project=project)
    assert done.exit_code == 0, done.output
    read = open_project(project)
    made = next(d for d in read.records.documents if str(d.symbol) == "TEST/2030/3")
    assert (made.path, made.status, made.languages) == ("content/TEST/3.md", "draft", ("en", "fr"))
    told = [passage.records for passage in made.paragraphs() if passage.records]
    assert told == [("first-workshop",), ("later",)]
    (one,) = compile_all(read, [made])
    assert [line.fate for line in one.ledger.lines] == ["placed", "placed"]
    assert one.editions["en"].title == "More: “help” & advice"


@pytest.mark.parametrize(
    "words",
    [
        ("TEST/2030/2", *DOCUMENT),
        ("TEST/2030/", *DOCUMENT),
        ("nonsense", *DOCUMENT),
        ("TEST/2030/3", "--session", "NONE", *DOCUMENT[2:]),
        ("TEST/2030/3", "--session", "..", *DOCUMENT[2:]),
        ("TEST/2030/3", *DOCUMENT[:-1], "1 July 2030"),
        ("TEST/2030/3", *DOCUMENT, "--period", "from now on"),
    ],
)
def test_a_wrong_document_is_not_written(project: Project, words: tuple[str, ...]) -> None:
    before = files(project)
    assert masthead("new", "document", *words, project=project).exit_code in (1, 2)
    assert files(project) == before


# Projects.


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the starter together as the wheel does: pyproject.toml says what goes into it."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    target = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]
    folder = tmp_path / "wheel"
    for pattern in target["include"]:
        for path in ROOT.glob(pattern.strip("/")):
            for file in path.rglob("*") if path.is_dir() else [path]:
                _carry(file, target["sources"], folder)
    home = Project(folder / "masthead/starter")
    monkeypatch.setattr(new, "starter", lambda: home)
    return folder


def _carry(file: Path, sources: dict[str, str], folder: Path) -> None:
    name = file.relative_to(ROOT).as_posix()
    top = next((t for t in sources if t != "src" and name.startswith(f"{t}/")), None)
    if file.is_file() and top is not None:
        place = folder / sources[top] / name.removeprefix(f"{top}/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())


def test_a_new_project_has_no_error(carried: Path, tmp_path: Path) -> None:
    made = lay_out_project(tmp_path / "demo")
    assert isinstance(made, list)
    assert "content/site.yaml" in made and "activities/kinds/workshop.yaml" in made
    read = open_project(Project(tmp_path / "demo"))
    compiled = compile_all(read, read.records.documents)
    problems = [*read.problems, *(p for one in compiled for p in one.problems)]
    assert {problem.code for problem in problems} <= {"T029"}
    assert [sorted(one.editions) for one in compiled] == [["en", "fr"]]


def test_a_new_project_says_the_same_every_time(carried: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "two"
    assert lay_out_project(one) == lay_out_project(other)
    assert not list(one.rglob("*.po~")) and (one / "templates").is_dir()


def test_a_new_project_carries_no_report_of_ours(carried: Path, tmp_path: Path) -> None:
    lay_out_project(tmp_path / "demo")
    assert not list((tmp_path / "demo").rglob("ctoc-cop-2014*"))
    assert not (tmp_path / "demo/content/CTOC-COP-2014").exists()


def test_a_new_project_takes_an_empty_folder_only(carried: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "notes.txt").write_text("mine")
    found = lay_out_project(full)
    assert isinstance(found, Problem) and found.code == "E011"
    assert [path.name for path in full.iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    assert isinstance(lay_out_project(tmp_path / "empty"), list)


def test_the_kinds_of_the_wheel_are_those_of_the_repository(carried: Path) -> None:
    """A kind without its phrases would break a new project: the wheel takes them by pattern."""
    kinds = {path.stem for path in (ROOT / "activities/kinds").glob("*.yaml")}
    there = carried / "masthead/starter"
    assert {path.stem for path in (there / "activities/kinds").glob("*.yaml")} == kinds
    for language in ("en", "fr"):
        assert {p.stem for p in (there / f"translations/{language}/phrases").glob("*.md")} == kinds
    assert yaml.safe_load((there / "content/site.yaml").read_text("utf-8"))["office"] == "unodc"
