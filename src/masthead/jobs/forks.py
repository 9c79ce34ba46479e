"""Processes beside this one: they end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent(home: int = 0) -> None:
    """Have this process end with the one that started it, however that ends.

    With `home`, of which `parent` told, its whole group of processes ends.
    """
    Thread(target=_end_with, args=(parent(), home), daemon=True).start()


def leave_the_end_to_parent() -> None:
    """End with the process that started this one, and not by itself, whatever is typed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def parent() -> int:
    """Give what tells of the end of the process that started this one, 0 if that is not ours."""
    started = multiprocessing.parent_process()
    return started.sentinel if started is not None else 0


def _end_with(room: int, home: int) -> None:
    if home in wait(filter(None, (room, home))):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
