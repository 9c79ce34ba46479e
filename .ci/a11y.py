"""Hold every PDF below a folder against PDF/UA-1, and name each rule that one breaks."""

from __future__ import annotations

import sys
from pathlib import Path

import page


def failures(pdf: Path) -> list[str]:
    """Validate one file; the limits are off because a long report nests deeply."""
    report = page.validate_pdf(pdf, profile="ua1", limits=page.SafetyLimits.unlimited())
    return [f"{failure.rule_id} {failure.message}" for failure in report.failures]


def main(folder: str) -> int:
    """Print one line for a file that passes, one for each failure of a file that does not."""
    found = {pdf: failures(pdf) for pdf in sorted(Path(folder).resolve().rglob("*.pdf"))}
    for pdf, failed in found.items():
        print("\n".join(f"{pdf.name}: {line}" for line in failed or ["PDF/UA-1, no failure"]))
    if not found:
        print(f"no PDF below {folder}")
    return 1 if any(found.values()) or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
