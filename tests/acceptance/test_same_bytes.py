"""Equal inputs give equal bytes, wherever, whenever and by whomever the report is built.

The suite builds so often that each two values of different things meet once; `nox -s same`
(MASTHEAD_SAME) builds wherever, in every language, zone, order of hashes and number of workers, and
on the machines of a cluster, asked from each of these places.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pytest
from acceptance.copies import Copy, clean, new_copy
from machines import Machines, machines


class Place(NamedTuple):
    """Where and how a build runs: 0 or 1 for each, two ways that should make no difference."""

    path: int
    locale: int
    zone: int
    seed: int
    workers: int
    umask: int
    order: int

    def __str__(self) -> str:
        return "".join(map(str, self))


PATHS = ("project", "Another project, d'été/مشروع")
LOCALES = ("C", "fr_FR.UTF-8")
ZONES = ("America/Los_Angeles", "Asia/Tokyo")
SEEDS = ("1", "4294967295")
WORKERS = ("1", "2")
UMASKS = (0o002, 0o077)


def covering() -> Iterator[Place]:
    """Give places in which each two values meet, with the first (Kleitman and Spencer, 1973)."""
    ones = list(combinations(range(5), 3))[: len(Place._fields)]
    yield Place._make([0] * len(ones))
    for row in range(5):
        yield Place._make(int(row in column) for column in ones)


def every() -> Iterator[Place]:
    """Give all places; the two ways of laying out files follow the others."""
    for five in product((0, 1), repeat=5):
        yield Place(*five, sum(five) % 2, (five[0] + five[1]) % 2)


PLACES = [*(every() if os.environ.get("MASTHEAD_SAME") else covering())]


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Have the French locale, which few machines of builders have."""
    made = tmp_path_factory.mktemp("locales")
    words = ("localedef", "-i", "fr_FR", "-f", "UTF-8", str(made / LOCALES[1]))
    if not shutil.which(words[0]):
        return {}
    subprocess.run(words, capture_output=True, check=False)
    asked = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.str(0.5))"
    environment = {"LOCPATH": str(made)}
    said = subprocess.run(
        [sys.executable, "-c", asked], env=clean({"LC_ALL": LOCALES[1], **environment}),
        capture_output=True, check=False, text=True,
    ).stdout  # fmt: skip
    return environment if said == "0,5\n" else {}


def test_any_two_values_meet() -> None:
    for one, other in combinations(range(len(Place._fields)), 2):
        assert {(place[one], place[other]) for place in covering()} == {*product((0, 1), repeat=2)}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Start two machines that stand elsewhere too."""
    elsewhere = clean({"LC_ALL": "POSIX", "TZ": "Africa/Cairo", "PYTHONHASHSEED": "7"})
    with machines(tmp_path_factory.mktemp("pair"), 2, elsewhere) as running:
        yield running


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_another_build_gives_the_same_bytes(
    sample: Copy, place: Place, locales: dict[str, str], tmp_path: Path
) -> None:
    words = ("--jobs", WORKERS[place.workers])
    copy = new_copy(tmp_path / PATHS[place.path], sample.folder)
    compare(sample, built_at(place, locales, copy, words))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_cluster_gives_the_same_bytes_wherever_it_is_asked_from(
    sample: Copy, place: Place, locales: dict[str, str], pair: Machines, tmp_path: Path
) -> None:
    words = ("--scheduler", pair.address)
    copy = new_copy(tmp_path / PATHS[place.path], sample.folder)
    compare(sample, built_at(place, locales, copy, words))


def built_at(place: Place, locales: dict[str, str], copy: Copy, words: tuple[str, ...]) -> Copy:
    """Build a copy where and how a place says."""
    if place.order:
        backwards(copy)
    environment = {
        "LC_ALL": LOCALES[place.locale], "TZ": ZONES[place.zone], **locales,
        "PYTHONHASHSEED": SEEDS[place.seed],
    }  # fmt: skip
    run = copy.run("build", *words, umask=UMASKS[place.umask], **environment)
    assert run.status == 0, run.err
    return copy


def compare(sample: Copy, copy: Copy) -> None:
    """Hold every file of a copy to that of the sample, and the name of the folder, then clear."""
    here, there = sample.published(), copy.published()
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert os.readlink(copy.site) == os.readlink(sample.site)
    shutil.rmtree(copy.folder)


def backwards(copy: Copy) -> None:
    """Write the records anew in the other order, which a folder may list them in."""
    records = sorted(copy.path("activities").glob("20*/*.yaml"), reverse=True)
    for path in records:
        beside = path.with_suffix(".moved")
        shutil.copyfile(path, beside)
        path.unlink()
        beside.rename(path)


def test_building_again_changes_nothing(sample: Copy, twin: Copy) -> None:
    twin.build()
    assert os.readlink(twin.site) == os.readlink(sample.site)
    assert twin.published() == sample.published()
