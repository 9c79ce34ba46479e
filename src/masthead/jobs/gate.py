"""The gate: what keeps a document from being published, found before anything is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from masthead.compile import Compiled
from masthead.jobs.comparison import compare_said
from masthead.jobs.concordance import compare_editions
from masthead.jobs.frozen import check_frozen
from masthead.jobs.prepare import Opened, compile_all
from masthead.model.document import Document
from masthead.model.problem import Problem, has_errors


class Judged(NamedTuple):
    """Documents as compiled, all problems of the project and of them, and which are ready."""

    compiled: tuple[Compiled, ...]
    problems: tuple[Problem, ...]
    ready: tuple[Compiled, ...]


def judge(
    opened: Opened, documents: Iterable[Document], languages: Collection[str] | None = None
) -> Judged:
    """Compile documents, and find which of them nothing speaks against.

    Of some languages only, the original is compiled too: an edition is compared with it.
    """
    compiled = _compiled(opened, documents, languages)
    words = {code: tongue.words for code, tongue in opened.tongues.items()}
    found = [problem for one in compiled for problem in one.problems]
    found += [p for one in compiled for p in compare_editions(one.document, one.editions, words)]
    found += check_frozen(compiled, opened)
    sound = [one for one in compiled if _is_sound(one, opened, found)]
    # What has errors already is not held against its original: one slip, one problem.
    said = [[*compare_said(one.document, one.editions, opened.tongues)] for one in sound]
    ready = tuple(one for one, told in zip(sound, said, strict=True) if not has_errors(told))
    return Judged(compiled, (*opened.problems, *found, *(p for told in said for p in told)), ready)


def _compiled(
    opened: Opened, documents: Iterable[Document], languages: Collection[str] | None
) -> tuple[Compiled, ...]:
    if languages is None:
        return compile_all(opened, documents)
    asked = [d for d in documents if not set(languages).isdisjoint(d.languages)]
    return tuple(
        one
        for document in asked
        for one in compile_all(opened, [document], {*languages, document.original})
    )


def _is_sound(compiled: Compiled, opened: Opened, found: Iterable[Problem]) -> bool:
    """A document is sound if neither it nor what any document rests on has an error."""
    document = compiled.document
    rules = f"content/kinds/{document.kind}.yaml"
    own = {document.path, f"{document.session}/session.yaml", "content/site.yaml", rules}
    rest = (p for p in opened.problems if not p.where.path.startswith("content/"))
    mine = (p for p in (*opened.problems, *found) if p.where.path in own)
    return bool(compiled.editions) and not has_errors([*compiled.problems, *rest, *mine])
