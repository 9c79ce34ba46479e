"""Fuzz the readers for long: `python tests/fuzz/session.py [TARGET...] [--runs N]`.

Two rounds a target, N runs each: mutants of the seeds, made from a number that says them again; and
libFuzzer, which looks for new ways through the code, where atheris is installed. The first input
that breaks a promise is printed, for `kept.md`, and fails the session.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))
GUIDED = "guided"


def main() -> int:
    """Run the rounds that are asked for; gives the number of those that failed."""
    words = argparse.ArgumentParser()
    words.add_argument("targets", nargs="*")
    words.add_argument("--runs", type=int, default=1_000_000)
    words.add_argument("--seed", type=int, default=20140623)
    words.add_argument("--round", choices=["mutants", GUIDED])
    given = words.parse_args()
    if given.round == GUIDED:
        guide(given.targets[0], given.runs)
        return 0
    from fuzz.targets import TARGETS

    failed = 0
    for name in given.targets or TARGETS:
        failed += not run_mutants(name, given.runs, given.seed)
        if given.round is None and find_spec("atheris"):
            failed += not run_guided(name, given.runs)
    return failed


def run_mutants(name: str, runs: int, seed: int) -> bool:
    """Judge a target on so many mutants; tells whether it kept its promises."""
    from fuzz.mutate import mutant
    from fuzz.targets import TARGETS

    target, chance = TARGETS[name], Random(seed)
    began, slowest = time.monotonic(), (0.0, b"")
    for run in range(runs):
        data = mutant(target, chance)
        start = time.process_time()
        try:
            target.judge(data)
        except Exception as fault:
            print(f"{name}: after {run + 1} mutants {type(fault).__name__}: {fault}\n{data!r}")
            return False
        slowest = max(slowest, (time.process_time() - start, data))
    took = time.monotonic() - began
    print(
        f"{name}: {runs} mutants in {took:.0f} s, 0 broken promises;"
        f" the slowest {1000 * slowest[0]:.0f} ms on {len(slowest[1])} bytes",
        flush=True,
    )
    return slowest[0] < 1


def run_guided(name: str, runs: int) -> bool:
    """Do the same in a process of its own, since libFuzzer ends the one it runs in."""
    command = [sys.executable, __file__, name, "--round", GUIDED, "--runs", str(runs)]
    done = subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    said = [line for line in done.stderr.splitlines() if line.startswith(("Done", "stat::number"))]
    print(f"{name}: libFuzzer: {'; '.join(said)}", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr)[-3000:])
    return done.returncode == 0


def guide(name: str, runs: int) -> None:
    """Give a target to libFuzzer, with its seeds and its scraps."""
    import atheris

    with atheris.instrument_imports(include=["masthead"]):
        from fuzz.targets import TARGETS

    target = TARGETS[name]
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, seed in enumerate(target.seeds):
        (folder / str(number)).write_bytes(seed[: target.longest])
    words = folder.with_suffix(".dict")
    words.write_text("".join(map(_entry, filter(None, target.scraps))), "ascii")
    options = (f"-runs={runs}", f"-max_len={target.longest}", f"-dict={words}", "-timeout=10")
    more = ("-print_final_stats=1", f"-artifact_prefix={folder}-", "-verbosity=0", "-seed=1")
    atheris.Setup([sys.argv[0], *options, *more, str(folder)], target.judge)
    atheris.Fuzz()


def _entry(scrap: bytes) -> str:
    """Write a word of a dictionary as libFuzzer reads it."""
    return f'"{"".join(f"{chr(92)}x{byte:02X}" for byte in scrap)}"\n'


if __name__ == "__main__":
    sys.exit(main())
