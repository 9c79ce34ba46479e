"""How many processes may work side by side, and whether they can be forked."""

from __future__ import annotations

import os

CAN_FORK = hasattr(os, "fork")


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
