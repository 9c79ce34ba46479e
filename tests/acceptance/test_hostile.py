"""What looks like a program, a template or a file to include is an error, or stays plain text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from acceptance.copies import REPORT, Copy, files, page_name
from acceptance.readers import paragraphs, read_html, readings

SECRET = "qzkwvbpxjd"
OUTSIDE = "file:///etc/passwd"
RECORD = "activities/2013/colombia-drafting.yaml"
RECORD_UNITS = "translations/fr/activities.po"


class Attack(NamedTuple):
    """Something hostile, typed as a paragraph, and the error that tells its writer so."""

    name: str
    typed: str
    code: str


ATTACKS = [
    Attack("script", "Read <script>alert(1)</script> this.", "C023"),
    Attack("script as a block", "<script>alert(1)</script>", "C023"),
    Attack("picture tag", "See <img src=x onerror=alert(1)>.", "C023"),
    Attack("comment", "See <!-- this --> there.", "C023"),
    Attack("template", "There are {{ 7*7 }} of them.", "C020"),
    Attack("statement", "There are {% include '/etc/passwd' %} of them.", "C020"),
    Attack("image", "See ![](file:///etc/passwd) there.", "C022"),
    Attack("link to a file", "See [this](file:///etc/passwd).", "C021"),
    Attack("link to a script", "See [this](JaVaScRiPt:alert).", "C021"),
    Attack("link to data", "See [this](data:text/html,x).", "C021"),
    Attack("link without a scheme", "See [this](//example.org/x).", "C021"),
    Attack("raw block", "```{raw} html\n<b>x</b>\n```", "C013"),
    Attack("included file", "```{include} /etc/passwd\n```", "C013"),
    Attack("role of others", "See {download}`/etc/passwd`.", "C024"),
]


@pytest.fixture(scope="module")
def attacked(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The report with every attack in its prose."""
    copy = sample.twin(tmp_path_factory.mktemp("attacked") / "project")
    blocks = (f"\n{{#attack-{n}}}\n{attack.typed}\n" for n, attack in enumerate(ATTACKS))
    copy.write(REPORT, copy.text(REPORT) + "".join(blocks))
    return copy


@pytest.fixture(scope="module")
def told(attacked: Copy) -> list[tuple[int, str]]:
    """Lines and codes of what `check` finds there."""
    run = attacked.run("check")
    assert run.status == 1
    return [(one.line, one.code) for one in run.errors if one.path == REPORT]


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=lambda number: ATTACKS[number].name)
def test_attack_in_prose_is_an_error(
    attacked: Copy, told: list[tuple[int, str]], number: int
) -> None:
    line, _ = attacked.place(REPORT, f"{{#attack-{number}}}\n")
    height = ATTACKS[number].typed.count("\n")
    codes = {code for at, code in told if line < at <= line + 1 + height}
    assert ATTACKS[number].code in codes


def test_attack_in_prose_is_not_published(sample: Copy, attacked: Copy) -> None:
    assert attacked.run("build").status == 1
    assert attacked.published() == sample.published()


# The texts of records are text: they are printed as they are typed.


@pytest.fixture(scope="module")
def printed(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, str]:
    """The report with an attack in a text that a paragraph prints, in both languages.

    There is no figure in it: a typed figure would be an error, and keep the rest from being tried.
    """
    copy = sample.twin(tmp_path_factory.mktemp("printed") / "project")
    copy.write("secret.txt", SECRET)
    typed = (
        f"<script>alert(x)</script> {{{{ x*x }}}} {{% include '{OUTSIDE}' %}} ![]({OUTSIDE}) "
        f"<img src={OUTSIDE} onerror=alert(x)> {{fact}}`unodc` <link rel=attachment href={OUTSIDE}>"
        " ![](secret.txt) {% include 'secret.txt' %} <link rel=attachment href=secret.txt>"
    )
    old = "subject: the drafting of legislation"
    copy.replace(RECORD, old, f"subject: {json.dumps(typed)}")
    copy.replace(RECORD_UNITS, unit_source(copy), f'msgid {json.dumps(typed)}\nmsgstr "x {typed}"')
    copy.build("--output", "site", "--format", "site,pdf,json")
    return copy, typed


def unit_source(copy: Copy) -> str:
    """Give the lines of the French text of that subject, whatever they say."""
    _, _, rest = copy.text(RECORD_UNITS).partition('msgctxt "colombia-drafting#subject"\n')
    return rest.partition("\n\n")[0]


class Elements(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("img", "iframe", "object") or any(name.startswith("on") for name in named):
            self.found.append(tag)
        if (tag == "script" and not named.get("src")) or "file:" in str(named.get("href")):
            self.found.append(tag)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_text_of_a_record_is_printed_as_typed(printed: tuple[Copy, str], language: str) -> None:
    copy, typed = printed
    page = (copy.path("site") / page_name(language)).read_bytes()
    assert typed in paragraphs(read_html(page))[16]
    assert Elements(page.decode()).found == []


def test_reader_of_elements_sees_a_script() -> None:
    assert Elements("<p><script>x</script><img src=x>").found == ["script", "img"]


def test_no_file_is_carried_along(printed: tuple[Copy, str]) -> None:
    folder: Path = printed[0].path("site")
    outside = Path("/etc/passwd").read_bytes().splitlines()[0]
    for name, data in files(folder).items():
        for text in readings(folder / name, data):
            assert SECRET.encode() not in text and outside not in text, name
