"""A published folder says what it is made of, and can be held against it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from projects import BASE, add_looks, lay_out, masthead, problems_in

from masthead.jobs import build as masthead_build
from masthead.jobs.publishing.manifest import Manifest, difference, read_manifest, seal
from masthead.project import Project

# Two documents, and nothing made of them but their data: a build takes no engine.
DATA = """
==> content/site.yaml <==
office: unodc
original: en
typography: vienna-2016
formats: [json]
==> content/TEST/3.md <==
---
symbol: TEST/2030/3
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en]
period: 2030-01/2030-06
excluded: {first-workshop: told in another document}
---
# More assistance

{#begin}
## Introduction

{#more}
There was more.
"""
FIRST, SECOND = "content/TEST/2.md", "content/TEST/3.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = lay_out(tmp_path / "project", DATA)
    add_looks(made)
    build(made)
    return made


def build(project: Project, *words: str) -> str:
    done = masthead("build", *words, project=project)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.output


def manifest(project: Project) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((project.root / "build/manifest.json").read_bytes())
    return read


def change(project: Project, name: str, old: str, new: str) -> None:
    path = project.path(name)
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_the_manifest_names_every_file_and_every_source(project: Project) -> None:
    said = manifest(project)
    site = (project.root / "build").resolve()
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert {*said["files"]} == files - {"manifest.json"}
    written = set(re.findall(r"^==> (\S+) <==", BASE.read_text("utf-8"), re.MULTILINE))
    assert written <= {*said["sources"]}
    assert "templates/site/page.html" in said["sources"]
    assert not [name for name in said["sources"] if name.endswith("messages.yaml")]
    assert (said["documents"], said["kept"]) == ({"TEST/2030/2": ["en"], "TEST/2030/3": ["en"]}, {})
    assert said["versions"]["weasyprint"] and str(project.root) not in json.dumps(said)


def test_a_document_that_stays_has_the_sources_that_it_was_made_of(project: Project) -> None:
    before = manifest(project)
    change(project, FIRST, "{fact}`first-workshop.when|at`", "{fact}`first-workshop.when|nowhere`")
    change(project, SECOND, "There was more.", "There was much more.")
    build(project)
    now = manifest(project)
    changed = {name: before["sources"][name] for name in (FIRST, SECOND)}
    assert now["kept"] == {"TEST/2030/2": {"sources": changed}}
    assert {
        name for name, digest in now["sources"].items() if before["sources"][name] != digest
    } == {*changed}
    build(project)
    assert manifest(project) == now
    done = masthead("verify", "--sources", project=project)
    assert problems_in(done.output)[-1].endswith("warning E059")


def test_what_stays_keeps_its_own_making_through_later_builds(project: Project) -> None:
    before = read_manifest(project.root / "build").made("TEST/2030/2")
    change(project, FIRST, "{fact}`first-workshop.when|at`", "{fact}`first-workshop.when|nowhere`")
    for text in ("much more", "much, much more"):
        project.path("content/TEST/extra.svg").write_text("<svg/>")
        change(project, SECOND, "There was", f"There was {text}; there was")
        text_of = project.path(SECOND).read_text("utf-8")
        project.path(SECOND).write_text(text_of.replace("; there was", " and"), "utf-8")
        build(project)
    assert read_manifest(project.root / "build").made("TEST/2030/2") == before


def test_a_document_that_is_made_again_alone_gives_the_same_site(project: Project) -> None:
    before = manifest(project)
    build(project, "TEST/2030/2")
    assert manifest(project) == before


def test_what_stays_of_a_site_without_a_manifest_is_of_unknown_sources(project: Project) -> None:
    (project.root / "build/manifest.json").unlink()
    change(project, FIRST, "{fact}`first-workshop.when|at`", "{fact}`first-workshop.when|nowhere`")
    build(project)
    assert manifest(project)["kept"] == {"TEST/2030/2": None}


def test_what_was_changed_since_does_not_stay(project: Project) -> None:
    path = project.root / "build/en/TEST/2030/2/edition.json"
    path.write_bytes(path.read_bytes() + b"\n")
    printed = build(project, "TEST/2030/3")
    assert "build/en/TEST/2030/2/edition.json:1:1: warning E013" in printed
    assert {*manifest(project)["documents"]} == {"TEST/2030/3"}


def test_a_copy_is_verified_where_there_is_no_project(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(project.root / "build", tmp_path / "copy")
    monkeypatch.chdir(tmp_path)
    done = masthead("verify", "copy")
    assert (done.exit_code, problems_in(done.output)) == (0, [])
    (tmp_path / "copy/en/new.html").write_text("")
    done = masthead("verify", "copy")
    assert (done.exit_code, problems_in(done.output)) == (1, ["copy/en/new.html:1:1: error E051"])


def test_a_manifest_that_was_changed_is_found_out(project: Project) -> None:
    path = project.root / "build/manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"TEST/2030/2"', b'"TEST/2030/9"'))
    done = masthead("verify", project=project)
    assert [line[-10:] for line in problems_in(done.output)] == ["error E052"]


def test_the_sources_make_the_same(project: Project) -> None:
    done = masthead("verify", "--sources", project=project)
    assert (done.exit_code, problems_in(done.output)) == (0, []), done.output
    assert not list(project.root.glob(".build/stage-*"))


def test_what_the_sources_make_otherwise_is_named_with_its_causes(project: Project) -> None:
    site = project.root / "build"
    said = read_manifest(site)
    older = {**said.making["versions"], "weasyprint": "69.9"}
    shutil.copytree(site, project.root / "copy")
    seal(project.root / "copy", said._replace(making={**said.making, "versions": older}))
    change(project, SECOND, "There was more.", "There was much more.")
    done = masthead("verify", str(project.root / "copy"), "--sources", project=project)
    assert done.exit_code == 1
    assert [line.split(":1:1: ")[1] for line in problems_in(done.output)] == [
        "warning E056", "error E054", "warning E055",
    ]  # fmt: skip
    assert "copy/en/TEST/2030/3/edition.json:1:1: error E054" in done.output
    assert f"{SECOND}:1:1: warning E055" in done.output
    assert f"made by weasyprint 69.9, here {said.making['versions']['weasyprint']}" in done.output


def test_sources_that_cannot_be_made_are_told(project: Project) -> None:
    change(project, FIRST, "{fact}`first-workshop.when|at`", "{fact}`first-workshop.when|nowhere`")
    done = masthead("verify", "--sources", project=project)
    assert done.exit_code == 1 and "error T030" in done.output


def test_templates_that_change_meanwhile_stop_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (project.root / "build").readlink()
    change(project, SECOND, "There was more.", "There was much more.")
    judged = masthead_build.judge

    def saved_meanwhile(*args: Any) -> Any:
        change(project, "templates/site/page.html", "{# The page", "{# A page")
        return judged(*args)

    monkeypatch.setattr(masthead_build, "judge", saved_meanwhile)
    assert "templates/site/page.html:1:1: error E058" in build(project)
    assert (project.root / "build").readlink() == before


def test_a_dead_link_stops_the_build(project: Project, tmp_path: Path) -> None:
    change(
        project, "templates/site/page.html", "{{ body | safe }}", '<a href="#no">{{ body | safe }}'
    )
    printed = build(
        project, "TEST/2030/2", "--format", "site", "--output", str(tmp_path / "proofs")
    )
    assert "build/en/TEST/2030/2/index.html:1:1: error E057" in printed
    assert not (tmp_path / "proofs").exists()


def test_a_difference_leads_back() -> None:
    was = {"sources": {"a": "1", "b": "1", "gone": "1"}, "versions": {}}
    now = {"sources": {"a": "1", "b": "2", "new": "1"}, "versions": {"x": "1"}}
    differs = difference(was, now)
    assert differs == {
        "sources": {"b": "1", "gone": "1", "new": None}, "versions": {"x": None},
    }  # fmt: skip
    assert Manifest({}, (), now, {"S": differs}, {}).made("S") == was


def test_what_nobody_may_know_of_is_in_no_manifest(project: Project) -> None:
    change(project, FIRST, "{fact}`first-workshop.when|at`", "{fact}`first-workshop.when|nowhere`")
    record = project.path("activities/2030/first-workshop.yaml").read_text("utf-8")
    secret = record.replace("when: 2030-03", "when: 2031") + "internal: true\n"
    project.path("activities/2030/hush-hush.yaml").write_text(secret, "utf-8")
    (project.root / "build").unlink()
    build(project)
    said = json.dumps(manifest(project))
    assert SECOND in said and FIRST not in said and "hush" not in said
