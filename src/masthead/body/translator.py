"""The one translator from nodes to HTML; the PDF and the site print what it writes."""

from __future__ import annotations

from functools import cache
from typing import Any

from docutils import frontend, nodes
from docutils.utils import new_document
from docutils.writers import html5_polyglot

from masthead.body.nodes import fill
from masthead.model.edition import Edition

Writer: Any = html5_polyglot.Writer
Settings: Any = frontend.get_default_settings

# An em space stays as wide as it is when the line is justified, and is copied with the text.
TAB = "\N{EM SPACE}"


class BodyTranslator(html5_polyglot.HTMLTranslator):
    """Writes headings h2 to h4 with their marks, numbered paragraphs, and their words.

    Sphinx hands a builder over and finds the same HTML in `fragment` as `render_body` gives. On
    paper a number is no link (software that reads aloud would announce each one) and a date no
    element (each costs a PDF's layout two milliseconds).
    """

    def __init__(
        self, document: nodes.document, builder: object = None, *, paper: bool = False
    ) -> None:
        super().__init__(document)
        self.builder = builder
        self.paper = paper

    def visit_document(self, node: nodes.document) -> None:
        """Begin nothing: the page around the body belongs to a skin."""

    def depart_document(self, node: nodes.document) -> None:
        """Hand the body over where a docutils writer and Sphinx look for it."""
        self.fragment = self.body

    def visit_section(self, node: nodes.section) -> None:
        """Count the depth; headings alone show the outline."""
        self.section_level += 1

    def depart_section(self, node: nodes.section) -> None:
        """Count back."""
        self.section_level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Begin a heading with its mark; the first page has printed the document's title."""
        if "mark" not in node:
            raise nodes.SkipNode
        level, anchor = self.section_level, self.attval(node["anchor"])
        mark = self.encode(node["mark"]) + TAB
        mark = f'<span class="mark">{mark}</span>' if node["mark"] else ""
        self.body.append(f'<h{level} id="{anchor}">{mark}')

    def depart_title(self, node: nodes.title) -> None:
        """End a heading."""
        self.body.append(f"</h{self.section_level}>\n")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a numbered paragraph: the number links to itself and carries the block's id."""
        if "mark" not in node:
            self.body.append("<p>")
            return
        number, block = map(self.attval, node["ids"])
        mark = self.encode(node["mark"]) + TAB
        if self.paper:
            no = f'<span class="no" id="{block}">{mark}</span>'
        else:
            no = f'<a class="no" id="{block}" href="#{number}">{mark}</a>'
        self.body.append(f'<p class="para" id="{number}">{no}')

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End a paragraph."""
        self.body.append("</p>\n")

    def visit_inline(self, node: nodes.inline) -> None:
        """Begin a date that machines can read."""
        if "datetime" in node and not self.paper:
            self.body.append(f'<time datetime="{self.attval(node["datetime"])}">')

    def depart_inline(self, node: nodes.inline) -> None:
        """End a date."""
        if "datetime" in node and not self.paper:
            self.body.append("</time>")

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link, to a paragraph or to the outside."""
        self.body.append(f'<a href="{self.attval(node["refuri"])}">')

    def depart_reference(self, node: nodes.reference) -> None:
        """End a link."""
        self.body.append("</a>")

    def visit_compact_paragraph(self, node: nodes.Element) -> None:
        """Print the paragraphs of Sphinx's own lists as bare words."""

    def depart_compact_paragraph(self, node: nodes.Element) -> None:
        """End bare words."""

    def visit_toctree(self, node: nodes.Element) -> None:
        """Leave Sphinx's tables of contents out; the skin prints ours."""
        raise nodes.SkipNode


def render_body(edition: Edition, *, paper: bool = False) -> str:
    """Print the blocks of an edition as HTML, without the page around them."""
    document = fill(new_document("", _settings()), edition)
    translator = BodyTranslator(document, paper=paper)
    document.walkabout(translator)
    return "".join(translator.fragment)


@cache
def _settings() -> Any:
    """Give docutils' settings; its style sheets stay on its shelf, unread."""
    settings = Settings(Writer)
    settings.stylesheet_path = settings.stylesheet = None
    return settings
