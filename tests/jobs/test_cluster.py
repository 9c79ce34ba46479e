"""A cluster: what is wrong with it is a problem with a sentence, before the first job or later."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from machines import Machines, machines
from projects import ROOT

from masthead.jobs.known import versions
from masthead.jobs.known.versions import makers
from masthead.jobs.making import cluster as module
from masthead.jobs.making.cluster import Cluster
from masthead.jobs.making.render import CannotRun, Job

LOOKS = ROOT / "templates"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("pair"), 2, os.environ) as running:
        yield running


@pytest.fixture
def single(tmp_path: Path) -> Iterator[Machines]:
    with machines(tmp_path, 1, os.environ) as running:
        yield running


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for what these tests take away; a first worker still has its time."""
    monkeypatch.setattr(module, "DESERTED", 1)


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    makers.cache_clear()
    # A client that found no scheduler ends when it is collected, and locks a new one out meanwhile.
    gc.collect()


def install(monkeypatch: pytest.MonkeyPatch, **libraries: str) -> None:
    """Have other libraries here than the workers have."""
    here = {**versions.versions(), **libraries}
    monkeypatch.setattr(versions, "versions", lambda: here)
    makers.cache_clear()


def codes(address: str) -> list[str]:
    with Cluster(address, LOOKS) as cluster:
        return [problem.code for problem in cluster.hindrances(())]


def test_workers_with_our_versions_hinder_nothing(pair: Machines) -> None:
    assert codes(pair.address) == []


def test_a_job_that_fails_there_fails_here(pair: Machines, tmp_path: Path) -> None:
    job = Job("json", (), LOOKS, tmp_path)
    with Cluster(pair.address, LOOKS) as cluster:
        cluster.hindrances(())
        (outcome,) = cluster.run([job])
    assert outcome.job is job
    assert outcome.reason.startswith("IndexError: ")


def test_another_version_is_named(pair: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, babel="0.9", abacus="1")
    with Cluster(pair.address, LOOKS) as cluster:
        found = cluster.hindrances(())
    assert [problem.code for problem in found] == ["E098", "E098"]
    assert found[0].args["names"] == "abacus, babel"
    assert "abacus (– ≠ 1), babel (2" in str(found[0].args["named"])


def test_a_worker_that_comes_later_with_another_version_makes_nothing(
    pair: Machines, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Cluster(pair.address, LOOKS) as cluster, pytest.raises(CannotRun) as refused:
        cluster.hindrances(())
        install(monkeypatch, babel="0.9")
        list(cluster.run([Job("json", (), LOOKS, tmp_path)]))
    assert refused.value.problem.code == "E098"


def test_an_address_that_is_none_is_told() -> None:
    assert codes("nowhere") == ["E096"]


def test_the_extra_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert codes("tcp://127.0.0.1:1") == ["E095"]


@pytest.mark.parametrize(("lost", "code"), [("workers", "E097"), ("scheduler", "E096")])
def test_what_is_lost_on_the_way_ends_the_build(
    single: Machines, tmp_path: Path, lost: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Cluster(single.address, LOOKS) as cluster, pytest.raises(CannotRun) as refused:
        assert cluster.hindrances(()) == []
        single.lose(lost)
        list(cluster.run([Job("json", (), LOOKS, tmp_path)]))
    assert refused.value.problem.code == code
    assert caplog.text == ""
