"""The dialogue in which an activity is logged: what options do not say is asked."""

from __future__ import annotations

from dataclasses import replace

import click

from masthead.cli.console import Console
from masthead.cli.questions import (
    Wanted,
    a_date,
    a_new_id,
    any_of,
    ask,
    figures_of,
    one_of,
    one_or_none_of,
    some_of,
    some_words,
    words_or_nothing,
)
from masthead.jobs.prepare import Opened
from masthead.jobs.writing.new import Answers
from masthead.model.activity import FieldType, Kind
from masthead.records import all_fields
from masthead.records.named import NAMED

SHORT = 40  # as many words as can be listed beside a question


def complete(
    console: Console, opened: Opened, kind: Kind, answers: Answers, *, quick: bool
) -> Answers:
    """Ask for what is required; with `quick`, also for what most records say."""
    when = answers.when or ask(console, "when", a_date())
    answers = replace(answers, when=when)
    if quick:
        answers = _usual(console, opened, answers)
    others = list(answers.others)
    given = {name for name, _ in others}
    for name, type_ in _required(kind).items():
        if name not in given:
            others.append((name, ask(console, name, _wanted(type_, opened))))
    if quick and "subject" not in {name for name, _ in others}:
        subject = ask(console, "subject-or-none", words_or_nothing())
        others += [("subject", subject)] if subject else []
    figures = answers.figures
    if "figures" in kind.requires and not figures:
        pairs = ask(console, "figures", figures_of(opened.records.registry.ids("units"))).split()
        figures = tuple((unit, number) for unit, _, number in (p.partition("=") for p in pairs))
    id_ = answers.id or ask(console, "id", a_new_id(_taken(opened)))
    return replace(answers, id=id_, figures=figures, others=tuple(others))


def _usual(console: Console, opened: Opened, answers: Answers) -> Answers:
    """Ask where it was, who organized it and who took part."""
    ids = opened.records.registry.ids
    place, organizers, groups = dict(answers.place), answers.organizers, answers.groups
    if not any(place.values()):
        place["city"] = ask(console, "city", one_or_none_of(ids("places")))
        if not place["city"]:
            place["state"] = ask(console, "state", one_or_none_of(ids("states")))
    if not organizers:
        organizers = tuple(ask(console, "organizers", any_of(ids("bodies"))).split())
    homes = answers.homes
    if not groups and not homes:
        groups = tuple(ask(console, "groups", any_of(ids("groups"))).split())
        homes = tuple(ask(console, "from", any_of(ids("states", "places"))).split())
    return replace(answers, place=place, organizers=organizers, groups=groups, homes=homes)


def _taken(opened: Opened) -> dict[str, object]:
    """Say of each id that is taken where it is."""
    records = opened.records
    entries = {id_: entry.where.path for id_, entry in records.registry.entries.items()}
    return {**entries, **{id_: one.where.path for id_, one in records.activities.items()}}


def _wanted(type_: FieldType, opened: Opened) -> Wanted:
    """Say what an answer for a field of some type must be; a short list is shown at once."""
    if type_.type == "choice":
        known: tuple[str, ...] = type_.of
    elif type_.type == "activity":
        known = tuple(opened.records.activities)
    elif NAMED.get(type_.type):
        known = opened.records.registry.ids(*NAMED[type_.type])
    else:
        return some_words()
    if len(known) < SHORT:
        click.echo(", ".join(known))
    return some_of(known) if type_.many else one_of(known)


def _required(kind: Kind) -> dict[str, FieldType]:
    """Give the fields that a kind requires, but for those that have a question of their own."""
    fields = all_fields(kind)
    own = ("when", "where", "organizers", "with", "participants", "figures")
    needed = {n: t for n, t in fields.items() if t.required or n in kind.requires}
    return {name: type_ for name, type_ in needed.items() if name not in own}
