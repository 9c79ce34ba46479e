"""Where what was read back from a finished file parts from what was compiled.

The engine room reads files back; it needs nothing of what compiles them.
"""

from __future__ import annotations

from masthead.outputs.readback import NumberMap, differences


def parting(wanted: NumberMap, found: NumberMap) -> str:
    """Say where what was read back parts from what was compiled, "" if it does not."""
    return "; ".join(
        f"[{_shown(one.expected)}] / [{_shown(one.found)}]"
        for one in differences(wanted, found)[:3]
    )


def lacking(found: tuple[str, str] | None) -> str:
    """Say which passage is not printed whole, "" if all are."""
    return f"{found[0]}: […{found[1]}…]" if found else ""


def _shown(seen: NumberMap) -> str:
    return ", ".join(f"{one.mark} {one.opening}" for one in seen[:2])
