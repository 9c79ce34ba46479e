"""Phrases: each kind has one in each language, they say every record, and none can run code."""

from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path

import pytest
from projects import ROOT, opened

from masthead.compile import compile_document, speak
from masthead.jobs.prepare import Opened, open_project
from masthead.language import Phrases
from masthead.model.activity import Activity
from masthead.model.blocks import Paragraph
from masthead.model.inlines import Fact, plain
from masthead.model.problem import Problem, Where
from masthead.model.when import When
from masthead.project import Project

LANGUAGES = sorted(folder.name for folder in (ROOT / "translations").iterdir() if folder.is_dir())
# What a sentence is never made of: a gap, a token, a space too many or too few, a doubled mark.
UGLY = re.compile(r"\[|\]|[{}`|]|  |\s[,.;)،؛]|\(\s|,,|\.\.|,\.|[,;:](?=[A-Za-z])|\bNone\b")

HOSTILE = {
    r"{{ '\' }} {# ' }}{% for i in [1,2,3,4] %}loop {% endfor %} #}": 1,
    r"A walk.{# \n #}{% if when == 'a\'b' %}{% endif %}": 1,
    "A walk\n{% if when": 2,
    "A walk\n{# was": 2,
    "{{ ''.__class__ }}": 1,
    "A workshop.\n{{ ''.__class__.__mro__[1].__subclasses__() }}": 2,
    "{{ when.__class__ }}": 1,
    "{{ when['__class__'] }}": 1,
    "{{ when|attr('__class__') }}": 1,
    "{{ self.__init__.__globals__ }}": 1,
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}": 1,
    "{{ lipsum }}": 1,
    "{{ config }}": 1,
    "{{ 'x'.format(when) }}": 1,
    "{{ when() }}": 1,
    "\n\n{% for a in when %}{{ a }}{% endfor %}": 3,
    "{% for a in range(10**9) %}{% endfor %}": 1,
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": 1,
    "{{ 10**10**10 }}": 1,
    "{{ 'x' * 10**10 }}": 1,
    "{{ 'x' ~ 'y' }}": 1,
    "{{ 1 + when }}": 1,
    "{{ when|at(1) }}": 1,
    "{{ 'x'|at }}": 1,
    "{{ when|upper }}": 1,
    "{{ when < 3 }}": 1,
    "{% include '/etc/passwd' %}": 1,
    "{% import 'os' as os %}": 1,
    "{% extends 'x' %}": 1,
    "{% set when = [] %}": 1,
    "{{ whne|at }}": 1,
    "A workshop\n{{ when|at": 2,
    "A workshop\n{% if when %}": 2,
    "{% if " + "(" * 500 + "when" + ")" * 500 + " %}{% endif %}": 1,
    "{% if when %}" * 200 + "{% endif %}" * 200: 1,
}


@cache
def project() -> Opened:
    return open_project(Project(ROOT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_phrase(language: str) -> None:
    assert set(project().tongues[language].phrases.sources) == set(project().records.registry.kinds)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", sorted(project().records.activities))
def test_every_record_says_a_sentence(id_: str, language: str) -> None:
    record = project().records.activities[id_]
    day = record.when.last or record.when.first
    text, problems = speak(record, project().records, project().tongues[language], day)
    # What a sentence leaves to the words of its slot (C047) is no gap.
    assert [problem for problem in problems if problem.code != "C047"] == []
    assert not text[0].islower() and text.endswith((".", "。"))
    assert not UGLY.search(text), text


UNNAMED = {
    "ar": "في حزيران/يونيه 2014، عُقدت في جمهورية تنزانيا المتحدة حلقة عمل",
    "en": "In June 2014, a validation workshop was held in the United Republic of Tanzania",
    "es": "En junio de 2014 se organizó en la República Unida de Tanzanía un taller",
    "fr": "En juin 2014, il a été organisé en République-Unie de Tanzanie un atelier",
    "ru": "В июне 2014 года в Объединенной Республике Танзания состоялся совместный практикум",
    "zh": "2014年6月，在坦桑尼亚联合共和国举办了一次",
}


@pytest.mark.parametrize("language", UNNAMED)
def test_who_is_not_named_is_not_invented(language: str) -> None:
    """A record without organizers is told in the passive, or impersonally."""
    record = project().records.activities["tanzania-validation"]
    text, _ = speak(record, project().records, project().tongues[language], record.when.first)
    squeezed = text.replace(",", "").replace("joint ", "").replace("\N{NO-BREAK SPACE}", " ")
    assert squeezed.startswith(UNNAMED[language].replace(",", "").replace("joint ", ""))


def draft(phrase: str) -> str | Problem:
    when = When.parse("2013")
    assert isinstance(when, When)
    activity = Activity("walk", "workshop", "organized", when, {"when": when}, Where("walk.yaml"))
    return Phrases({"workshop": (phrase, "workshop.md")}).draft(activity, ("when",), "unodc")


@pytest.mark.parametrize(("phrase", "line"), HOSTILE.items(), ids=lambda value: str(value)[:40])
def test_a_hostile_phrase_is_a_problem(phrase: str, line: int) -> None:
    found = draft(phrase)
    assert isinstance(found, Problem), found
    assert (found.code, str(found.where)) == ("T041", f"workshop.md:{line}:1")


@pytest.mark.parametrize("tags", ["{%" * 10_000, "{{'" * 10_000, "{% if '" * 9_999, "{#" * 10_000])
def test_unclosed_tags_are_told_at_once(tags: str) -> None:
    start = time.monotonic()
    assert isinstance(draft(tags), Problem)
    assert time.monotonic() - start < 2


def test_a_phrase_writes_tokens() -> None:
    phrase = "{% if when %}{{ when|at }} , a walk{% else %}A walk{% endif %}  ."
    assert draft(phrase) == "{fact}`walk.when|at`, a walk."


def test_a_phrase_cannot_write_a_template() -> None:
    assert draft("{{ '{{ 7*7 }}' }}") == "{{ 7*7 }}"


def test_a_kind_without_a_phrase_is_a_problem() -> None:
    activity = Activity("walk", "hike", "", When.parse("2013"), {}, Where("walk.yaml"))  # type: ignore[arg-type]
    found = Phrases({}).draft(activity, (), "unodc")
    assert isinstance(found, Problem) and found.code == "T040"


CANARY = "{{ a*a }} {% for a in b %} {# no #} <b>&amp;</b> *two* {fact}`unodc` \\n %s {a.__class__}"


def test_the_text_of_a_record_is_never_markup(tmp_path: Path) -> None:
    read = opened(
        tmp_path,
        f"""
==> activities/2030/first-workshop.yaml <==
kind: workshop
when: 2030-03
subject: >-
  {CANARY}
==> content/TEST/2.md <==
<HEAD>
# Assistance

```{{activities}} first-workshop
```
""",
    )
    (document,) = read.records.documents
    compiled = compile_document(document, read.records, read.tongues)
    assert [p.code for p in (*read.problems, *compiled.problems)] == ["T029"]
    (paragraph,) = (b for b in compiled.editions["en"].blocks if isinstance(b, Paragraph))
    assert plain(paragraph.inlines) == f"In March 2030, a workshop on {CANARY}."
    assert [i.text for i in paragraph.inlines if isinstance(i, Fact)][-1] == CANARY
