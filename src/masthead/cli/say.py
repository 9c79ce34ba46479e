"""The verb `say`: the sentence of a record as delegates will read it."""

from __future__ import annotations

from datetime import date

import click

from masthead.cli.console import Console, pass_console
from masthead.compile import speak
from masthead.compile.assemble import draft
from masthead.jobs.prepare import Opened
from masthead.model.activity import Activity
from masthead.model.problem import Severity
from masthead.records import nearest


@click.command()
@click.argument("activity")
@click.option("--language", "languages", help="Which languages, as en,fr; by default all.")
@click.option("--tokens", is_flag=True, help="Print the draft with its tokens, to paste in a slot.")
@pass_console
def say(console: Console, activity: str, languages: str | None, *, tokens: bool) -> None:
    """Say a record in each language; what is missing is shown between brackets.

    \b
    Example:
      masthead say phnom-penh-legislation
      masthead say phnom-penh-legislation --language fr
    """
    opened = console.opened()
    record = opened.records.activities.get(activity)
    broken = [p for p in opened.problems if p.where.path.endswith(f"/{activity}.yaml")]
    console.problems(broken)
    if record is None:
        near = nearest(activity, opened.records.activities)
        key = "say.unread" if broken else "say.unknown"
        console.fail(key if near or broken else "say.unknown-bare", 1, id=activity, nearest=near)
    chosen = languages.split(",") if languages else list(opened.tongues)
    for code in chosen:
        print_sentence(console, opened, record, console.language(opened, code), tokens=tokens)


def print_sentence(
    console: Console, opened: Opened, record: Activity, code: str, *, tokens: bool = False
) -> None:
    """Print one record's sentence in one language, and what it lacks."""
    tongue = opened.tongues[code]
    if tokens:
        office = opened.records.profile.office
        console.print(f"{code}  {draft(record, tongue, opened.records, office, _ignore)}")
        return
    text, problems = speak(record, opened.records, tongue, _day(record))
    console.print(f"{code}  {text}")
    # A gap is shown as a gap; here, where nothing is published, it is no error.
    console.problems(problem._replace(severity=Severity.WARNING) for problem in problems)


def _ignore(problem: object) -> None:
    """Leave a problem of the draft aside: the sentence itself reports it."""


def _day(record: Activity) -> date:
    """Names are said as at the day of the activity, while no document has a date of its own."""
    return record.when.last or record.when.first
