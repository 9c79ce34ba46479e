"""Projects for tests, written as text: files one below the other, as `head` prints them.

    ==> activities/2030/walk.yaml <==
    kind: workshop

`==> path -> target <==` makes a link. What cannot be typed is named between angle brackets:
`<E9>` a byte, `<U+202E>` a character, `<TAB>`, `<CR>`, `<LF>`, `<1000 x [>` a thousand times `[`
(what is repeated may name such things in its turn, and `<#>` which time it is, from 0),
and `<STATES en>` every State with its name in a language, on one line. `<HEAD>` is the front matter
of the base's document, nine lines; `<HEAD en, fr>` the same for a document in these languages.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from masthead.cli import program
from masthead.jobs.prepare import Opened, open_project
from masthead.project import Project

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests/problems/base.md"
# A language is the repository's own, and so are the kinds of document; names and phrases are the
# base's.
SPOKEN = [f"translations/{code}/{name}.yaml" for code in ("en", "fr") for name in (
    "language", "terms", "messages")]  # fmt: skip
LOOKS = ROOT / "templates"

HEAD = re.compile(r"^==> (?P<path>\S+)(?: -> (?P<target>\S+))? <==\n?", re.MULTILINE)
SPELLED = re.compile(
    r"<(?:(?P<byte>[0-9A-F]{2})|U\+(?P<point>[0-9A-F]{4,5})|(?P<name>TAB|CR|LF|NUL|BOM)"
    r"|(?P<head>HEAD)(?: (?P<several>[a-z, ]+))?|(?P<times>\d+) x (?P<text>(?:[^<>]|<[^<>]*>)+)"
    r"|STATES (?P<language>\w+))>"
)
COUNT = "<#>"
NAMED = {"TAB": b"\t", "CR": b"\r", "LF": b"\n", "NUL": b"\0", "BOM": b"\xef\xbb\xbf"}
PRINTED = re.compile(r"^\S+:\d+:\d+: (?:error|warning) [A-Z]\d{3}", re.MULTILINE)


def spelled(text: str) -> bytes:
    """Give the bytes that a text spells."""
    made, end = b"", 0
    for part in SPELLED.finditer(text):
        made += text[end : part.start()].encode() + _bytes_of(part)
        end = part.end()
    return made + text[end:].encode()


def _bytes_of(part: re.Match[str]) -> bytes:
    if part["byte"]:
        return bytes.fromhex(part["byte"])
    if part["point"]:
        return chr(int(part["point"], 16)).encode("utf-8", "surrogatepass")
    if part["times"]:
        return _repeated(part["text"], int(part["times"]))
    if part["language"]:
        return states(part["language"])
    return front_matter(part["several"] or "en") if part["head"] else NAMED[part["name"]]


def _repeated(text: str, times: int) -> bytes:
    if COUNT in text:
        return b"".join(spelled(text.replace(COUNT, str(number))) for number in range(times))
    return spelled(text) * times


@cache
def states(language: str) -> bytes:
    """Print the repository's names of States as one line of YAML."""
    text = (ROOT / f"translations/{language}/names.yaml").read_text("utf-8")
    # BaseLoader: every scalar stays text, as the program reads it.
    return json.dumps(yaml.load(text, yaml.BaseLoader)["states"], ensure_ascii=False).encode()


@cache
def front_matter(languages: str) -> bytes:
    """Print the front matter of the base's document, without its last line break."""
    document = _base()["content/TEST/2.md"]
    assert isinstance(document, bytes)
    head = b"---".join(document.split(b"---")[:2]) + b"---"
    return head.replace(b"languages: [en]", f"languages: [{languages}]".encode())


def files_of(text: str) -> dict[str, bytes | str]:
    """Read files one below the other; a link is the text of its target."""
    heads = [*HEAD.finditer(text)]
    ends = [*(head.start() for head in heads), len(text)][1:]
    return {
        head["path"]: head["target"] or spelled(_closed(text[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    }


def _closed(text: str) -> str:
    return f"{text.rstrip()}\n" if text.strip() else ""


def lay_out(folder: Path, text: str = "", *, base: bool = True) -> Project:
    """Write a project: the base, and over it the files of a text."""
    if base:
        write_files(folder, _base())
    write_files(folder, files_of(text))
    return Project(folder)


@cache
def _base() -> Mapping[str, bytes | str]:
    page = BASE.read_text("utf-8")
    written = re.search(r"^(`{4,})\n(.*?)^\1$", page, re.MULTILINE | re.DOTALL)
    assert written, "the base page holds the files in one block"
    kinds = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("content/kinds/*"))
    return {name: (ROOT / name).read_bytes() for name in (*SPOKEN, *kinds)} | files_of(written[2])


def write_files(folder: Path, files: Mapping[str, bytes | str]) -> None:
    """Write files below a folder; a text is the target of a link."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if isinstance(content, str):
            path.symlink_to(content)
        else:
            path.write_bytes(content)


def add_looks(project: Project) -> None:
    """Give a project the repository's templates, so that it can be built."""
    shutil.copytree(LOOKS, project.root / "templates")


def opened(folder: Path, text: str = "") -> Opened:
    """Write a project over the base, and read it."""
    return open_project(lay_out(folder, text))


def masthead(*words: str, project: Project | None = None, stdin: str | None = None) -> Result:
    """Run the program in this process, speaking English."""
    at = ["--project", str(project.root)] if project else []
    return CliRunner().invoke(program, ["--speak", "en", *at, *words], input=stdin)


def problems_in(printed: str) -> list[str]:
    """List `path:line:col: severity CODE` of what was printed, each once, in order."""
    return list(dict.fromkeys(PRINTED.findall(printed)))
