"""The program's memory: what is asked again of a project that has not changed is answered at once.

It stands before the verbs, and nothing that a verb needs is loaded for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from masthead.cli.options import Options
from masthead.jobs.known.answers import Answer, Asked, ask, recall, remember

# The verbs that leave a project as it was the last time, and the answers that are worth keeping.
STATUSES: Mapping[str, frozenset[int]] = {
    "build": frozenset({0}),
    "check": frozenset({0, 1}),
    "ledger": frozenset({0, 1}),
    "say": frozenset({0}),
}
# What is built elsewhere is built each time, and who asks for reasons wants more than an answer.
ANEW = ("--output", "--explain", "--help", "-h")


@contextmanager
def remembering(options: Options, words: Sequence[str]) -> Iterator[None]:
    """Answer a question from memory and end; or keep the answer that is given inside."""
    project = options.project() if words and words[0] in STATUSES else None
    if project is None:
        yield
        return
    asked = ask(project, (options.language, *words), of_bytes=words[0] == "build")
    options.looks.append(asked.snapshot)
    anew = any(word.startswith(ANEW) for word in words)
    statuses = frozenset() if anew else STATUSES[words[0]]
    known = None if anew else recall(asked)
    if known is not None:
        for text, err in known.said:
            click.echo(text, err=err)
        raise click.exceptions.Exit(known.status)
    try:
        yield
    except click.exceptions.Exit as ended:
        _keep(asked, statuses, options, ended.exit_code)
        raise
    _keep(asked, statuses, options, 0)


def _keep(asked: Asked, statuses: frozenset[int], options: Options, status: int) -> None:
    """Keep an answer with one of some statuses, and the store within its bounds in any case."""
    if status in statuses:
        remember(asked, Answer((*options.said, *options.later), status))
    asked.store.trim()
