"""An edition: a document in one language, numbered, its facts said, its references resolved.

This is the waist of the program. Everything before it makes editions; everything after it only
prints them. `to_json` and `from_json` carry one over a file or a wire and back, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.model.blocks import Block, Contents, Heading, Inlines, Note, Paragraph, passages
from masthead.model.inlines import Text


@dataclass(frozen=True, slots=True)
class Masthead:
    """The lines of the first page, said in the edition's language (un-style.md 1.1).

    Optional lines are empty strings. `notes` are the asterisk notes in order of appearance, each
    a pair of mark and text; `item` and `sponsors` carry their marks already ("... provisional
    agenda*"), the marks of the symbol, the title and the author stand beside them. `also` is the
    second symbol of a document that has two; `body` the subsidiary body whose principal organ is
    `organ`; `modifications` are "Addendum", "Corrigendum". `job` is the job number of this
    edition, `job_line` how page 1 prints it: "V.30-00012 (E)". `block_language` is that of the
    distribution block (distribution, date, languages), where it is another than the edition's; then
    `day` is the date in the edition's own, for lists of documents.
    """

    organization: str
    organ: str
    distribution: str
    date: str
    languages: tuple[str, ...]
    session: str
    venue: str
    item: str
    item_title: str
    author: str
    notes: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    symbol_mark: str = ""
    body: str = ""
    sponsors: str = ""
    title_mark: str = ""
    modifications: tuple[str, ...] = ()
    author_mark: str = ""
    job: str = ""
    job_line: str = ""
    block_language: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class StatusMark:
    """What an edition that is not official says on every page, and the link it gives."""

    status: str
    text: str
    detail: str
    link: str
    link_text: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What of an edition is not in words of its language that somebody stands by.

    `marked` are the passages that stand in the language of the original, `omitted` those that are
    left out; `text` is what the first page says of them.
    """

    marked: tuple[str, ...]
    omitted: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """An edition of this document, for the switch of languages."""

    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in one language, ready to print; nothing in it is left to count or translate.

    `subject` is what the document is about, for the metadata; `date` the masthead's date in
    ISO 8601; `siblings` every edition of the document, this one among them.
    """

    symbol: str
    language: str
    direction: str
    letter: str
    title: str
    subject: str
    date: str
    original: str
    status: StatusMark | None
    masthead: Masthead
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    contents: Contents | None
    siblings: tuple[Sibling, ...]
    unconfirmed: Unconfirmed | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """Go through the numbered paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph) and block.number)

    def headings(self) -> Iterator[Heading]:
        """Go through the headings in order."""
        return (block for block in self.blocks if isinstance(block, Heading))

    def passages(self, *, parts: bool = True) -> Iterator[tuple[str, Inlines]]:
        """Go through all that the edition says below its masthead, each passage with its id.

        `parts` of tables and figures are cells, remarks and the text for a picture.
        """
        yield "title", (Text(self.title),)
        yield from passages(self.blocks, parts=parts)
        yield from ((note.id, note.inlines) for note in self.notes)
