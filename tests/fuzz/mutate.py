"""Making bad inputs of good ones: slips of the hand, scraps that mean something, two in one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from fuzz.targets import Target


def mutant(target: Target, chance: Random) -> bytes:
    """Take a seed and spoil it in one to four ways."""
    data = chance.choice(target.seeds)[: target.longest]
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(WAYS)(data, target, chance)
    return data[: target.longest]


def _spot(data: bytes, chance: Random) -> tuple[int, int]:
    """Choose a short stretch."""
    start = chance.randrange(len(data) + 1)
    return start, start + chance.choice((0, 1, 1, 2, 3, 5, 8, 20, 60))


def _drop(data: bytes, target: Target, chance: Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + data[end:]


def _put_scrap(data: bytes, target: Target, chance: Random) -> bytes:
    start, end = _spot(data, chance)
    times = chance.choice((1, 1, 1, 1, 2, 3, 20))
    return data[:start] + chance.choice(target.scraps) * times + data[end:]


def _put_byte(data: bytes, target: Target, chance: Random) -> bytes:
    start, _ = _spot(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _move(data: bytes, target: Target, chance: Random) -> bytes:
    start, end = _spot(data, chance)
    rest, to = data[:start] + data[end:], chance.randrange(len(data) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def _double(data: bytes, target: Target, chance: Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:end] + data[start:]


def _splice(data: bytes, target: Target, chance: Random) -> bytes:
    other = chance.choice(target.seeds)
    return data[: _spot(data, chance)[0]] + other[_spot(other, chance)[0] :]


def _shuffle_lines(data: bytes, target: Target, chance: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


WAYS: tuple[Callable[[bytes, Target, Random], bytes], ...] = (
    _drop, _put_scrap, _put_scrap, _put_scrap, _put_byte, _move, _double, _splice, _shuffle_lines,
)  # fmt: skip
