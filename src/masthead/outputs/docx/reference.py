"""The reference document: pandoc takes styles, page, headers and footers of its output from it.

It is made anew for each edition, from skeletons, because the symbol and the mark of a sample stand
in the headers, and the language and the direction in the styles.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.outputs.skin import fill_skeleton

SIDES = ("first", "even", "default")
# Each skeleton, and the sides of a page for which it is filled ("" for all at once).
SKELETONS: Mapping[str, tuple[str, ...]] = {
    "word/styles.xml": ("",),
    "word/settings.xml": ("",),
    "word/header.xml": SIDES,
    "word/footer.xml": SIDES,
}
SECTION = "word/section.xml"
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold

# Who made it; pandoc's own says that it was Word, and counts the words of another document.
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Masthead</Application></Properties>"
)

_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT = "document.main"


def make(templates: Path, values: Mapping[str, object]) -> bytes:
    """Fill the skeletons with what an edition says, and pack them: equal values, equal bytes."""
    parts = dict(_parts(templates, values))
    document = fill_skeleton(templates, SECTION, values)
    kinds = {name: name.split("-")[0] for name in parts}
    files = {
        "[Content_Types].xml": _content_types({"document": _DOCUMENT, **kinds}),
        "_rels/.rels": _relations({"document": "officeDocument"}, "word/"),
        "word/_rels/document.xml.rels": _relations(kinds),
        "word/document.xml": document,
        "docProps/app.xml": APP,
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    return _packed(files)


def _parts(templates: Path, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for skeleton, sides in SKELETONS.items():
        for side in sides:
            name = "-".join(part for part in (Path(skeleton).stem, side) if part)
            yield name, fill_skeleton(templates, skeleton, {**values, "side": side})


def _content_types(kinds: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGES}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>{overrides}</Types>'
    )


def _relations(kinds: Mapping[str, str], folder: str = "") -> str:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{folder}{name}.xml"/>'
        for name, kind in kinds.items()
    )
    return f'<Relationships xmlns="{_PACKAGES}/relationships">{relations}</Relationships>'


def _packed(files: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            # A skeleton's first comment leaves an empty line, and XML's own line must be first.
            archive.writestr(zipfile.ZipInfo(name, OLDEST), text.strip())
    return packed.getvalue()
