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
    may_know = not any(word.startswith(ANEW) for word in words)
    known = recall(asked) if may_know else None
    if known is not None:
        for text, err in known.said:
            click.echo(text, err=err)
        raise click.exceptions.Exit(known.status)
    try:
        yield
    except click.exceptions.Exit as ended:
        if may_know:
            _keep(asked, words[0], options, ended.exit_code)
        raise
    if may_know:
        _keep(asked, words[0], options, 0)


def _keep(asked: Asked, verb: str, options: Options, status: int) -> None:
    if status in STATUSES[verb]:
        remember(asked, Answer((*options.said, *options.later), status))
