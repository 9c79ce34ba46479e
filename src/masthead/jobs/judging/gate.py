"""The gate: what keeps a document from being published, found before anything is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from masthead.compile import compile_document
from masthead.jobs.cores import CAN_FORK
from masthead.jobs.judging.comparison import compare_said
from masthead.jobs.judging.concordance import compare_editions
from masthead.jobs.judging.frozen import check_frozen
from masthead.jobs.judging.verdicts import (
    Judge,
    Verdict,
    Wanted,
    Witness,
    recall,
    remember,
    verdict_of,
)
from masthead.jobs.prepare import Opened
from masthead.model.document import Document
from masthead.model.problem import Problem, has_errors

# Fewer documents are sooner judged than processes are there to do it.
WORTH = 4


class Judged(NamedTuple):
    """Documents with their editions, all problems of the project and of them; which are ready."""

    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    ready: tuple[Verdict, ...]


def judge(
    opened: Opened,
    documents: Iterable[Document],
    languages: Collection[str] | None = None,
    workers: int = 1,
) -> Judged:
    """Compile documents, and find which of them nothing speaks against.

    Of some languages only, the original is compiled too: an edition is compared with it. Many that
    are not known from the last time are compiled by some workers.
    """
    wanted = [(d, codes) for d in documents if (codes := _wanted(d, languages))]
    known = [_known(document, opened, codes) for document, codes in wanted]
    left = [one for one, verdict in zip(wanted, known, strict=True) if verdict is None]
    made = _made(left, partial(_verdict, opened), workers)
    verdicts = tuple(next(made) if verdict is None else verdict for verdict in known)
    found = [problem for verdict in verdicts for problem in verdict.problems]
    found += check_frozen(verdicts, opened)
    ready = tuple(one for one in verdicts if one.editions and _is_sound(one, opened, found))
    return Judged(verdicts, (*opened.problems, *found), ready)


def _wanted(document: Document, languages: Collection[str] | None) -> tuple[str, ...]:
    if languages is None:
        return document.languages
    if set(languages).isdisjoint(document.languages):
        return ()
    return tuple(code for code in document.languages if code in (*languages, document.original))


def _made(wanted: Sequence[Wanted], verdict: Judge, workers: int) -> Iterator[Verdict]:
    """Judge documents by some workers, if there are enough of them."""
    if CAN_FORK and workers > 1 and len(wanted) >= WORTH:
        # What starts processes is a thirtieth of a check, and most projects need none.
        from masthead.jobs.judging.apart import judge_apart  # noqa: PLC0415

        return judge_apart(wanted, verdict, workers)
    return (verdict(*one) for one in wanted)


def _known(document: Document, opened: Opened, languages: tuple[str, ...]) -> Verdict | None:
    clear = _is_clear(document, opened, opened.problems)
    return recall(opened, document, languages) if clear else None


def _verdict(opened: Opened, document: Document, languages: tuple[str, ...]) -> Verdict:
    """Compile a document, and hold its editions against each other."""
    witness = Witness(document, opened)
    if not _is_clear(document, opened, opened.problems):
        # What has errors already is not held against its original: one slip, one problem.
        return _compiled(witness, languages, compares=False)
    verdict = _compiled(witness, languages, compares=True)
    remember(witness, verdict, languages)
    return verdict


def _compiled(witness: Witness, languages: tuple[str, ...], *, compares: bool) -> Verdict:
    document, tongues = witness.document, witness.tongues
    compiled = compile_document(document, witness.records, tongues, languages)
    words = {code: tongue.words for code, tongue in tongues.items()}
    problems = [*compiled.problems, *compare_editions(document, compiled.editions, words)]
    if compares and not has_errors(problems):
        problems += compare_said(document, compiled.editions, tongues)
    return verdict_of(document, compiled.editions, problems)


def _is_sound(verdict: Verdict, opened: Opened, found: Iterable[Problem]) -> bool:
    """A document is sound if neither it nor what any document rests on has an error."""
    problems = (*opened.problems, *found)
    return not has_errors(verdict.problems) and _is_clear(verdict.document, opened, problems)


def _is_clear(document: Document, opened: Opened, problems: Iterable[Problem]) -> bool:
    """Tell whether nothing is wrong with what a document rests on."""
    rules = f"content/kinds/{document.kind}.yaml"
    shared = f"{document.session}/session.yaml", "content/site.yaml", rules
    own = {document.path, *opened.past.shown.get(document.path, ()), *shared}
    rest = (p for p in opened.problems if not p.where.path.startswith("content/"))
    return not has_errors([*rest, *(p for p in problems if p.where.path in own)])
