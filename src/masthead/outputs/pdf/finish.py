"""The finishing pass: one file that is both PDF/A-3a and PDF/UA-1, closed so that all can read it.

WeasyPrint writes a file under one standard, and calls this pass before it is saved: nothing is
parsed or saved a second time.
"""

from __future__ import annotations

import base64
import io
import zlib
from typing import Any

import pydyf

VERSION = b"1.7"
END_OF_RDF = b"</rdf:RDF>"
# The mark of PDF/UA-1 (ISO 14289-1, 5) and, since PDF/A lets no property stand undeclared
# (ISO 19005-3, 6.6.2.3), what it is.
ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
# A reader may take the line end before this word as CR LF, and a byte of the data with it.
CUT_SHORT = b"\r\nendstream"


def finish(pdf: Any, direction: str) -> None:
    """Complete what WeasyPrint has made, before it is written."""
    _declare_accessible(pdf)
    _name_attachments_once(pdf.catalog)
    if direction == "rtl":
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream):
            # No reader is to smooth an image (ISO 19005-3, 6.2.8.1).
            part.extra.pop("Interpolate", None)
            _compress(part)


def closed(written: bytes, pdf: Any, size: int) -> bytes:
    """Write a PDF of `size` objects again while one of its last two streams reads short.

    They are made as the file is written, one in 256 ends so; an object more makes them others.
    """
    while CUT_SHORT in written:
        # What was added in writing: the information, the objects' stream and their table.
        del pdf.objects[size:]
        pdf.add_object(pydyf.Dictionary())
        size += 1
        pdf.current_position = 0
        file = io.BytesIO()
        pdf.write(file, VERSION, identifier=True, compress=True)
        written = file.getvalue()
    return written


def _declare_accessible(pdf: Any) -> None:
    """Say in the metadata, beside PDF/A, that the file is PDF/UA; PDF/A-1 readers want it plain."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    said, end, rest = b"\n".join(metadata.stream).rpartition(END_OF_RDF)
    metadata.stream = [said + ACCESSIBLE + end + rest]
    metadata.compress = False


def _name_attachments_once(catalog: Any) -> None:
    """List each associated file once; WeasyPrint finds it among the names and the objects."""
    if "AF" in catalog:
        catalog["AF"] = pydyf.Array(dict.fromkeys(catalog["AF"]))


def _compress(stream: Any) -> None:
    """Compress a stream here and once (pydyf does so twice), not to be cut short."""
    if stream.compress:
        stream.stream = [_deflated(b"\n".join(map(_bytes, stream.stream)), stream.extra)]
        stream.compress = False


def _deflated(plain: bytes, extra: dict[str, str]) -> bytes:
    """Compress data; what ends in CR (the last byte of its checksum) is written as text."""
    data, extra["Filter"] = zlib.compress(plain), "/FlateDecode"
    if data.endswith(b"\r"):
        data, extra["Filter"] = base64.a85encode(data) + b"~>", "[/ASCII85Decode /FlateDecode]"
    return data


def _bytes(item: Any) -> bytes:
    """Give the bytes of what a stream is made of: bytes, an object, or an operator's text."""
    if isinstance(item, pydyf.Object):
        item = item.data
    return bytes(item) if isinstance(item, bytes) else item.encode("ascii")
