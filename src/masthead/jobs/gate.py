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
    """Compile documents, and find which of them nothing speaks against."""
    compiled = compile_all(opened, documents, languages)
    problems = [*opened.problems, *(p for one in compiled for p in one.problems)]
    words = {code: tongue.words for code, tongue in opened.tongues.items()}
    problems += [p for one in compiled for p in compare_editions(one.document, one.editions, words)]
    problems += check_frozen(compiled, opened)
    # What has errors already is not held against its original: one slip, one problem.
    for one in [one for one in compiled if _is_ready(one, opened, problems)]:
        problems += compare_said(one.document, one.editions, opened.tongues)
    ready = tuple(one for one in compiled if _is_ready(one, opened, problems))
    return Judged(compiled, tuple(problems), ready)


def _is_ready(compiled: Compiled, opened: Opened, problems: list[Problem]) -> bool:
    """A document is ready if neither it nor what any document rests on has an error."""
    document = compiled.document
    rules = f"content/kinds/{document.kind}.yaml"
    own = {document.path, f"{document.session}/session.yaml", "content/site.yaml", rules}
    mine = [
        problem
        for problem in problems
        if problem.where.path in own
        or (problem in opened.problems and not problem.where.path.startswith("content/"))
    ]
    return bool(compiled.editions) and not has_errors([*compiled.problems, *mine])
