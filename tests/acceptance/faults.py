"""Three faults of a writer: a paragraph renumbered, exchanged with the next, or dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from acceptance.copies import Copy

from masthead.model.blocks import Paragraph
from masthead.model.edition import Edition

FAULTS = ("renumbered", "swapped", "dropped")
# Templates are a project's own, so they can do to a real build what a fault of ours would.
SPOILERS = {
    "renumbered": "{{ (body | string).replace('para-17', 'para-71')"
    ".replace('>17.', '>71.') | safe }}",
    "swapped": "{% for line in (body | string).split('\\n') %}"
    "{% if 'id=\"para-17\"' in line %}{% set kept.line = line %}"
    "{% else %}{{ line | safe }}\n"
    "{% if 'id=\"para-18\"' in line %}{{ kept.line | safe }}\n{% endif %}{% endif %}{% endfor %}",
    "dropped": "{% for line in (body | string).split('\\n') %}"
    "{% if 'id=\"para-17\"' not in line %}{{ line | safe }}\n{% endif %}{% endfor %}",
}
SKELETONS = {"site": "templates/site/page.html", "pdf": "templates/print/page.html"}


def spoil_page(page: bytes, fault: str) -> bytes:
    """Renumber paragraph 17, exchange it with 18, or drop it, as a broken writer would."""
    lines = page.decode("utf-8").split("\n")
    here, next_ = (
        next(n for n, line in enumerate(lines) if f'id="para-{number}"' in line)
        for number in (17, 18)
    )
    if fault == "renumbered":
        lines[here] = re.sub(r"(para-|>)17\b", r"\g<1>71", lines[here])
    elif fault == "swapped":
        lines[here], lines[next_] = lines[next_], lines[here]
    else:
        del lines[here]
    return "\n".join(lines).encode()


def spoil_edition(edition: Edition, fault: str) -> Edition:
    """Do the same to an edition."""
    blocks = list(edition.blocks)
    here, next_ = (
        next(n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.number == number)
        for number in (17, 18)
    )
    if fault == "renumbered":
        blocks[here] = replace(blocks[here], number=71, mark="71.")
    elif fault == "swapped":
        blocks[here], blocks[next_] = blocks[next_], blocks[here]
    else:
        del blocks[here]
    return replace(edition, blocks=tuple(blocks))


def spoil_skeleton(copy: Copy, format_: str, fault: str) -> None:
    """Do the same to every page that a project prints."""
    spoiler = "{% set kept = namespace(line='') %}\n" + SPOILERS[fault]
    copy.replace(SKELETONS[format_], "{{ body | safe }}", spoiler)
