"""Hold every PDF below a folder against PDF/UA-1 and PDF/A-3a, and name each rule that one breaks.

Access for readers of every kind (ISO 14289-1), and for those who open the file in fifty years
(ISO 19005-3, level A).
"""

from __future__ import annotations

import sys
from pathlib import Path

import page

PROFILES = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}


def failures(pdf: Path) -> list[str]:
    """Validate one file; the limits are off because a long report nests deeply."""
    limits = page.SafetyLimits.unlimited()
    reports = {
        name: page.validate_pdf(str(pdf), profile=profile, limits=limits)
        for name, profile in PROFILES.items()
    }
    return [
        f"{name}: {failure.rule_id} {failure.message}"
        for name, report in reports.items()
        for failure in report.failures
    ]


def main(*folders: str) -> int:
    """Print one line for a file that passes, one for each failure of a file that does not."""
    passed = [f"{' and '.join(PROFILES)}: no failure"]
    pdfs = [pdf for folder in folders for pdf in sorted(Path(folder).resolve().rglob("*.pdf"))]
    found = {pdf: failures(pdf) for pdf in pdfs}
    for pdf, failed in found.items():
        print("\n".join(f"{pdf.name}: {line}" for line in failed or passed))
    if not found:
        print(f"no PDF below {', '.join(folders)}")
    return 1 if any(found.values()) or not found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
