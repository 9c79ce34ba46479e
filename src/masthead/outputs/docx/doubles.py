"""A double in dots beside each drawing of a Word file: programs that know no SVG show that one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import resvg_py

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
# pandoc gives a drawing the frame of a picture, and leaves the picture out.
DRAWING = re.compile(
    r"""
    (?P<frame><wp:extent[ ]cx="(?P<wide>\d+)"[ ]cy="(?P<high>\d+)"(?:(?!</w:drawing>).)*?<a:blip)
    (?P<rest>>(?:(?!</w:drawing>).)*?<asvg:svgBlip[ ][^>]*r:embed="(?P<id>[^"]+)")
    """,
    re.DOTALL | re.VERBOSE,
)
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
EMU = 914_400  # of Word's units in an inch
UNITS = 96  # of a drawing in an inch
DOTS = 300  # an inch, as print wants them
MOST_DOTS = 3_300  # the height of a page: a drawing can be of any shape


def add_doubles(packed: bytes) -> bytes:
    """Put a picture of each drawing beside it; a file without one stays as it is."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = {info.filename: (info, archive.read(info)) for info in archive.infolist()}
    info, body = parts[BODY]
    text = body.decode("utf-8")
    drawn = {found["id"]: found for found in DRAWING.finditer(text)}
    if not drawn:
        return packed
    files = {name: data for name, (_, data) in parts.items()}
    doubles = {id_: _double(found, files) for id_, found in drawn.items()}
    files[BODY] = DRAWING.sub(_shown, text).encode("utf-8")
    related = "".join(
        f'<Relationship Type="{IMAGE}" Id="{id_}png" Target="media/{id_}.png" />' for id_ in doubles
    )
    files[RELATIONS] = _before(files[RELATIONS], b"</Relationships>", related)
    typed = "".join(
        f'<Override PartName="/word/media/{id_}.png" ContentType="image/png" />' for id_ in doubles
    )
    files[TYPES] = _before(files[TYPES], b"</Types>", typed)
    added = {f"word/media/{id_}.png": picture for id_, picture in doubles.items()}
    return _packed({**files, **added}, {name: info for name, (info, _) in parts.items()}, info)


def _shown(found: re.Match[str]) -> str:
    return f'{found["frame"]} r:embed="{found["id"]}png"{found["rest"]}'


def _double(found: re.Match[str], files: Mapping[str, bytes]) -> bytes:
    """Draw a drawing in dots, as large as it is printed."""
    wide, high = (round(int(found[side]) / EMU * DOTS) for side in ("wide", "high"))
    longer = max(1, min(MOST_DOTS, max(wide, high)))
    return resvg_py.svg_to_bytes(
        svg_string=files[f"word/media/{found['id']}.svg"].decode("utf-8"),
        width=longer if wide >= high else None,
        height=longer if wide < high else None,
        dpi=UNITS,
        background="#ffffff",
    )


def _before(xml: bytes, tag: bytes, added: str) -> bytes:
    start, found, rest = xml.partition(tag)
    return start + added.encode() + found + rest


def _packed(
    files: Mapping[str, bytes], infos: Mapping[str, zipfile.ZipInfo], like: zipfile.ZipInfo
) -> bytes:
    """Pack the parts as they were packed before; what is new is as old as the text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            new = zipfile.ZipInfo(name, infos.get(name, like).date_time)
            new.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(new, data)
    return packed.getvalue()
