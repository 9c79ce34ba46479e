"""Hold every file for Word below a folder against the Open XML SDK, and open it in LibreOffice.

The SDK must find no error. LibreOffice must find the paragraphs that the file has, in its order:
a second reader, which shares nothing with the program that wrote it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def failures(validator: Path, docx: Path) -> list[str]:
    """List the errors that the Open XML SDK finds."""
    done = subprocess.run([validator, docx], capture_output=True, check=False)
    told = json.loads(done.stdout)
    if not isinstance(told.get("errors"), list) or told.get("ok") is bool(told["errors"]):
        return [f"the validator says neither yes nor no: {done.stdout.decode()[:200]}"]
    return [f"{e.get('path')} {e.get('xPath')}: {e.get('description')}" for e in told["errors"]]


def paragraphs(docx: Path) -> list[str]:
    """List the paragraphs of a file, each of its lines alone; empty ones say nothing."""
    with zipfile.ZipFile(docx) as archive:
        # A file of ours, which the build beside made.
        document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314
    notes = count(1)
    texts = ("".join(words(paragraph, notes)) for paragraph in document.iter(f"{W}p"))
    return [line for text in texts for line in text.split("\n") if line.strip()]


def words(paragraph: ElementTree.Element, notes: Iterator[int]) -> Iterator[str]:
    """Give the words of a paragraph; a call to a footnote is the number that it prints."""
    for run in paragraph.iter(f"{W}r"):
        for part in run:
            if part.tag == f"{W}t":
                yield part.text or ""
            elif part.tag == f"{W}tab":
                yield "\t"
            elif part.tag == f"{W}br":
                yield "\n"
            elif part.tag == f"{W}footnoteReference":
                yield str(next(notes))


def opened(docx: Sequence[Path], folder: Path) -> dict[Path, list[str]]:
    """Have LibreOffice say the paragraphs of files; one that it cannot open has none.

    It is started once, and names what it makes by the names of the files alone: they get others.
    """
    links = {path: folder / f"{number}.docx" for number, path in enumerate(docx)}
    for path, link in links.items():
        link.symlink_to(path)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}"]
    convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run([*command, *convert, *links.values()], check=True, capture_output=True)
    texts = {path: link.with_suffix(".txt") for path, link in links.items()}
    return {
        path: [line for line in text.read_text("utf-8-sig").split("\n") if line.strip()]
        if text.is_file()
        else []
        for path, text in texts.items()
    }


def parted(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """Say where LibreOffice reads something else."""
    return list(unified_diff(wanted, found, "the file", "LibreOffice", lineterm="", n=0))


def main(validator: str, folder: str) -> int:
    """Print one line for a file that passes, one for each failure of a file that does not."""
    files = sorted(Path(folder).resolve().rglob("*.docx"))
    with tempfile.TemporaryDirectory() as own:
        read = opened(files, Path(own))
    found = {
        docx: failures(Path(validator), docx) + parted(paragraphs(docx), read[docx])
        for docx in files
    }
    for docx, failed in found.items():
        good = f"Open XML SDK, no error; LibreOffice, {len(read[docx])} paragraphs"
        print("\n".join(f"{docx.name}: {line}" for line in failed or [good]))
    if not found:
        print(f"no file for Word below {folder}")
    return 1 if any(found.values()) or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
