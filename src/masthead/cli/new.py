"""The verb `new`: begins a project, a record, a document or a session."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.cli.questions import (
    a_date,
    a_new_id,
    any_of,
    ask,
    can_ask,
    one_of,
    one_or_none_of,
    some_words,
)
from masthead.cli.say import print_sentence
from masthead.jobs.new import (
    Answers,
    activity_path,
    activity_text,
    document_text,
    lay_out,
    problems_of,
    session_text,
)
from masthead.jobs.prepare import Opened
from masthead.jobs.schema import schemas, write_schemas
from masthead.language import partner_parts
from masthead.model.activity import Kind
from masthead.model.problem import Problem
from masthead.records import all_fields, nearest


@click.group()
def new() -> None:
    """Begin something: a valid, commented file, from options or from questions."""


@new.command()
@click.argument("folder", type=click.Path(path_type=Path))
@pass_console
def project(console: Console, folder: Path) -> None:
    """Lay out a project with one activity and one short document to begin with.

    \b
    Example:
      masthead new project demo
    """
    made = lay_out(folder)
    if isinstance(made, Problem):
        console.problems([made])
        raise click.exceptions.Exit(ERRORS)
    console.say("new.project", folder=folder, count=len(made))


@new.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--kind", help="workshop, training, publication, ...")
@click.option("--role", help="What the office did: organized, took-part, supported, ...")
@click.option("--when", help="2014-02-06, 2013-11, 2013-07-22/2013-07-25, 2012-41, ...")
@click.option("--city", help="The id of a city of the registry.")
@click.option("--state", help="The code of a State: KHM, ALB, ...")
@click.option("--organizer", "organizers", multiple=True, help="A body; repeat for several.")
@click.option("--with", "partners", multiple=True, metavar="BODY=AS", help="moj-khm=cooperation")
@click.option("--group", "groups", multiple=True, help="A group of participants.")
@click.option("--set", "others", multiple=True, metavar="FIELD=VALUE", help="Any other field.")
@pass_console
def activity(console: Console, /, id_: str | None, **given: object) -> None:
    """Log an activity, and read at once the sentence that delegates will read.

    What options do not say is asked on a terminal. Nothing is written while anything is wrong.

    \b
    Example:
      masthead new activity tirana-workshop --kind workshop --when 2014-03 \\
        --state ALB --organizer unodc --set subject="the smuggling of migrants by sea"
    """
    opened = console.opened()
    kind = _kind(console, opened, str(given.get("kind") or ""))
    answers = _answers(console, opened, kind, id_ or "", given)
    path, text = activity_path(answers), activity_text(answers, kind)
    words = next(iter(opened.tongues.values())).words
    problems = problems_of(path, text, opened.records, partner_parts(words))
    if problems:
        console.say("new.refused", err=True, path=path)
        console.problems(problems)
        raise click.exceptions.Exit(ERRORS)
    opened.project.write(path, text)
    console.say("new.written", path=path)
    again = console.opened()
    records = again.records
    made = schemas(records.registry, records.activities, partner_parts(words))
    write_schemas(again.project, made)
    for code in again.tongues:
        print_sentence(console, again, again.records.activities[answers.id], code)


def _kind(console: Console, opened: Opened, said: str) -> Kind:
    kinds = opened.records.registry.kinds
    of = ", ".join(sorted(kinds))
    if said and said not in kinds:
        console.fail("new.unknown-kind", kind=said, nearest=nearest(said, kinds), of=of)
    if not said:
        if can_ask():
            click.echo(of)
        said = ask(console, "kind", one_of(kinds))
    return kinds[said]


def _answers(
    console: Console, opened: Opened, kind: Kind, id_: str, given: Mapping[str, object]
) -> Answers:
    """Take the options, and ask for what a record of this kind must have."""
    others = dict(_pair(console, text) for text in _many(given, "others"))
    registry = opened.records.registry
    when = str(given.get("when") or "") or ask(console, "when", a_date)
    city, state = str(given.get("city") or ""), str(given.get("state") or "")
    organizers = _many(given, "organizers")
    if can_ask() and not given.get("kind"):
        if not city and not state:
            city = ask(console, "city", one_or_none_of(registry.ids("places")))
            state = "" if city else ask(console, "state", one_or_none_of(registry.ids("states")))
        if not organizers:
            organizers = tuple(ask(console, "organizers", any_of(registry.ids("bodies"))).split())
    named = ("when", "where", "organizers", "with", "participants")
    for name in _required(kind):
        if name not in others and name not in named:
            others[name] = ask(console, name, some_words)
    taken = {*opened.records.activities, *registry.entries}
    id_ = id_ or ask(console, "id", a_new_id(taken))
    return Answers(
        id_, kind.id, str(given.get("role") or ""), when, city, state, organizers,
        _many(given, "partners"), _many(given, "groups"), tuple(others.items()),
    )  # fmt: skip


def _required(kind: Kind) -> list[str]:
    needed = [name for name, type_ in all_fields(kind).items() if type_.required]
    return list(dict.fromkeys((*needed, *kind.requires)))


def _many(given: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = given.get(name)
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()


def _pair(console: Console, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        console.fail("new.pair", text=text)
    return name, value


@new.command()
@click.argument("folder")
@click.option("--body", required=True, help="The body that meets: ctoc-cop, ...")
@click.option("--ordinal", required=True, help="7 for the seventh session.")
@click.option("--when", required=True, help="2014-10-06/2014-10-10")
@click.option("--city", required=True, help="The id of a city of the registry.")
@click.option("--agenda", default="", help="The symbol of the provisional agenda.")
@pass_console
def session(
    console: Console, folder: str, body: str, ordinal: str, when: str, city: str, agenda: str
) -> None:
    """Begin a session: a folder of content/ with its session.yaml.

    \b
    Example:
      masthead new session CTOC-COP-2016 --body ctoc-cop --ordinal 8 \\
        --when 2016-10-17/2016-10-21 --city vienna --agenda CTOC/COP/2016/1
    """
    name = f"content/{folder}/session.yaml"
    _write_new(console, name, session_text(body, ordinal, when, city, agenda))


@new.command()
@click.argument("symbol")
@click.option("--session", "folder", required=True, help="The session's folder in content/.")
@click.option("--title", required=True, help="The document's title.")
@click.option("--date", "day", required=True, help="The masthead's date: 2014-06-23.")
@click.option("--period", default="", help="The reporting period: 2012-10/2014-06.")
@pass_console
def document(console: Console, symbol: str, folder: str, title: str, day: str, period: str) -> None:
    """Begin a document: its masthead, and a slot for each record of its period.

    \b
    Example:
      masthead new document CTOC/COP/2016/4 --session CTOC-COP-2016 --date 2016-07-01 \\
        --title "Activities of the Secretariat" --period 2014-07/2016-06
    """
    parsed = console.symbol(symbol)
    opened = console.opened()
    if any(parsed == known.symbol for known in opened.records.documents):
        console.fail("new.symbol-taken", ERRORS, symbol=parsed)
    if not opened.project.has(f"content/{folder}/session.yaml"):
        console.fail("new.no-session", ERRORS, folder=folder)
    text = document_text(parsed, title, day, period, tuple(opened.tongues), opened.records)
    _write_new(console, f"content/{folder}/{parsed.elements[-1]}.md", text)


def _write_new(console: Console, name: str, text: str) -> None:
    """Write a file that is not there yet, then say what is wrong with it, if anything."""
    root = console.root()
    if root.has(name):
        console.fail("new.exists", ERRORS, path=name)
    root.write(name, text)
    console.say("new.written", path=name)
    folder = name.rsplit("/", 1)[0]
    console.problems(p for p in console.opened().problems if p.where.path.startswith(folder))
