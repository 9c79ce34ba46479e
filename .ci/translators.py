"""Have programs that are not ours read what is sent to translators: `nox -s translators`.

Of every language, the units of the sample project go out confirmed, as XLIFF, PO and TMX. The
schema of OASIS holds the XLIFF, gettext and translate-toolkit read the PO and the TMX, and what
they read must be what we wrote. The last line counts what was not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[1]
FOLDERS = ("activities", "content", "translations")
IMPORTED = "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"
COLOUR = re.compile(r"\x1b\[\d+m")


def main(toolkit: Path, schemas: Path) -> int:
    """Send the units of each language out, and print what other programs found wrong."""
    schema = schema_of(schemas)
    findings = 0
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, project / name)
        for language in languages(project):
            found = [*check(project, language, toolkit, schema)]
            print(f"{language}: {'; '.join(found) or 'well'}")
            findings += len(found)
    print(f"findings {findings}")
    return int(findings > 0)


def schema_of(folder: Path) -> etree.XMLSchema:
    """Read the schema, which names another one by the place that OASIS gave it."""
    text = (folder / "xliff-core-2.0.xsd").read_text("utf-8")
    local = text.replace(IMPORTED, (folder / "xml.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(local.encode()))


def languages(project: Path) -> list[str]:
    """List the languages that have units to translate."""
    found = sorted(path.parent.name for path in project.glob("translations/*/activities.po"))
    return list(dict.fromkeys(found))


def check(project: Path, language: str, toolkit: Path, schema: etree.XMLSchema) -> Iterator[str]:
    """Send the units of a language out, and say what others find wrong with them."""
    xliff, po, tmx = sent(project, language)
    if not schema.validate(etree.parse(xliff)):
        yield f"XLIFF: {schema.error_log.last_error}"
    run("msgfmt", "-c", "-o", "/dev/null", po)
    made = project / f"{language}.toolkit.tmx"
    run(toolkit / "po2tmx", "--progress=none", "-l", language, po, made)
    filtered = project / f"{language}.filtered.po"
    run(
        toolkit / "pofilter",
        "--progress=none",
        f"--language={language}",
        "-t",
        "blank",
        po,
        filtered,
    )
    ours, theirs = pairs(tmx), pairs(made)
    if ours != theirs:
        yield f"TMX: pairs of ours {len(ours)}, of theirs {len(theirs)}, equal {len(ours & theirs)}"
    units = sum(1 for _ in etree.parse(xliff).iter("{*}unit"))
    for path in (po, tmx):
        counted = count(run(toolkit / "pocount", path))
        if counted != units:
            yield f"{path.suffix}: pocount finds {counted} units, {units} were sent"


def sent(project: Path, language: str) -> Iterator[Path]:
    """Confirm the units of a language, and send them out in each format."""
    symbols = documents(project)
    verb = ("masthead", "--project", project, "translate")
    for symbol in symbols:
        run(
            *verb, "confirm", symbol, "--all", "--yes", "--language", language, "--by", "A. Reviser"
        )
    for name in ("xliff", "po", "tmx"):
        path = project / f"{language}.{name}"
        run(*verb, "export", *symbols, "--language", language, "--format", name, "--output", path)
        yield path


def documents(project: Path) -> list[str]:
    """List the symbols of the documents."""
    printed = run("masthead", "--project", project, "symbol", "list")
    return re.findall(r"^\s*([A-Z][A-Z0-9./-]+/\S+)", printed, re.MULTILINE)


def pairs(tmx: Path) -> set[tuple[str, ...]]:
    """List the pairs of a TMX file, their codes as text."""
    units = etree.parse(tmx).iter("tu")
    return {tuple("".join(seg.itertext()) for seg in unit.iter("seg")) for unit in units}


def count(printed: str) -> int:
    """Read how many units are translated."""
    found = re.search(r"Translated:\s+(\d+)", COLOUR.sub("", printed))
    return int(found[1]) if found else 0


def run(*words: object) -> str:
    """Run a program, which must end well."""
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
