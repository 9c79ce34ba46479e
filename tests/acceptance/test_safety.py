"""Whatever goes wrong, what is published stays whole, and what is not ours stays as it is."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from acceptance.copies import (
    REPORT,
    Copy,
    Files,
    below,
    clean,
    command,
    files,
    page_name,
)
from acceptance.faults import spoil_skeleton

from masthead.jobs.publishing.verify import is_whole

RECORD = "activities/2013/phnom-penh-legislation.yaml"
KILLS = 5
NOVEMBER, DECEMBER = b"November 2013", b"December 2013"


# A build that is killed.


def test_killed_build_leaves_a_whole_site(timed_sample: tuple[Copy, float], tmp_path: Path) -> None:
    sample, seconds = timed_sample
    copy = sample.twin(tmp_path / "killed")
    copy.replace(RECORD, "2013-11", "2013-12")
    chance = random.Random(20140623)
    seen: list[Files] = []
    for part in range(KILLS):
        kill_a_build(copy, seconds * (part + chance.random()) / KILLS)
        seen.append(copy.published())
    copy.build()
    old, new = sample.published(), copy.published()
    assert old != new
    assert seen[0] == old
    assert all(each in (old, new) for each in seen)
    assert {path.name[:6] for path in copy.path(".build").iterdir()} & {"stage-"} == set()


def kill_a_build(copy: Copy, moment: float) -> None:
    """Start a build and kill it after some seconds; a moment later, kill what it leaves behind."""
    building = subprocess.Popen(
        command("build"), cwd=copy.folder, env=clean({}), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(moment)
    building.kill()
    building.wait()
    time.sleep(0.5)
    with suppress(ProcessLookupError):
        os.killpg(building.pid, signal.SIGKILL)


SWAP = """
import os, signal, sys
from pathlib import Path
from masthead.jobs.publishing import manifest
from masthead.jobs.publishing import publish

steps = int(sys.argv[1])

def deadly(act):
    def last(*args, **named):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **named)
    return last

for name in ("replace", "rename", "symlink", "unlink", "rmdir", "mkdir"):
    setattr(os, name, deadly(getattr(os, name)))
root = Path(sys.argv[2])
with publish.staging(root) as stage:
    (stage / "index.html").write_text("new")
    (stage / "other.html").write_text("new")
    making = dict.fromkeys(("fonts", "sources", "versions"), {})
    manifest.seal(stage, manifest.Manifest({}, (), making, {}, {}))
    publish.publish(stage, root)
