"""The gate: what keeps a document from being published, found before anything is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from masthead.compile import compile_document
from masthead.jobs.comparison import compare_said
from masthead.jobs.concordance import compare_editions
from masthead.jobs.frozen import check_frozen
from masthead.jobs.prepare import Opened
from masthead.jobs.verdicts import Verdict, Witness, head_of, recall, remember
from masthead.model.document import Document
from masthead.model.problem import Problem, has_errors


class Judged(NamedTuple):
    """Documents with their editions, all problems of the project and of them; which are ready."""

    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    ready: tuple[Verdict, ...]


def judge(
    opened: Opened, documents: Iterable[Document], languages: Collection[str] | None = None
) -> Judged:
    """Compile documents, and find which of them nothing speaks against.

    Of some languages only, the original is compiled too: an edition is compared with it.
    """
    wanted = ((document, _wanted(document, languages)) for document in documents)
    verdicts = tuple(_verdict(document, opened, codes) for document, codes in wanted if codes)
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


def _verdict(document: Document, opened: Opened, languages: tuple[str, ...]) -> Verdict:
    """Compile a document and hold its editions against each other, if that was not done before."""
    if not _is_clear(document, opened, opened.problems):
        # What has errors already is not held against its original: one slip, one problem.
        return _compiled(Witness(document, opened), languages, compares=False)
    known = recall(opened, document, languages)
    if known is not None:
        return known
    witness = Witness(document, opened)
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
    heads = {code: head_of(edition) for code, edition in compiled.editions.items()}
    return Verdict(document, compiled.editions, tuple(problems), heads)


def _is_sound(verdict: Verdict, opened: Opened, found: Iterable[Problem]) -> bool:
    """A document is sound if neither it nor what any document rests on has an error."""
    problems = (*opened.problems, *found)
    return not has_errors(verdict.problems) and _is_clear(verdict.document, opened, problems)


def _is_clear(document: Document, opened: Opened, problems: Iterable[Problem]) -> bool:
    """Tell whether nothing is wrong with what a document rests on."""
    rules = f"content/kinds/{document.kind}.yaml"
    shared = f"{document.session}/session.yaml", "content/site.yaml", rules
    own = {document.path, *document.beside, *shared}
    rest = (p for p in opened.problems if not p.where.path.startswith("content/"))
    return not has_errors([*rest, *(p for p in problems if p.where.path in own)])
