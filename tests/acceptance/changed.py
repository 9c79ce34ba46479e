"""The repository with files changed in memory only, for tests that read it hundreds of times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from acceptance.copies import REPORT, SPOKEN
from projects import ROOT

from masthead.model.problem import Problem
from masthead.project import Mark, Project, Source


class Changed(Project):
    """The repository in two languages, with one file changed."""

    files: Mapping[str, str]
    language: str

    def _replace(self, **changed: Any) -> Changed:  # type: ignore[override]
        """Stay what it is, with other limits."""
        other = super()._replace(**changed)
        vars(other).update(vars(self))
        return other

    def languages(self) -> tuple[str, ...]:
        return ("en", self.language)

    def marks(self, folder: str) -> Iterator[Mark]:
        """Give what is changed in memory a mark of its own."""
        for mark in super().marks(folder):
            changed = self.files.get(mark.name)
            yield mark if changed is None else mark._replace(number=crc32(changed.encode()))

    def _opened(self, name: str) -> Source | Problem:
        return (
            Source(name, self.files[name].encode()) if name in self.files else super()._opened(name)
        )


def with_files(language: str, files: Mapping[str, str]) -> Changed:
    """Give the repository with the report in English and one language, and some files changed."""
    page = files.get(REPORT) or (ROOT / REPORT).read_text("utf-8")
    project = Changed(ROOT)
    project.language = language
    spoken = SPOKEN.sub(f"languages: [en, {language}]", page, count=1)
    project.files = {**files, REPORT: spoken}
    return project


def with_file(language: str, file: str, text: str) -> Changed:
    """Give it with one file changed."""
    return with_files(language, {file: text})
