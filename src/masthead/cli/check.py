"""The verb `check`: every problem of a project, by place."""

from __future__ import annotations

import json

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.jobs.cores import cores
from masthead.jobs.judging.gate import judge
from masthead.model.problem import Problem, by_place, has_errors


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="How to print: for people, for programs, for code hosts.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@pass_console
def check(console: Console, form: str, *, strict: bool) -> None:
    """Find every problem of records, documents, units and editions.

    Prints path:line:col: severity CODE message (hint); ends 0 without errors, 1 with.

    \b
    Example:
      masthead check
      masthead check --strict --format json
    """
    opened = console.opened()
    problems = by_place(judge(opened, opened.records.documents, workers=cores()).problems)
    _PRINTERS[form](console, problems)
    if has_errors(problems) or (strict and problems):
        raise click.exceptions.Exit(ERRORS)


def _as_text(console: Console, problems: tuple[Problem, ...]) -> None:
    console.problems(problems, err=False)
    errors = sum(problem.is_error for problem in problems)
    console.say("check.summary", errors=errors, warnings=len(problems) - errors)


def _as_json(console: Console, problems: tuple[Problem, ...]) -> None:
    listed = [
        {
            "path": p.where.path,
            "line": p.where.line,
            "column": p.where.column,
            "severity": str(p.severity),
            "code": p.code,
            "message": console.messages.problem(p)[0],
            "hint": console.messages.problem(p)[1],
        }
        for p in problems
    ]
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    console.print(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def _as_sarif(console: Console, problems: tuple[Problem, ...]) -> None:
    results = [
        {
            "ruleId": p.code,
            "level": str(p.severity),
            "message": {"text": " ".join(filter(None, console.messages.problem(p)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": p.where.path},
                        "region": {"startLine": p.where.line, "startColumn": p.where.column},
                    }
                }
            ],
        }
        for p in problems
    ]
    driver = {
        "name": "masthead",
        "rules": [{"id": code} for code in sorted({p.code for p in problems})],
    }
    run = {"tool": {"driver": driver}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    console.print(json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1))


_PRINTERS = {"text": _as_text, "json": _as_json, "sarif": _as_sarif}
