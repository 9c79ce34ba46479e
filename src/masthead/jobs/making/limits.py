"""What a rendition may cost: so much memory and processor time, and no more.

A bomb in a style sheet or a skeleton ends with a problem that names its document. A process that
answers no more is ended by the system a little later, and whoever waits for it finds out.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from masthead.model.limits import Limits

MEMORY, TIME, PROCESS = "memory", "time", "process"
GRACE = 10  # seconds for code that looks at no signal


class Exhausted(BaseException):
    """Ends what took too long; no `except Exception` on its way may hold it up."""


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Let this process take so much more processor time, and so much memory in all.

    Only the main thread of a process has a clock that interrupts it; elsewhere nothing is bounded.
    """
    clock = _Clock()
    with ExitStack() as stack:
        if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
            stack.callback(_bounded_memory(limits))
            stack.callback(_bounded_time(limits, clock))
        try:
            yield
        finally:
            clock.tell()


class _Clock:
    """Remembers that it rang: an engine that catches whatever is raised goes on without a part."""

    def __init__(self) -> None:
        self.rang = False

    def ring(self, number: int, frame: FrameType | None) -> None:
        """End what goes on."""
        self.rang = True
        raise Exhausted

    def tell(self) -> None:
        """End what was to go on after it had rung."""
        if self.rang:
            raise Exhausted


def _bounded_memory(limits: Limits) -> Callable[[], None]:
    """Bound the data of the process; what it maps and never writes to is not counted."""
    return _soft("RLIMIT_DATA", limits.memory * 1024 * 1024)


def _bounded_time(limits: Limits, clock: _Clock) -> Callable[[], None]:
    import resource  # noqa: PLC0415 - not everywhere

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    free = _soft("RLIMIT_CPU", spent + limits.time + GRACE)
    before = signal.signal(signal.SIGPROF, clock.ring)
    # Again and again: code that calls back may lose the first.
    signal.setitimer(signal.ITIMER_PROF, limits.time, 1)

    def release() -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        free()

    return release


def _soft(name: str, wanted: int) -> Callable[[], None]:
    """Lower a limit that the process may raise again; gives what raises it."""
    import resource  # noqa: PLC0415 - not everywhere

    which = getattr(resource, name)
    soft, hard = resource.getrlimit(which)
    if resource.RLIM_INFINITY not in (soft, wanted):
        wanted = min(wanted, soft)
    resource.setrlimit(which, (wanted, hard))
    return lambda: resource.setrlimit(which, (soft, hard))
