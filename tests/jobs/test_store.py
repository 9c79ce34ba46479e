"""The store: finds what this user kept under a key, believes nothing else, and stays small."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from masthead.jobs.known.store import FOLDER, Store, key_of, store_of

KEY, OTHER = key_of("one"), key_of("two")


@pytest.fixture(autouse=True)
def own_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/masthead/seal"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_of(tmp_path)


def entry(store: Store, key: str) -> Path:
    return store.folder / key[:2] / key[2:]


def test_what_is_kept_is_found(store: Store) -> None:
    value = {"fr/a.pdf": b"%PDF", "frozen": MappingProxyType({1: 2})}
    store.keep(KEY, value)
    assert store.fetch(KEY) == value
    assert store.fetch(OTHER) is None


def test_secret_is_for_this_user_only(store: Store, own_secret: Path) -> None:
    store.keep(KEY, 1)
    assert own_secret.stat().st_mode & 0o777 == 0o600


def test_entry_under_another_key_is_not_believed(store: Store) -> None:
    store.keep(KEY, 1)
    entry(store, OTHER).parent.mkdir(exist_ok=True)
    entry(store, KEY).rename(entry(store, OTHER))
    assert store.fetch(OTHER) is None


def test_store_of_somebody_else_is_not_believed(store: Store, own_secret: Path) -> None:
    store.keep(KEY, 1)
    own_secret.unlink()
    assert store_of(store.folder.parent).fetch(KEY) is None


class Value(NamedTuple):
    """What another version of the program kept."""

    one: int


class Grown(NamedTuple):
    """What this one keeps in its place."""

    one: int
    two: int


def test_value_of_another_version_is_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(KEY, Value(1))
    monkeypatch.setattr(sys.modules[__name__], "Value", Grown)
    assert store.fetch(KEY) is None


@pytest.mark.parametrize("harm", [b"", b"short", b"\0" * 100])
def test_damaged_entry_is_not_believed(store: Store, harm: bytes) -> None:
    store.keep(KEY, 1)
    entry(store, KEY).write_bytes(harm)
    assert store.fetch(KEY) is None


def test_every_changed_byte_is_noticed(store: Store) -> None:
    store.keep(KEY, "kept")
    whole = entry(store, KEY).read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        entry(store, KEY).write_bytes(bytes(changed))
        assert store.fetch(KEY) is None, place


def test_nobody_elses_pickle_is_run(store: Store, tmp_path: Path) -> None:
    store.keep(KEY, 1)
    order = f"cos\nsystem\n(S'touch {tmp_path / 'run'}'\ntR.".encode()
    entry(store, KEY).write_bytes(entry(store, KEY).read_bytes()[:32] + order)
    assert store.fetch(KEY) is None
    assert not (tmp_path / "run").exists()


def test_without_a_place_for_the_secret_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    store = store_of(tmp_path)
    store.keep(KEY, 1)
    assert store.fetch(KEY) is None
    assert not (tmp_path / FOLDER).exists()


def test_linked_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "elsewhere")
    store_of(tmp_path).keep(KEY, 1)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_versions_are_told_to_leave_the_store_out(store: Store) -> None:
    store.keep(KEY, 1)
    assert (store.folder / ".gitignore").read_text() == "*\n"


def test_what_was_not_used_for_longest_is_forgotten_first(store: Store) -> None:
    keys = [key_of(number) for number in range(5)]
    for age, key in enumerate(keys):
        store.keep(key, b"x" * 1000)
        os.utime(entry(store, key), ns=(age, age))
    assert store.fetch(keys[0]) is not None
    store.trim(3 * 1100)
    assert [store.fetch(key) is not None for key in keys] == [True, False, False, True, True]


def test_store_can_be_cleared(store: Store) -> None:
    store.keep(KEY, b"x" * 1000)
    assert store.clear() > 1000
    assert store.fetch(KEY) is None
    assert store.clear() == 0
