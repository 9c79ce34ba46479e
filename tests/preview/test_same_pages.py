"""A page of the preview is the page of a build, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.fictional import lay_out

from masthead.jobs.build import site_languages
from masthead.jobs.judging.gate import judge
from masthead.jobs.making.parallel import of_documents, set_beside
from masthead.jobs.making.render import of_languages, run_job
from masthead.jobs.prepare import open_project
from masthead.jobs.previewing.preview import Preview
from masthead.outputs.skin import front_page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Preview]:
    """Make the pages of the fictional session in both ways."""
    project = lay_out(tmp_path_factory.mktemp("session") / "project")
    opened, site = open_project(project), project.root / "site"
    editions = [
        edition
        for verdict in judge(opened, opened.records.documents).ready
        for edition in verdict.editions.values()
    ]
    languages, templates = site_languages(opened), project.path("templates")
    jobs = of_languages(editions, opened.formats, templates, site, languages)
    views = of_documents(editions, templates, site, languages)
    outcomes = set_beside(map(run_job, jobs), jobs, views, lambda job: job)
    assert [outcome for outcome in outcomes if outcome.failed] == []
    there = [languages[code] for code in languages if (site / code).is_dir()]
    (site / "index.html").write_text(front_page(there, templates), "utf-8")
    preview = Preview(project, tmp_path_factory.mktemp("made"))
    preview.look()
    return site, preview


def test_pages_are_those_of_a_build(built: tuple[Path, Preview]) -> None:
    site, preview = built
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    names = {name for name in names if not name.endswith("/search.html")}
    assert len(names) > 20
    pages = {name: preview.page(name) for name in names}
    parted = [
        name
        for name, page in pages.items()
        if page is None or page.problems or page.html != (site / name).read_text("utf-8")
    ]
    assert parted == []