"""


def test_killed_swap_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """Kill it before its first act on the disk, its second, and so on; then publish again."""
    old = {"index.html": b"old", "other.html": b"old"}
    new = dict.fromkeys(old, b"new")
    seen: list[dict[str, bytes]] = []
    for step in range(1, 40):
        root = tmp_path / str(step)
        older_site(root, old)
        status = swap(step, root)
        seen.append(pages(root))
        assert swap(0, root) == 0
        assert pages(root) == new and is_whole(root / "build")
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert status == 0
    assert seen[0] == old and seen[-1] == new
    assert all(each in (old, new) for each in seen)
    assert len(seen) > 4


def pages(root: Path) -> Files:
    """Read what is published; the site made by hand has no manifest."""
    published = files(root / "build")
    return {name: data for name, data in published.items() if name != "manifest.json"}


def swap(step: int, root: Path) -> int:
    """Publish a new site in another process; it dies before that step, with 0 never."""
    run = [sys.executable, "-c", SWAP, str(step), str(root)]
    return subprocess.run(run, check=False).returncode


def older_site(root: Path, old: Files) -> None:
    """Publish a site by hand, with a still older one beside it."""
    for name in ("0000", "1111"):
        (root / ".build" / name).mkdir(parents=True)
        for file, data in old.items():
            (root / ".build" / name / file).write_bytes(data)
    (root / "build").symlink_to(".build/1111")


# A project of three documents: the report, an addendum to it, and another.

SECOND, ADDENDUM = "CTOC/COP/2014/5", "CTOC/COP/2014/4/Add.1"
FILES = {SECOND: "content/CTOC-COP-2014/5.md", ADDENDUM: "content/CTOC-COP-2014/4-add-1.md"}
MASTHEAD = """\
---
symbol: {symbol}
kind: report-of-the-secretariat
status: sample
date: 2014-06-30
original: en
languages: [en, fr]
---
"""
BLOCKS = {
    "title": ("# Further work", "Suite des travaux"),
    "work": ("## Work", "Travaux"),
    "workshop": (
        "A workshop was held {fact}`phnom-penh-legislation.when|at`, and those who took part in it "
        "went on to draft a bill, which was laid before the legislators of their country.",
        "Un atelier a eu lieu {fact}`phnom-penh-legislation.when|at`, et celles et ceux qui y ont "
        "pris part ont ensuite rédigé un projet de loi, qui a été soumis aux législateurs.",
    ),
    "course": (
        "A course for those who are to apply the law is being prepared, and will be given where "
        "and when a State asks for it, as far as the means that are at hand allow.",
        "Un stage destiné à celles et ceux qui doivent appliquer la loi est en préparation, et il "
        "sera organisé à la demande d'un État, dans la mesure où les moyens le permettent.",
    ),
    "manual": (
        "A manual that puts together what was learned in this way is to follow, and everybody who "
        "took part in the workshop or in the course will be asked to look at it beforehand.",
        "Un manuel qui rassemble les enseignements ainsi tirés doit suivre, et toutes les "
        "personnes qui ont participé à l'atelier ou au stage seront invitées à le relire.",
    ),
}


def document(symbol: str) -> str:
    """Write a short document in English."""
    blocks = (f"{{#{id_}}}\n{source}\n" for id_, (source, _) in BLOCKS.items())
    return MASTHEAD.format(symbol=symbol) + "\n".join(blocks).removeprefix("{#title}\n")


def units(symbol: str) -> str:
    """Write its translation into French."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    said = (
        f'msgctxt "{symbol}#{id_}"\nmsgid "{source.lstrip("# ")}"\nmsgstr "{target}"\n'
        for id_, (source, target) in BLOCKS.items()
    )
    return "\n".join((head, *said))


