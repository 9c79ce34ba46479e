"""Publishing: the old site or the new one, never a part; nothing of anybody else's is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from outputs.samples import make_edition
from projects import opened

from masthead.jobs.publishing.kept import bring_back, editions_to_keep, published_editions
from masthead.jobs.publishing.manifest import Manifest, digest_of, seal
from masthead.jobs.publishing.publish import (
    SHORTEST,
    STAGE,
    CannotStage,
    deliver,
    publish,
    staging,
)
from masthead.jobs.publishing.verify import is_whole
from masthead.model.problem import Problem
from masthead.project import STORE

NOTHING = Manifest({}, (), {"sources": {}, "versions": {}, "fonts": {}}, {}, {})


def stage(root: Path, text: str = "new") -> Path:
    """Make a staged site of one page."""
    with staging(root) as folder:
        (folder / "en").mkdir()
        (folder / "en/index.html").write_text(text)
        seal(folder, NOTHING)
        kept = root / STORE / f"kept-{text}"
        folder.rename(kept)
    return kept


def page(folder: Path) -> str:
    return (folder / "en/index.html").read_text()


def leftovers(root: Path) -> list[str]:
    return [path.name for path in (root / STORE).iterdir() if path.name.startswith(STAGE)]


def test_the_link_leads_to_the_new_site(tmp_path: Path) -> None:
    place = publish(stage(tmp_path), tmp_path)
    assert place == tmp_path / "build" and (tmp_path / "build").is_symlink()
    assert page(tmp_path / "build") == "new"
    assert not (tmp_path / "build").readlink().is_absolute()


def test_a_second_site_takes_its_place_and_the_first_stays_for_its_readers(tmp_path: Path) -> None:
    publish(stage(tmp_path, "one"), tmp_path)
    first = (tmp_path / "build").resolve()
    publish(stage(tmp_path, "two"), tmp_path)
    assert page(tmp_path / "build") == "two" and page(first) == "one"
    publish(stage(tmp_path, "three"), tmp_path)
    assert page(tmp_path / "build") == "three" and not first.exists()


def test_the_same_site_again_is_the_same_folder(tmp_path: Path) -> None:
    publish(stage(tmp_path), tmp_path)
    first = (tmp_path / "build").resolve()
    publish(stage(tmp_path), tmp_path)
    assert (tmp_path / "build").resolve() == first
    assert leftovers(tmp_path) == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build/notes.txt").write_text("mine")
    found = publish(stage(tmp_path), tmp_path)
    assert isinstance(found, Problem) and found.code == "E010"
    assert (tmp_path / "build/notes.txt").read_text() == "mine"


def test_a_broken_link_is_mended(tmp_path: Path) -> None:
    (tmp_path / "build").symlink_to(".build/gone")
    assert not isinstance(publish(stage(tmp_path), tmp_path), Problem)
    assert page(tmp_path / "build") == "new"


def test_staging_is_cleared_whatever_happens(tmp_path: Path) -> None:
    left = tmp_path / STORE / f"{STAGE}999999999"
    left.mkdir(parents=True)
    (left / "half.html").write_text("half")
    with pytest.raises(RuntimeError), staging(tmp_path) as folder:
        assert folder.is_dir() and not any(folder.iterdir())
        raise RuntimeError
    assert leftovers(tmp_path) == []


def test_an_interrupted_build_leaves_the_old_site(tmp_path: Path) -> None:
    publish(stage(tmp_path, "old"), tmp_path)
    with pytest.raises(KeyboardInterrupt), staging(tmp_path) as folder:
        (folder / "en").mkdir()
        raise KeyboardInterrupt
    assert page(tmp_path / "build") == "old"


@pytest.mark.parametrize("there", ["nothing", "empty"])
def test_a_site_is_delivered_to_a_new_or_empty_folder(tmp_path: Path, there: str) -> None:
    output = tmp_path / "deep/proofs"
    if there == "empty":
        output.mkdir(parents=True)
    assert deliver(stage(tmp_path), output) == output
    assert page(output) == "new"


@pytest.mark.parametrize("there", ["full", "file", "link", "broken link"])
def test_a_site_is_delivered_nowhere_else(tmp_path: Path, there: str) -> None:
    output, other = tmp_path / "proofs", tmp_path / "other"
    other.mkdir()
    if there == "full":
        output.mkdir()
        (output / "notes.txt").write_text("mine")
    elif there == "file":
        output.write_text("mine")
    else:
        output.symlink_to(other if there == "link" else tmp_path / "gone")
    found = deliver(stage(tmp_path), output)
    assert isinstance(found, Problem) and found.code == "E011"
    assert not any(other.iterdir())
    assert there != "file" or output.read_text() == "mine"


def test_a_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    def folder(name: str, **files: str) -> str:
        for path, text in files.items():
            place = tmp_path / name / path.replace("_", "/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        seal(tmp_path / name, NOTHING)
        return digest_of(tmp_path / name)

    same = folder("a", x="1", d_y="2")
    assert folder("b", d_y="2", x="1") == same
    others = folder("c", x="2", d_y="1"), folder("e", x="1", y="2"), folder("f", x="12")
    assert len({same, *others}) == 4


def test_a_second_build_waits_outside(tmp_path: Path) -> None:
    with staging(tmp_path), pytest.raises(CannotStage) as refused, staging(tmp_path):
        pass
    assert refused.value.problem.code == "E012"
    assert refused.value.problem.args["process"] == str(os.getpid())


@pytest.mark.parametrize("there", ["link", "file", "link to a lock", "folder for a lock"])
def test_a_store_of_somebody_else_is_left_alone(tmp_path: Path, there: str) -> None:
    root, mine = tmp_path / "project", tmp_path / "mine"
    (mine / "notes").mkdir(parents=True)
    (mine / "notes/a.txt").write_text("mine")
    (root / STORE).mkdir(parents=True)
    if there == "folder for a lock":
        (root / STORE / "lock").mkdir()
    elif there == "link to a lock":
        (root / STORE / "lock").symlink_to(mine / "notes/a.txt")
    else:
        (root / STORE).rmdir()
        (root / STORE).symlink_to(mine) if there == "link" else (root / STORE).write_text("mine")
    with pytest.raises(CannotStage) as refused, staging(root):
        pass
    assert refused.value.problem.code == "E014"
    assert (mine / "notes/a.txt").read_text() == "mine"


def test_only_what_a_build_made_is_cleared(tmp_path: Path) -> None:
    (tmp_path / STORE / "notes").mkdir(parents=True)
    (tmp_path / STORE / "0123456789abcdef").mkdir()
    publish(stage(tmp_path), tmp_path)
    assert (tmp_path / STORE / "notes").is_dir()
    assert not (tmp_path / STORE / "0123456789abcdef").exists()


def test_a_link_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "build").symlink_to("mine")
    found = publish(stage(tmp_path), tmp_path)
    assert isinstance(found, Problem) and found.code == "E010"
    assert (tmp_path / "build").resolve() == tmp_path / "mine"


def test_the_next_build_may_enter(tmp_path: Path) -> None:
    for _ in range(2):
        with staging(tmp_path) as folder:
            assert list(folder.iterdir()) == []


def test_a_site_that_was_changed_gives_way(tmp_path: Path) -> None:
    publish(stage(tmp_path), tmp_path)
    (tmp_path / "build/en/index.html").write_text("")
    publish(stage(tmp_path), tmp_path)
    assert page(tmp_path / "build") == "new" and is_whole(tmp_path / "build")
    changed = [path for path in (tmp_path / STORE).iterdir() if len(path.name) == SHORTEST]
    publish(stage(tmp_path, "next"), tmp_path)
    assert len(changed) == 1 and not changed[0].exists()


def test_a_damaged_edition_is_told_and_not_kept(tmp_path: Path) -> None:
    project = opened(tmp_path)
    damaged = tmp_path / "build/en/TEST/2030/2/edition.json"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("{}")
    problems: list[Problem] = []
    published = published_editions(project, problems)
    assert editions_to_keep(project, published) == []
    assert [problem.code for problem in problems] == ["E013"]


def test_a_kept_document_leaves_its_addendum_alone(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for site, text in ((old, "old"), (new, "new")):
        for folder in ("en/TEST/2030/2", "en/TEST/2030/2/Add.1"):
            (site / folder).mkdir(parents=True)
            (site / folder / "index.html").write_text(text)
    bring_back(replace(make_edition(), symbol="TEST/2030/2"), old, new)
    assert (new / "en/TEST/2030/2/index.html").read_text() == "old"
    assert (new / "en/TEST/2030/2/Add.1/index.html").read_text() == "new"


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_nothing_is_written_through_a_link_of_the_site(
    link: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    mine, root = tmp_path / "mine.txt", tmp_path / "root"
    mine.write_text("mine")
    root.mkdir()
    published = publish(stage(root), root) / "en/index.html"
    published.unlink()
    link(mine, published)
    publish(stage(root), root)
    assert page(root / "build") == "new"
    assert mine.read_text() == "mine"
