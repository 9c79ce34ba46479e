"""Checks of terms: what an edition calls a thing is what the list of terms calls it."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.compile.assemble import Telling
from masthead.compile.checked import Checked
from masthead.compile.standing import State
from masthead.model.problem import error, warning
from masthead.notation import Report

# There is no text, or one of another source, which is reported as that.
UNHELD = (State.MISSING, State.SOURCE_CHANGED)


def check_terms(checked: Checked, report: Report) -> None:
    """A translation says the terms of its source, each in a form that the list has."""
    if checked.bench.is_original:
        return
    theirs, ours = checked.bench.original.lexicon, checked.bench.tongue.lexicon
    for telling in _written(checked):
        said = theirs.spoken(telling.source.text)
        for id_ in ours.lacking(said, telling.prose.text) if said else ():
            where, write = telling.prose.at(0), ours.write(id_)
            named = {"term": said[id_], "language": checked.language.code}
            report(warning(where, "T060", **named, write=write))


def check_wrong_terms(checked: Checked, report: Report) -> None:
    """What the list says that a thing must not be called, no passage calls it."""
    lexicon = checked.bench.tongue.lexicon
    for telling in _written(checked):
        for found in lexicon.wrong(telling.prose.text):
            write = lexicon.write(found.terms[0])
            report(error(telling.prose.at(found.start), "T061", said=found.text, write=write))


def _written(checked: Checked) -> Iterator[Telling]:
    """Go through the passages and the text fields that somebody wrote."""
    for telling in (*checked.tellings, *checked.printed):
        if not telling.is_drafted and telling.standing.state not in UNHELD:
            yield telling
