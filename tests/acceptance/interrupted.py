"""A small project of two languages whose builds are broken off, and what is left of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from acceptance.copies import clean, command
from projects import add_looks, lay_out

from masthead.jobs.publishing.manifest import digest_of, read_manifest
from masthead.jobs.publishing.verify import is_whole

# A fact changes from build to build: every edition says the other month, and no translation is old.
RECORD = "activities/2030/first-workshop.yaml"
MONTH = re.compile(r"when: \S+")
MONTHS = ("2030-03", "2030-04")
PROJECT = """
==> content/TEST/2.md <==
<HEAD en, fr>
# Assistance

{#introduction}
## Introduction

{#told}
```{activities} first-workshop
```
==> translations/fr/units.po <==
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "TEST/2030/2#title"
msgid "Assistance"
msgstr "Assistance"

msgctxt "TEST/2030/2#introduction"
msgid "Introduction"
msgstr "Introduction"

msgctxt "first-workshop#subject"
msgid "the smuggling of migrants"
msgstr "le trafic de migrants"

msgctxt "TEST#item-2"
msgid "Technical assistance"
msgstr "Assistance technique"
"""


class Wreck(NamedTuple):
    """A project in a folder; its builds may be broken off at any moment."""

    root: Path

    def say(self, month: str) -> None:
        """Correct the month of the workshop."""
        record = self.root / RECORD
        record.write_text(MONTH.sub(f"when: {month}", record.read_text("utf-8")), "utf-8")

    def forget(self) -> None:
        """Forget what was made before, so that a build makes all of it."""
        shutil.rmtree(self.root / ".masthead", ignore_errors=True)

    def start(self) -> subprocess.Popen[str]:
        """Begin a build, in a group of processes of its own."""
        return subprocess.Popen(
            command("--speak", "en", "build", "--jobs", "2"), cwd=self.root, env=clean({}),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def build(self) -> float:
        """Build to the end, and say how long it takes."""
        start = time.monotonic()
        process = self.start()
        _, printed = process.communicate()
        assert process.returncode == 0, printed
        return time.monotonic() - start

    @property
    def published(self) -> str:
        """Give the name of what is published, which must be whole."""
        link = self.root / "build"
        name = link.readlink().name
        assert is_whole(link), f"{name} is not what its manifest says"
        assert digest_of(link).startswith(name)
        assert read_manifest(link).documents == {"TEST/2030/2": ("en", "fr")}
        return name


def wreck(folder: Path) -> Wreck:
    """Lay the project out; nothing is published yet."""
    add_looks(lay_out(folder, PROJECT))
    return Wreck(folder)


def family(process: int) -> list[int]:
    """List a process and all that it started, the oldest first."""
    found = [process]
    for parent in found:
        found += _children(parent)
    return found


def _children(process: int) -> Iterator[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return
    yield from map(int, listed.split())


def kill(process: subprocess.Popen[str], whom: str, random: Random) -> None:
    """Kill a build: its parent, one of its workers, or all of them at once."""
    there = family(process.pid)
    chosen = {"parent": there[:1], "worker": [random.choice(there[1:] or there)], "all": there}
    for one in chosen[whom]:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.communicate()
    _await_end(process.pid)


def _await_end(group: int) -> None:
    """Wait until nothing of a group of processes runs: workers end with their parent."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError(f"the group {group} outlives its parent")
