"""Every code that a project can provoke has an example: what somebody wrote, where it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pages import Example, examples
from projects import BASE, PRINTED, ROOT, add_looks, lay_out, masthead, problems_in

HERE = Path(__file__).parent
PAGES = sorted(path for path in HERE.glob("*.md") if path != BASE)
EXAMPLES = [example for page in PAGES for example in examples(page)]
# `$ words` on the first line of an example runs the program with these words instead of `check`.
COMMAND = re.compile(r"\$ (?P<words>.*)\n")
# The grammar of symbols and dates has its own pages; the others need a published site, a broken
# program, a broken machine or cluster, or a language that is all there but for one word.
ELSEWHERE = re.compile(r"[SD]\d{3}|E01[2356]|E02\d|E03[013]|E05[4-9]|E08[012]|E09[578]|T04[456]")

PLACE = re.compile(r"\{([a-z_]+)\}")
MARKUP = {"fact", "para", "item", "literal", "activities", "ref", "include", "note", "cite"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_page(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = COMMAND.match(example.input)
    files = example.input[command.end() :] if command else example.input
    project = lay_out(tmp_path, files)
    if command:
        add_looks(project)
    done = masthead(*(command["words"].split() if command else ["check"]), project=project)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert problems_in(done.output) == example.expected.splitlines()
    assert done.exit_code == (1 if ": error " in example.expected else 0)
    if not command:
        check_words(done.output)


def check_words(printed: str) -> None:
    """Each line ends with its hint, and no place in it is left unfilled."""
    for line in filter(PRINTED.match, printed.splitlines()):
        assert line.endswith(")"), line
        assert set(PLACE.findall(line)) <= MARKUP, line


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    done = masthead("check", "--strict", project=lay_out(tmp_path))
    assert (done.exit_code, problems_in(done.output)) == (0, [])


def codes() -> set[str]:
    text = (ROOT / "translations/en/messages.yaml").read_text("utf-8")
    return set(yaml.load(text, yaml.BaseLoader)["problems"])


def test_every_code_has_an_example() -> None:
    shown = {line.split()[2] for example in EXAMPLES for line in example.expected.splitlines()}
    assert {code for code in codes() if not ELSEWHERE.match(code)} == shown - {
        code for code in shown if ELSEWHERE.match(code)
    }


def test_every_code_of_symbols_and_dates_is_tested_with_the_model() -> None:
    tested = "".join(page.read_text("utf-8") for page in (ROOT / "tests/model").glob("*.*"))
    tested += "".join(example.expected for example in EXAMPLES)
    assert {code for code in codes() if code[0] in "SD" and code not in tested} == set()
