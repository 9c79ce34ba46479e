"""The program's memory: what is asked again of a project that has not changed is answered at once.

It stands before the verbs, and nothing that a verb needs is loaded for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from masthead.cli.options import Options
from masthead.jobs.answers import Answer, Asked, ask, recall, remember

# The verbs that leave a project as it was the last time, and the answers that are worth keeping.
STATUSES: Mapping[str, frozenset[int]] = {"build": frozenset({0}), "check": frozenset({0, 1})}
# What is built elsewhere is built each time, and who asks for reasons wants more than an answer.
NEVER = ("--output", "--explain", "--help", "-h")


@contextmanager
def remembering(options: Options, words: Sequence[str]) -> Iterator[None]:
    """Answer a question from memory and end; or keep the answer that is given inside."""
    asked = _asked(options, words)
    known = recall(asked) if asked else None
    options.looks.extend([asked.snapshot] if asked else ())
    if known is not None:
        for text, err in known.said:
            click.echo(text, err=err)
        raise click.exceptions.Exit(known.status)
    try:
        yield
    except click.exceptions.Exit as ended:
        _keep(asked, words, options, ended.exit_code)
        raise
    _keep(asked, words, options, 0)


def _keep(asked: Asked | None, words: Sequence[str], options: Options, status: int) -> None:
    if asked and status in STATUSES[words[0]]:
        remember(asked, Answer((*options.said, *options.later), status))


def _asked(options: Options, words: Sequence[str]) -> Asked | None:
    named = bool(words) and words[0] in STATUSES
    if not named or any(word.startswith(NEVER) for word in words):
        return None
    project = options.project()
    return ask(project, (options.language, *words)) if project else None
