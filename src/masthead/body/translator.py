"""The one translator from nodes to HTML; the PDF and the site print what it writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from docutils import frontend, nodes
from docutils.utils import new_document
from docutils.writers import html5_polyglot

from masthead.body.nodes import fill, inline_nodes
from masthead.model.blocks import Contents, Note
from masthead.model.edition import Edition
from masthead.model.symbol import Symbol

Writer: Any = html5_polyglot.Writer
Settings: Any = frontend.get_default_settings

# An em space stays as wide as it is when the line is justified, and is copied with the text.
TAB = "\N{EM SPACE}"
# On paper, a line would break between the end of a sentence and the call of a note behind it.
JOINER = "\N{WORD JOINER}"


class BodyTranslator(html5_polyglot.HTMLTranslator):
    """Writes headings h2 to h4 with their marks, numbered paragraphs, and their words.

    On paper a number is no link (software that reads aloud would announce each one) and a date no
    element (each costs a PDF's layout two milliseconds).
    """

    def __init__(self, document: nodes.document, *, paper: bool = False) -> None:
        super().__init__(document)
        self.paper = paper
        self.called: set[str] = set()
        self.tag = ""

    def visit_document(self, node: nodes.document) -> None:
        """Begin nothing: the page around the body belongs to a skin."""

    def depart_document(self, node: nodes.document) -> None:
        """End nothing either."""

    def visit_section(self, node: nodes.section) -> None:
        """Count the depth; headings alone show the outline."""
        self.section_level += 1

    def depart_section(self, node: nodes.section) -> None:
        """Count back."""
        self.section_level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Begin a heading with its mark; the first page has printed the document's title."""
        if isinstance(node.parent, nodes.table | nodes.sidebar):
            self._begin_caption(node.parent, "caption" if self._in_table(node) else "p")
        elif "caption" in node:
            self._begin_annex(node)
        elif "mark" in node:
            level, anchor = self.section_level, self.attval(node["anchor"])
            mark = self.encode(node["mark"]) + TAB
            mark = f'<span class="mark">{mark}</span>' if node["mark"] else ""
            self.body.append(f'<h{level} id="{anchor}">{mark}')
        else:
            raise nodes.SkipNode

    def depart_title(self, node: nodes.title) -> None:
        """End a heading."""
        if isinstance(node.parent, nodes.table | nodes.sidebar):
            self.body.append("</caption>\n" if self._in_table(node) else "</p>\n")
        else:
            self.body.append(f"</h{self.section_level}>\n")

    def _in_table(self, node: nodes.title) -> bool:
        return isinstance(node.parent, nodes.table)

    def _begin_caption(self, parent: nodes.Element, tag: str) -> None:
        label = f'<span class="label">{self.encode(parent["mark"])}</span> '
        self.body.append(f'<{tag} class="title">{label if parent["mark"] else ""}')

    def _begin_annex(self, node: nodes.title) -> None:
        level, anchor = self.section_level, self.attval(node["anchor"])
        caption = f'<span class="label">{self.encode(node["caption"])}</span> '
        original = f'<span class="original">{self.encode(node["original"])}</span> '
        caption += original if node["original"] else ""
        self.body.append(f'<h{level} class="annex" id="{anchor}">{caption}')

    def visit_caption(self, node: nodes.caption) -> None:
        """Begin the title of a figure, which stands above its picture."""
        self._begin_caption(node.parent, "figcaption")

    def depart_caption(self, node: nodes.caption) -> None:
        """End the title of a figure."""
        self.body.append("</figcaption>\n")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph; the number of one that has it links to itself and carries its id."""
        if "mark" in node:
            self._begin_numbered(node)
        elif "letter" in node:
            letter = self.encode(node["letter"])
            self.body.append(f'<p class="remark" id="{node["ids"][0]}"><sup>{letter}</sup>{TAB}')
        elif not isinstance(node.parent, nodes.entry | nodes.list_item | nodes.footnote):
            self.body.append(self.starttag(node, "p", ""))

    def _begin_numbered(self, node: nodes.paragraph) -> None:
        number, block = map(self.attval, node["ids"])
        mark = self.encode(node["mark"]) + TAB
        if self.paper:
            # A width of its own is dear to lay out: only "13 bis." needs one.
            names = "no long" if node["suffix"] else "no"
            no = f'<span class="{names}" id="{block}">{mark}</span>'
        else:
            no = f'<a class="no" id="{block}" href="#{number}">{mark}</a>'
        self.body.append(f'<p class="para" id="{number}">{no}')

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End a paragraph."""
        if not isinstance(node.parent, nodes.entry | nodes.list_item | nodes.footnote):
            self.body.append("</p>\n")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """Begin a list; its marks are typed, so that every reader has the same."""
        self.body.append('<ul class="items">\n')

    def depart_enumerated_list(self, node: nodes.Element) -> None:
        """End a list."""
        self.body.append("</ul>\n")

    visit_bullet_list = visit_enumerated_list
    depart_bullet_list = depart_enumerated_list

    def visit_list_item(self, node: nodes.list_item) -> None:
        """Begin an item with its mark."""
        mark = f'<span class="mark">{self.encode(node["mark"])}{TAB}</span>'
        self.body.append(f"{self.starttag(node, 'li', '')}{mark}")

    def depart_list_item(self, node: nodes.list_item) -> None:
        """End an item."""
        self.body.append("</li>\n")

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table."""
        self.body.append(f'<table id="{self.attval(node["ids"][0])}">\n')

    def depart_table(self, node: nodes.table) -> None:
        """End a table."""
        self.body.append("</table>\n")

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        """Print no columns: the cells say how they are aligned."""

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        """End nothing."""

    def visit_colspec(self, node: nodes.colspec) -> None:
        """Print no column."""
        raise nodes.SkipNode

    def visit_row(self, node: nodes.row) -> None:
        """Begin a row."""
        self.body.append("<tr>")

    def depart_row(self, node: nodes.row) -> None:
        """End a row."""
        self.body.append("</tr>\n")

    def visit_entry(self, node: nodes.entry) -> None:
        """Begin a cell; the first of a row is its head."""
        is_head = isinstance(node.parent.parent, nodes.thead)
        self.tag = "th" if is_head or node.parent.index(node) == 0 else "td"
        scope = ' scope="col"' if is_head else ' scope="row"' if self.tag == "th" else ""
        align = "" if node["align"] == "left" else f' class="{node["align"]}"'
        self.body.append(f"<{self.tag}{scope}{align}>")

    def depart_entry(self, node: nodes.entry) -> None:
        """End a cell."""
        self.body.append(f"</{self.tag}>")

    def visit_figure(self, node: nodes.figure) -> None:
        """Begin a figure."""
        self.body.append(f'<figure id="{self.attval(node["ids"][0])}">\n')

    def depart_figure(self, node: nodes.figure) -> None:
        """End a figure."""
        self.body.append("</figure>\n")

    def visit_image(self, node: nodes.image) -> None:
        """Print a picture with the text that stands for it."""
        self.body.append(f'<img src="{node["uri"]}" alt="{self.attval(node["alt"])}">\n')
        raise nodes.SkipNode

    def visit_sidebar(self, node: nodes.sidebar) -> None:
        """Begin a frame: a box or the summary."""
        self.body.append(f'<div class="box" id="{self.attval(node["ids"][0])}" role="group">\n')

    def depart_sidebar(self, node: nodes.sidebar) -> None:
        """End a frame."""
        self.body.append("</div>\n")

    def visit_container(self, node: nodes.container) -> None:
        """Begin what keeps a table and its remarks together, or the notes of a page."""
        if self.paper and "notes" in node["classes"]:
            raise nodes.SkipNode  # on paper a note stands at the foot of its call's page
        # A wide table scrolls on a narrow screen: whoever has only a keyboard must reach it.
        label = self.attval(node["label"]) if "label" in node else ""
        reached = f' tabindex="0" role="group" aria-label="{label}"' if label else ""
        reached = "" if self.paper else reached
        self.body.append(f'<div class="{" ".join(node["classes"])}"{reached}>\n')

    def depart_container(self, node: nodes.container) -> None:
        """End it."""
        self.body.append("</div>\n")

    def visit_contents(self, node: nodes.Element) -> None:
        """Print the contents on paper; a page of the site has them beside the text."""
        if self.paper:
            self.body.append(_contents(node["contents"], self.encode))
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Begin a note at the end of the page, with a link back to its call."""
        number = node["number"]
        mark = f'<a href="#call-{number}">{self.encode(node["mark"])}</a>'
        self.body.append(f'<p class="footnote" id="note-{number}"><sup>{mark}</sup>{TAB}')

    def depart_footnote(self, node: nodes.footnote) -> None:
        """End a note."""
        self.body.append("</p>\n")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Print a call; on paper the first call of a note carries the note."""
        note = self.document["notes"].get(node["note"])
        text = self.encode(node.astext())
        if self.paper:
            self.body.append(JOINER)
        if note is None:
            self.body.append(f'<sup><a href="#{self.attval(node["note"])}">{text}</a></sup>')
        elif note.id in self.called:
            self.body.append(f'<sup><a href="#note-{note.number}">{text}</a></sup>')
        elif self.paper:
            words = "".join(self._printed(note))
            self.body.append(f'<span class="footnote" data-mark="{text}">{words}</span>')
        else:
            link = f'<a id="call-{note.number}" href="#note-{note.number}">{text}</a>'
            self.body.append(f"<sup>{link}</sup>")
        self.called.add(node["note"])
        raise nodes.SkipNode

    def _printed(self, note: Note) -> list[str]:
        inner = BodyTranslator(self.document, paper=True)
        for node in inline_nodes(note.inlines):
            node.walkabout(inner)
        return list(inner.body)

    def visit_inline(self, node: nodes.inline) -> None:
        """Begin a date that machines can read, or words in another language."""
        if "lang" in node:
            self.body.append(f"<span{_spoken(node['lang'], node['dir'])}>")
        if "datetime" in node and not self.paper:
            self.body.append(f'<time datetime="{self.attval(node["datetime"])}">')

    def depart_inline(self, node: nodes.inline) -> None:
        """End a date, or words in another language."""
        if "lang" in node:
            self.body.append("</span>")
        if "datetime" in node and not self.paper:
            self.body.append("</time>")

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link: to a place of the page, to another document, or to the outside."""
        href, spoken = node["refuri"], node.get("hreflang", "")
        if "symbol" in node:
            up = "../" * (_folder(self.document["symbol"]).count("/") + 1)
            there = f"../{spoken}/" if spoken else ""
            href = f"{up}{there}{_folder(node['symbol'])}/{href}"
        marked = f' hreflang="{self.attval(spoken)}"' if spoken else ""
        self.body.append("" if self._is_bare(node) else f'<a href="{self.attval(href)}"{marked}>')

    def depart_reference(self, node: nodes.reference) -> None:
        """End a link."""
        self.body.append("" if self._is_bare(node) else "</a>")

    def _is_bare(self, node: nodes.reference) -> bool:
        """Tell a link that leads nowhere on paper: to another page of the site."""
        return self.paper and "symbol" in node


def _contents(listed: Contents, encode: Callable[[str], str]) -> str:
    """Print the lines of the contents; the pages are counted where the text is laid out."""
    names = (listed.chapter, listed.paragraphs, listed.page)
    heads = "".join(f'<th scope="col">{encode(name)}</th>' for name in names)
    rows = "".join(
        f'<tr class="level-{row.level}"><td><span class="mark">{encode(row.mark)}{TAB}</span>'
        f'<a href="#{row.anchor}"{_spoken(row.language, row.direction)}>{encode(row.text)}</a></td>'
        f'<td>{encode(row.paragraphs)}</td><td data-target="#{row.anchor}"></td></tr>\n'
        for row in listed.rows
    )
    title = f'<p class="title">{encode(listed.title)}</p>\n'
    return (
        f'{title}<table class="toc"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'
    )


def _spoken(language: str, direction: str) -> str:
    """Say the language of an element, if it is another than the page's, and how that is read."""
    return f' lang="{language}" dir="{direction}"' if language else ""


def _folder(symbol: str) -> str:
    parsed = Symbol.parse(symbol)
    return parsed.path if isinstance(parsed, Symbol) else symbol


def render_body(edition: Edition, *, paper: bool = False) -> str:
    """Print the blocks of an edition as HTML, without the page around them."""
    return print_tree(as_tree(edition), paper=paper)


def as_tree(edition: Edition) -> nodes.document:
    """Make an edition a document of docutils, to be printed, and read for a search."""
    return fill(new_document("", _settings()), edition)


def print_tree(tree: nodes.document, *, paper: bool = False) -> str:
    """Print what `as_tree` made as HTML."""
    translator = BodyTranslator(tree, paper=paper)
    tree.walkabout(translator)
    return "".join(translator.body)


@cache
def _settings() -> Any:
    """Give docutils' settings; its style sheets stay on its shelf, unread."""
    settings = Settings(Writer)
    settings.stylesheet_path = settings.stylesheet = None
    return settings
