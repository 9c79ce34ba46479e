"""Pictures in dots: a PNG is looked through, so that nothing behind us has to trust it.

What it says of itself is compared with what it holds, chunk by chunk, in a memory that does not
grow with what is packed in it (PNG specification, third edition: 5, 7, 11).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from masthead.model.limits import Limits

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Samples of a dot by the type of colour, and how many bits one may have.
CHANNELS: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS: Mapping[int, tuple[int, ...]] = {
    0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16),
}  # fmt: skip
PALETTE = 3
# Where the dots of each pass begin, and how far they are apart (Adam7).
WHOLE = ((0, 0, 1, 1),)
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
         (0, 1, 1, 2))  # fmt: skip
# What is packed beside the dots, and how many zeros stand before it: texts, a profile of colours.
PACKED = {b"zTXt": 1, b"iCCP": 1, b"iTXt": 3}
MOST_PACKED = 4 * 1024 * 1024
MOVES = (b"acTL", b"fcTL", b"fdAT")
PIECE = 1024 * 1024


class Fault(Exception):
    """Says what in a picture is none."""


class Size(NamedTuple):
    """What the head of a picture says."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: int

    @property
    def unpacked(self) -> int:
        """Count the bytes that its rows must have, each with its filter."""
        bits = self.depth * CHANNELS[self.colour]
        passes = ADAM7 if self.interlaced else WHOLE
        sizes = ((_steps(self.width, x, w), _steps(self.height, y, h)) for x, y, w, h in passes)
        return sum(rows * (1 + (dots * bits + 7) // 8) for dots, rows in sizes if dots)


def fault_of_png(data: bytes, limits: Limits) -> str:
    """Say what in a picture is none, or is more than may be; "" if nothing is."""
    try:
        _look_through(data, limits)
    except Fault as fault:
        return str(fault)
    return ""


def _look_through(data: bytes, limits: Limits) -> None:
    if not data.startswith(SIGNATURE):
        raise Fault("PNG")
    chunks = [*_chunks(data)]
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds.count(b"IHDR") != 1 or kinds[-1] != b"IEND":
        raise Fault("IHDR, IEND")
    size = _size(chunks[0][1])
    if size.width * size.height > limits.picture * 1_000_000:
        raise Fault(f"{size.width} × {size.height} > {limits.picture} megapixels")
    if size.colour == PALETTE and b"PLTE" not in kinds:
        raise Fault("PLTE")
    for kind, content in chunks:
        if kind in MOVES:
            raise Fault(kind.decode())
        if kind in PACKED:
            _unpack(kind, content)
    _check_rows(b"".join(content for kind, content in chunks if kind == b"IDAT"), size)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Go through the chunks; each is whole, and the last is the end of the file."""
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data) or not kind.isalpha():
            raise Fault(f"{at}: {ascii(kind)[2:-1]}")
        content = data[at + 8 : end - 4]
        if zlib.crc32(kind + content) != int.from_bytes(data[end - 4 : end]):
            raise Fault(f"{kind.decode()}: CRC")
        yield kind, content
        at = end
        if kind == b"IEND" and at != len(data):
            raise Fault("IEND + ...")
    if at == len(SIGNATURE):
        raise Fault("IHDR")


def _size(head: bytes) -> Size:
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    depth, colour, packing, filters, interlaced = head[8:] if len(head) == 13 else (0,) * 5
    known = depth in DEPTHS.get(colour, ()) and interlaced in (0, 1) and not packing + filters
    if not (width and height and known):
        raise Fault("IHDR")
    return Size(width, height, depth, colour, interlaced)


def _steps(length: int, first: int, step: int) -> int:
    return max((length - first + step - 1) // step, 0)


def _unpack(kind: bytes, content: bytes) -> None:
    """Look how much is packed beside the dots; what is not packed after all is short."""
    if kind == b"iTXt":
        _, _, rest = content.partition(b"\0")
        packed = rest[2:].split(b"\0", 2)[-1] if rest[:1] == b"\1" else b""
    else:
        packed = content.partition(b"\0")[2][1:]
    reader = zlib.decompressobj()
    try:
        reader.decompress(packed, MOST_PACKED)
    except zlib.error as fault:
        raise Fault(kind.decode()) from fault
    if reader.unconsumed_tail:
        raise Fault(kind.decode())


def _check_rows(packed: bytes, size: Size) -> None:
    """Unpack the rows piece by piece: so many bytes as the head says, with filters that exist."""
    reader, count, row = zlib.decompressobj(), 0, size.unpacked // size.height
    try:
        while packed and not reader.eof and count <= size.unpacked:
            piece = reader.decompress(packed, PIECE)
            if not size.interlaced and max(piece[-count % row :: row], default=0) > 4:
                raise Fault("IDAT: filter")
            packed, count = reader.unconsumed_tail, count + len(piece)
    except zlib.error as fault:
        raise Fault("IDAT") from fault
    if count != size.unpacked or not reader.eof:
        raise Fault("IDAT")
