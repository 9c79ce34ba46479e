"""The verb `new`: begins a project, a record, a document or a session."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.cli.dialogue import complete
from masthead.cli.questions import ask, can_ask, one_of
from masthead.cli.say import print_sentence
from masthead.compile.assemble import parsed as parsed_prose
from masthead.jobs.prepare import Opened
from masthead.jobs.writing.new import (
    Answers,
    activity_path,
    activity_text,
    lay_out,
    problems_of,
    session_text,
)
from masthead.jobs.writing.schema import schemas, write_schemas
from masthead.jobs.writing.skeletons import (
    Beginning,
    document_name,
    filled,
    places_of,
    skeleton_name,
    unused,
)
from masthead.model.activity import Kind
from masthead.model.document import Session
from masthead.model.problem import Problem
from masthead.model.symbol import Symbol
from masthead.project import Source, starter
from masthead.records import nearest
from masthead.records.documents import read_document
from masthead.records.load import check_session
from masthead.records.sessions import read_session

DEFAULT_KIND = "report-of-the-secretariat"
FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@click.group()
def new() -> None:
    """Begin something: a valid, commented file, from options or from questions."""


@new.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--language", "also", help="Languages beside English and French, as ar,ru.")
@pass_console
def project(console: Console, folder: Path, also: str | None) -> None:
    """Lay out a project with one activity and one short document to begin with.

    \b
    Example:
      masthead new project demo
      masthead new project demo --language ar,ru
    """
    codes = tuple(part for part in (also or "").split(",") if part)
    known = starter().languages()
    for code in codes:
        if code not in known:
            console.fail("unknown-language", language=code, of=", ".join(known))
    made = lay_out(folder, codes)
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
@click.option("--region", help="The id of a region of the registry.")
@click.option("--venue", help="The id of a venue of the registry.")
@click.option("--organizer", "organizers", multiple=True, help="A body; repeat for several.")
@click.option("--with", "partners", multiple=True, metavar="BODY=AS", help="moj-khm=cooperation")
@click.option("--group", "groups", multiple=True, help="A group of participants.")
@click.option("--from", "homes", multiple=True, help="Where participants come from: KHM, asia.")
@click.option("--figure", "figures", multiple=True, metavar="UNIT=NUMBER", help="days=10")
@click.option(
    "--set", "others", multiple=True, metavar="FIELD=VALUE", help="Any other; a list: A,B."
)
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
    problems = problems_of(path, text, opened.records, opened.parts)
    _refuse(console, path, problems)
    opened.project.write(path, text)
    console.say("new.written", path=path)
    again = console.opened()
    write_schemas(again.project, schemas(again.records, again.parts, tuple(again.tongues)))
    console.problems(p for p in again.problems if p.where.path == path)
    for code in again.tongues:
        print_sentence(console, again, again.records.activities[answers.id], code)


def _kind(console: Console, opened: Opened, said: str) -> Kind:
    kinds = opened.records.registry.kinds
    of = ", ".join(sorted(kinds))
    if said and said not in kinds:
        _fail_kind(console, said, kinds)
    if not said:
        if can_ask():
            click.echo(of)
        said = ask(console, "kind", one_of(kinds))
    return kinds[said]


def _fail_kind(console: Console, said: str, kinds: Collection[str]) -> NoReturn:
    """Name the kinds there are, and the one that was probably meant."""
    near = nearest(said, kinds)
    key = "new.unknown-kind" if near else "new.unknown-kind-bare"
    console.fail(key, kind=said, nearest=near, of=", ".join(sorted(kinds)))


def _answers(
    console: Console, opened: Opened, kind: Kind, id_: str, given: Mapping[str, object]
) -> Answers:
    """Take the options; on a terminal, ask for what they do not say."""
    place = {key: _text(given, key) for key in ("city", "state", "region", "venue")}
    answers = Answers(
        id_,
        kind.id,
        _text(given, "role"),
        _text(given, "when"),
        place,
        _many(given, "organizers"),
        _many(given, "partners"),
        _many(given, "groups"),
        _many(given, "homes"),
        tuple(_pair(console, text) for text in _many(given, "figures")),
        tuple(_pair(console, text) for text in _many(given, "others")),
    )
    if can_ask():
        return complete(console, opened, kind, answers, quick=not given.get("kind"))
    if not id_:
        console.fail("new.missing", field="ID")
    return answers


def _text(given: Mapping[str, object], name: str) -> str:
    return str(given.get(name) or "")


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
    _check_folder(console, folder)
    text = session_text(body, ordinal, when, city, agenda)
    problems: list[Problem] = []
    read_session(Source(name, text.encode()), console.opened().records.registry, problems.append)
    _write_new(console, name, text, problems)


@new.command()
@click.argument("symbol")
@click.option("--session", "folder", required=True, help="The session's folder in content/.")
@click.option(
    "--kind", default=DEFAULT_KIND, help="A file of content/kinds/: draft-resolution, ..."
)
@click.option("--title", required=True, help="The document's title.")
@click.option("--date", "day", required=True, help="The masthead's date: 2014-06-23.")
@click.option("--item", default="", help="The agenda item: 2, or 2 (c).")
@click.option("--period", default="", help="The reporting period: 2012-10/2014-06.")
@click.option("--sponsor", "sponsors", multiple=True, help="A State; repeat for several.")
@pass_console
def document(console: Console, /, symbol: str, **given: object) -> None:
    """Begin a document from the skeleton of its kind, content/kinds/KIND.md.

    What is left to write stands in it between [[ and ]]; check reports it until it is written.

    \b
    Examples:
      masthead new document CTOC/COP/2016/4 --session CTOC-COP-2016 --date 2016-07-01 \\
        --title "Activities of the Secretariat" --period 2014-07/2016-06
      masthead new document CTOC/COP/2016/L.3 --session CTOC-COP-2016 --date 2016-10-18 \\
        --kind draft-resolution --item 2 --sponsor ALB --sponsor CUB --title "Border controls"
    """
    folder = _text(given, "folder")
    _check_folder(console, folder)
    parsed = console.symbol(symbol)
    opened = console.opened()
    if parsed.is_series:
        console.fail("new.series", symbol=parsed)
    if any(parsed in known.symbols for known in opened.records.documents):
        console.fail("new.symbol-taken", ERRORS, symbol=parsed)
    session = _session(console, opened, folder)
    begun = _begun(console, opened, parsed, given)
    name = document_name(folder, parsed)
    problems: list[Problem] = []
    skeleton = _skeleton(console, opened, begun)
    places = places_of(begun, session, tuple(opened.tongues), opened.records)
    text = filled(skeleton, places, problems.append)
    known = opened.records.known(opened.project.languages())
    source = Source(name, text.encode())
    made = read_document(source, known, opened.project.read, problems.append)
    if made is not None:
        check_session(made, opened.records.sessions, opened.project, problems.append)
        if made.title is not None and made.title.prose is not None:
            parsed_prose(made.title.prose, problems.append)
    _write_new(console, name, text, problems)


def _session(console: Console, opened: Opened, folder: str) -> Session:
    """Find the session of a new document, or end with what is wrong with it."""
    session = opened.records.sessions.get(f"content/{folder}")
    if session is None:
        name = f"content/{folder}/session.yaml"
        _refuse(console, name, [p for p in opened.problems if p.where.path == name])
        console.fail("new.no-session", ERRORS, folder=folder)
    return session


def _begun(
    console: Console, opened: Opened, symbol: Symbol, given: Mapping[str, object]
) -> Beginning:
    kinds, said = opened.records.kinds, _text(given, "kind")
    if said not in kinds:
        _fail_kind(console, said, kinds)
    return Beginning(
        symbol,
        kinds[said],
        _text(given, "title"),
        _text(given, "day"),
        _text(given, "item"),
        _text(given, "period"),
        _many(given, "sponsors"),
    )


def _skeleton(console: Console, opened: Opened, begun: Beginning) -> Source:
    """Read the skeleton of a kind; what was said and has no place in it would be lost."""
    path = skeleton_name(begun.kind.id)
    skeleton = opened.project.read(path)
    if isinstance(skeleton, Problem):
        console.fail("new.no-skeleton", ERRORS, path=path)
    for name in unused(skeleton, begun):
        console.fail("new.no-place", path=path, place=name)
    return skeleton


def _check_folder(console: Console, folder: str) -> None:
    """A session is one plain folder of content/, never a way elsewhere, and not that of kinds."""
    if not FOLDER.fullmatch(folder) or folder == "kinds":
        console.fail("new.folder", folder=folder)


def _write_new(console: Console, name: str, text: str, problems: list[Problem]) -> None:
    """Write a file that is not there yet, unless something is wrong with it."""
    root = console.root()
    if root.has(name):
        console.fail("new.exists", ERRORS, path=name)
    _refuse(console, name, problems)
    root.write(name, text)
    console.say("new.written", path=name)


def _refuse(console: Console, name: str, problems: Sequence[Problem]) -> None:
    """End with the problems of a file that was to be written, if it has any."""
    if problems:
        console.say("new.refused", err=True, path=name)
        console.problems(problems)
        raise click.exceptions.Exit(ERRORS)