@pytest.fixture(scope="module")
def three(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = sample.twin(tmp_path_factory.mktemp("three") / "project")
    for symbol, name in FILES.items():
        copy.write(name, document(symbol))
        in_french = name.replace("content/", "translations/fr/").replace(".md", ".po")
        copy.write(in_french.lower(), units(symbol))
    copy.build()
    return copy


@pytest.fixture(scope="module")
def one_broken(three: Copy, tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, str]:
    """Correct a month that all three say, while the report has an error; build."""
    copy = three.twin(tmp_path_factory.mktemp("broken") / "project")
    copy.replace(RECORD, "2013-11", "2013-12")
    copy.replace(REPORT, "\n{#evidence}\n", "\n{#evidence}\nThat was in November. ")
    run = copy.run("build")
    assert run.status == 1
    assert [(one.code, one.path) for one in run.errors] == [("C061", REPORT)]
    return copy, run.out + run.err


def test_document_with_an_error_stays_as_it_was(three: Copy, one_broken: tuple[Copy, str]) -> None:
    """The report itself; its addendum lies in a folder inside the report's."""
    before, after = (own(copy.published()) for copy in (three, one_broken[0]))
    assert len(before) == 8
    assert before == after


def own(published: Files) -> dict[str, bytes]:
    inside = below(published, ADDENDUM)
    return {n: data for n, data in below(published, "CTOC/COP/2014/4").items() if n not in inside}


@pytest.mark.parametrize("symbol", FILES)
def test_other_documents_are_published_whole(
    three: Copy, one_broken: tuple[Copy, str], symbol: str
) -> None:
    before, after = (below(copy.published(), symbol) for copy in (three, one_broken[0]))
    assert list(before) == list(after)
    assert len(after) == 8
    assert [name for name in after if before[name] == after[name]] == []
    page = page_name("en", symbol)
    assert NOVEMBER in before[page] and NOVEMBER not in after[page] and DECEMBER in after[page]


def test_site_lists_every_document(one_broken: tuple[Copy, str]) -> None:
    copy, said = one_broken
    for language in ("en", "fr"):
        listed = (copy.site / language / "index.html").read_text(encoding="utf-8")
        index = (copy.site / language / "searchindex.js").read_text(encoding="utf-8")
        for symbol in ("CTOC/COP/2014/4", *FILES):
            assert f'href="{symbol}/index.html"' in listed
            assert f'"{symbol}/index"' in index
    for symbol in ("CTOC/COP/2014/4", *FILES):
        assert symbol in said


def test_document_that_cannot_be_printed_stays_as_it_was(three: Copy, tmp_path: Path) -> None:
    """The print of the report loses a paragraph; its addendum is not drawn into that."""
    copy = three.twin(tmp_path / "unprinted")
    copy.replace(RECORD, "2013-11", "2013-12")
    spoil_skeleton(copy, "pdf", "dropped")
    run = copy.run("build")
    assert run.status == 1
    assert {(one.code, one.path) for one in run.errors} == {("E020", REPORT)}
    before, after = three.published(), copy.published()
    assert own(before) == own(after)
    for symbol in FILES:
        fresh = below(after, symbol)
        assert list(fresh) == list(below(before, symbol))
        assert [name for name in fresh if fresh[name] == before[name]] == []


def test_document_that_cannot_be_read_stays_as_it_was(three: Copy, tmp_path: Path) -> None:
    """Its symbol cannot be read either; still nothing of it is lost, and nobody waits for it."""
    copy = three.twin(tmp_path / "unread")
    copy.replace(FILES[SECOND], f"symbol: {SECOND}\n", "")
    copy.write("content/CTOC-COP-2016/session.yaml", "body: nobody\n")
    copy.replace(FILES[ADDENDUM], "A course for those", "The course for those")
    run = copy.run("build")
    assert run.status == 1
    assert below(copy.published(), SECOND) == below(three.published(), SECOND)
    assert list(copy.published()) == list(three.published())
    page = (copy.site / page_name("en", ADDENDUM)).read_text(encoding="utf-8")
    assert "The course for those" in page


def test_document_and_its_last_paragraph_may_be_short(twin: Copy) -> None:
    """One line is read back from a PDF as well as fifty-eight paragraphs are."""
    closing = "\n{#end}\nThe meeting was closed.\n"
    one_line = document(SECOND).partition("{#workshop}")[0] + closing
    last_line = document(ADDENDUM) + closing
    for symbol, text in ((SECOND, one_line), (ADDENDUM, last_line)):
        twin.write(FILES[symbol], text.replace("[en, fr]", "[en]"))
    words = ("--output", "short", "--format", "pdf", "--language", "en")
    run = twin.run("build", SECOND, ADDENDUM, *words)
    assert [one.sentence for one in run.errors] == []
    assert run.status == 0


# Folders that are not ours.


def test_output_into_a_folder_in_use_is_refused(twin: Copy) -> None:
    twin.write("proofs/thesis.txt", "mine")
    run = twin.run("build", "--output", "proofs", "--format", "json")
    assert run.status == 1
    assert [one.code for one in run.errors] == ["E011"]
    assert run.errors[0].hint
    assert files(twin.path("proofs")) == {"thesis.txt": b"mine"}


def test_folder_named_build_is_refused(twin: Copy) -> None:
    twin.site.unlink()
    twin.write("build/thesis.txt", "mine")
    run = twin.run("build")
    assert run.status == 1
    assert [one.code for one in run.errors] == ["E010"]
    assert run.errors[0].hint
    assert files(twin.site) == {"thesis.txt": b"mine"}


def test_output_leaves_the_published_site_alone(sample: Copy, twin: Copy) -> None:
    twin.replace(RECORD, "2013-11", "2013-12")
    twin.build("--output", "proofs", "--format", "json", "--language", "fr")
    assert set(files(twin.path("proofs"))) == {
        "edition.schema.json",
        "fr/CTOC/COP/2014/4/edition.json",
        "manifest.json",
    }
    assert twin.published() == sample.published()


def test_part_of_a_site_needs_a_folder_of_its_own(sample: Copy, twin: Copy) -> None:
    for option, value in (("--language", "fr"), ("--format", "pdf")):
        run = twin.run("build", option, value)
        assert run.status == 2
        assert run.err
    assert twin.published() == sample.published()
