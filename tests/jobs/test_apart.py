"""Documents that are judged apart come out as they do here, whatever becomes of a worker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from golden.fictional import lay_out

from masthead.jobs.cores import CAN_FORK
from masthead.jobs.judging import gate
from masthead.jobs.judging.gate import Judged, judge
from masthead.jobs.judging.verdicts import Verdict
from masthead.jobs.known import snapshot
from masthead.jobs.known.past import Past
from masthead.jobs.prepare import Opened, open_project
from masthead.model.document import Document
from masthead.project import Project

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="a worker is forked with what is open")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return lay_out(tmp_path_factory.mktemp("session") / "project")


def reopened(project: Project, *, keeps: bool = False) -> Opened:
    return open_project(project, Past(project, None, keeps=keeps))


def told(judged: Judged) -> object:
    return judged.problems, [
        (one.document, {**one.editions}, one.problems, {**one.heads}) for one in judged.verdicts
    ]


def test_what_is_judged_apart_is_the_same(project: Project) -> None:
    open_ = reopened(project)
    documents = open_.records.documents
    assert len(documents) >= gate.WORTH
    assert told(judge(open_, documents, workers=3)) == told(judge(open_, documents))


def test_a_worker_that_dies_leaves_its_documents_to_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, usual = os.getpid(), gate._verdict

    def dying(open_: Opened, document: Document, languages: tuple[str, ...]) -> Verdict:
        if os.getpid() != here and document is open_.records.documents[2]:
            os._exit(1)
        return usual(open_, document, languages)

    open_ = reopened(project)
    alone = told(judge(open_, open_.records.documents))
    monkeypatch.setattr(gate, "_verdict", dying)
    assert told(judge(open_, open_.records.documents, workers=2)) == alone


def test_verdicts_of_workers_are_known_the_next_time(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    # What was laid out a moment ago is known too.
    monkeypatch.setattr(snapshot, "MOMENT", 0)
    open_ = reopened(project, keeps=True)
    first = told(judge(open_, open_.records.documents, workers=2))
    again = reopened(project, keeps=True)
    monkeypatch.setattr(gate, "_made", lambda wanted, *_: iter(wanted))
    assert told(judge(again, again.records.documents)) == first
