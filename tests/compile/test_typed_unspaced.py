"""Typed facts where no space parts the words: found in Chinese, and not where there are none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from projects import ROOT

from masthead.compile import compile_document
from masthead.jobs.prepare import Opened, open_project
from masthead.model.document import Prose
from masthead.project import Project

UNIT = "CTOC/COP/2014/4#conclusion-needs"
TYPED = {
    "于2013年7月在多国举办。": ["C060 2013", "C060 7", "C061 7月"],
    "第6/3号决议，文件A/64/13。": ["C060 6/3", "C060 A/64/13"],
    "在柬埔寨和老挝人民民主共和国举办。": ["C062 柬埔寨", "C062 老挝人民民主共和国"],
    "美国与科特迪瓦合作。": ["C062 美国", "C062 科特迪瓦"],
    "沿海地区、当日本届会议、中国际合作。": [],
    "由UNODC举办，UNODC参加。": ["C065 UNODC"],
    "毒品（UNODC）问题。": [],
    "由联合国毒品和犯罪问题办公室举办。": ["C063 联合国毒品和犯罪问题办公室"],
    "实施《联合国打击跨国有组织犯罪公约》。": [],
    "这是EU和WHO以及IV部分。": ["C065 EU", "C065 WHO"],
    "偷运移民是一种复杂犯罪，十分严重。": ["T025"],
}


@cache
def project() -> Opened:
    opened = open_project(Project(ROOT))
    assert opened.problems == ()
    return opened


@pytest.mark.parametrize(("text", "told"), TYPED.items())
def test_typed_facts(text: str, told: list[str]) -> None:
    opened = project()
    chinese = opened.tongues["zh"]
    unit = replace(chinese.units[UNIT], text=text, prose=Prose(text, "zh.po", ((0, 1, 1),)))
    tongues = {**opened.tongues, "zh": chinese._replace(units={**chinese.units, UNIT: unit})}
    document = next(d for d in opened.records.documents if str(d.symbol) == "CTOC/COP/2014/4")
    compiled = compile_document(document, opened.records, tongues, ("zh",))
    # These texts translate nothing: that they lack the terms of the source is not asked here.
    found = [problem for problem in compiled.problems if problem.code not in ("T029", "T060")]
    assert [f"{p.code} {p.args.get('text', '')}".strip() for p in found] == told
