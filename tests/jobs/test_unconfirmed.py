"""Passages that are not confirmed: marked or left out, numbered as ever, and never in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from projects import add_looks, lay_out, masthead, problems_in
from validator import failures

from masthead.body import render_body
from masthead.compile import Compiled
from masthead.jobs.judging.comparison import compare_said
from masthead.jobs.judging.concordance import compare_editions
from masthead.jobs.prepare import Opened, compile_all, open_project
from masthead.model.edition import Edition
from masthead.model.edition_json import from_json, to_json
from masthead.model.inlines import Foreign, Inline, Omission, Text, flat, plain
from masthead.outputs.json import schema

DOCUMENT = """==> content/site.yaml <==
office: unodc
original: en
typography: vienna-2016
unconfirmed: {policy}
==> content/TEST/2.md <==
{head}
# Assistance

{{#began}}
## How it began

{{#told}}
```{{activities}} first-workshop
A workshop was held {{fact}}`first-workshop.when|at`.{{note}}`source` See {{para}}`kept`.
```

{{#kept}}
It was good.

{{#grid}}
```{{table}} What was done
| What | How many |
|---|---|
| Days | 1234 |
| Nights | 5678 |
```

{{#source}}
```{{note}}
A note.
```
==> translations/fr/test.po <==
{units}
"""
UNITS = {
    "title": ("Assistance", "Assistance"),
    "began": ("How it began", "Les débuts"),
    "told": (
        "A workshop was held {fact}`first-workshop.when|at`.{note}`source` See {para}`kept`.",
        "Un atelier a été tenu {fact}`first-workshop.when|at`{note}`source`. Voir {para}`kept`.",
    ),
    "kept": ("It was good.", "Il a plu."),
    "grid": ("What was done", "Bilan"),
    "grid.r0.c1": ("What", "Objet"),
    "grid.r0.c2": ("How many", "Nombre"),
    "grid.r1.c1": ("Days", "Jours"),
    "grid.r2.c1": ("Nights", "Nuits"),
    "source": ("A note.", "Une note."),
}
# What nobody has translated in these tests: of every sort of passage one.
LEFT = ("began", "told", "grid", "grid.r1.c1", "source")


def unit(id_: str, *, confirmed: bool = True) -> str:
    source, text = UNITS[id_]
    by = "#. confirmed by: A. Reviser\n" if confirmed else ""
    return f'{by}msgctxt "TEST/2030/2#{id_}"\nmsgid "{source}"\nmsgstr "{text}"\n'


def text_of(policy: str, left: tuple[str, ...] = LEFT, **more: str) -> str:
    units = "\n".join(more.get(id_, unit(id_)) for id_ in UNITS if id_ not in left)
    return DOCUMENT.format(policy=policy, head="<HEAD en, fr>", units=units)


def official(text: str) -> str:
    return text.replace("<HEAD en, fr>", """---
symbol: TEST/2030/2
kind: report-of-the-secretariat
date: 2030-06-14
original: en
languages: [en, fr]
period: 2030-01/2030-06
---""")  # fmt: skip


def compiled(folder: Path, text: str) -> tuple[Opened, Compiled]:
    opened = open_project(lay_out(folder, text))
    (one,) = compile_all(opened, opened.records.documents)
    return opened, one


def said(edition: Edition) -> dict[str, tuple[Inline, ...]]:
    return dict(edition.passages())


def gate(opened: Opened, one: Compiled, **editions: Edition) -> list[str]:
    words = {code: tongue.words for code, tongue in opened.tongues.items()}
    seen = {**one.editions, **editions}
    return [
        problem.code
        for problem in (
            *compare_editions(one.document, seen, words),
            *compare_said(one.document, seen, opened.tongues),
        )
    ]


def test_a_marked_passage_is_said_in_the_original_and_tagged(tmp_path: Path) -> None:
    opened, one = compiled(tmp_path, text_of("mark"))
    french, english = said(one.editions["fr"]), said(one.editions["en"])
    for id_ in LEFT:
        (part,) = french[id_]
        assert isinstance(part, Foreign)
        assert (part.language, part.direction) == ("en", "ltr")
        assert plain((part,)) == f"[{plain(english[id_])}]"
    assert plain(french["kept"]) == "Il a plu."
    account = one.editions["fr"].unconfirmed
    assert account is not None
    assert (set(account.marked), account.omitted) == (set(LEFT), ())
    assert account.text.endswith("confirmé: 5.")
    assert one.editions["en"].unconfirmed is None
    assert gate(opened, one) == []


def test_of_an_omitted_passage_the_number_and_the_notes_stay(tmp_path: Path) -> None:
    opened, one = compiled(tmp_path, text_of("omit"))
    french = said(one.editions["fr"])
    assert [plain(french[id_]) for id_ in LEFT] == ["[...]", "[...]1", "[...]", "[...]", "[...]"]
    assert [p.mark for p in one.editions["fr"].paragraphs()] == ["1.", "2."]
    assert gate(opened, one) == []


def changed(edition: Edition, id_: str, inlines: tuple[Inline, ...]) -> Edition:
    blocks = tuple(
        replace(block, inlines=inlines) if block.id == id_ else block  # type: ignore[call-overload]
        for block in edition.blocks
    )
    return replace(edition, blocks=blocks)


def test_what_nothing_accounts_for_is_caught(tmp_path: Path) -> None:
    opened, one = compiled(tmp_path, text_of("mark"))
    french = one.editions["fr"]
    stands, kept = said(french)["told"], said(french)["kept"]
    assert isinstance(stands[0], Foreign)
    unlisted = replace(french, unconfirmed=None)
    assert "E025" in gate(opened, one, fr=unlisted)
    other = replace(stands[0], children=(*stands[0].children, Text(" Or not.")))
    assert gate(opened, one, fr=changed(french, "told", (other,))) == ["E025"]
    fewer = replace(stands[0], children=(Text("[A workshop was held.]"),))
    assert "E023" in gate(opened, one, fr=changed(french, "told", (fewer,)))
    dated = tuple(
        replace(p, text=p.text.replace("March 2030", "March 2031")) if hasattr(p, "text") else p
        for p in flat(stands[0].children)
    )
    assert "E024" in gate(
        opened, one, fr=changed(french, "told", (replace(stands[0], children=dated),))
    )
    assert gate(opened, one, fr=changed(french, "kept", (Omission("[...]"),))) == ["E026"]
    hidden = (Foreign("en", "ltr", (Text("[It was good.]"),)),)
    assert gate(opened, one, fr=changed(french, "kept", hidden)) == ["E025"]
    assert kept == (Text("Il a plu."),)


def test_an_official_document_prints_nothing_unconfirmed(tmp_path: Path) -> None:
    unread = {"kept": unit("kept", confirmed=False)}
    text = official(text_of("mark", (), **unread))
    opened, one = compiled(tmp_path, text)
    assert plain(said(one.editions["fr"])["kept"]) == "[It was good.]"
    told = [(p.code, p.is_error) for p in one.problems]
    assert told == [("T065", False), ("T028", False)]
    assert gate(opened, one) == []


def test_a_text_field_takes_the_passages_with_it_that_print_it(tmp_path: Path) -> None:
    drafted = text_of("mark", ()).replace(
        "A workshop was held {fact}`first-workshop.when|at`.{note}`source` See {para}`kept`.\n", ""
    )
    _, one = compiled(tmp_path, drafted.replace("{note}`source` See", "See"))
    (part,) = said(one.editions["fr"])["told"]
    assert isinstance(part, Foreign)


@pytest.mark.parametrize("policy", ["mark", "omit"])
def test_every_format_prints_the_same_numbers(tmp_path: Path, policy: str) -> None:
    project = lay_out(tmp_path / "p", text_of(policy))
    add_looks(project)
    out = tmp_path / "out"
    done = masthead(
        "build", "--output", str(out), "--format", "site,pdf,docx,json", project=project
    )
    assert done.exit_code == 0, done.output
    assert "T021" in done.output
    folder = out / "fr/TEST/2030/2"
    page = (folder / "index.html").read_text("utf-8")
    plain_json = json.loads((folder / "edition.json").read_text("utf-8"))
    assert plain_json["unconfirmed"]["text"] in page
    if policy == "mark":
        assert '<span lang="en" dir="ltr">[A workshop was held' in page
    assert languages(next(folder.glob("*.pdf"))) == ({"en"} if policy == "mark" else set())
    assert failures(next(folder.glob("*.pdf"))) == []


def languages(pdf: Path) -> set[str]:
    """Name the languages that tags of a file say beside the file's own."""
    with pikepdf.open(pdf) as file:
        return {
            str(found["/Lang"])
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and "/Lang" in found and "/S" in found
        }


def test_the_json_of_an_edition_keeps_it(tmp_path: Path) -> None:
    for policy in ("mark", "omit"):
        _, one = compiled(tmp_path / policy, text_of(policy))
        french = one.editions["fr"]
        assert from_json(to_json(french)) == french
        made: Any = json.loads(to_json(french))
        jsonschema.Draft202012Validator(json.loads(schema())).validate(made)
        assert "lang=" in render_body(french) or policy == "omit"


def test_the_office_says_it_by_status(tmp_path: Path) -> None:
    project = lay_out(tmp_path, text_of("{official: block, sample: omit}"))
    assert "T021" in str(problems_in(masthead("check", project=project).output))
