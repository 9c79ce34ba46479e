"""The list of terms, as others fill it: what a glossary has goes into the project's list."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.jobs.prepare import Opened
from masthead.language import Added, Term, add_terms
from masthead.language.glossary import read_glossary
from masthead.language.terminology import PATH
from masthead.model.problem import Problem
from masthead.project import Project, Source, own_words


def add_glossary(opened: Opened, source: Source) -> Added | tuple[Problem, ...]:
    """Add the terms of a glossary; if any of it cannot be read, nothing is written."""
    problems: list[Problem] = []
    original = opened.records.profile.original
    terms = read_glossary(source, tuple(opened.tongues), original, problems.append)
    return tuple(problems) if problems else add(opened.project, terms)


def add(project: Project, terms: Iterable[Term]) -> Added | tuple[Problem, ...]:
    """Add terms to a project's list, and languages to those that it has; gives what was done.

    Nothing of the list is changed or lost. If it cannot be read, nothing is written.
    """
    source = project.read(PATH) if project.has(PATH) else Source(PATH, b"")
    if isinstance(source, Problem):
        return (source,)
    languages = sorted({*project.languages(), *own_words().languages()})
    done = add_terms(source, terms, languages)
    if isinstance(done, Added) and done.text.encode() != source.data:
        project.write(PATH, done.text)
    return done
