"""Dead links: what a page of a site leads to, and is not there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

# What prints pages writes "<" and ">" as entities wherever they are no tag's, so a page need not be
# parsed: that takes eight times as long (19 pages: 2 ms and 17 ms).
TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
ATTRIBUTE = re.compile(rb"""\s(id|href|src)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
PAGES = ".html"


class Link(NamedTuple):
    """A link as it stands: the page that it is on, its address, and the file that it leads to."""

    page: str
    address: str
    target: str


class Page(NamedTuple):
    """What a page has: names that a link may lead to, and the addresses of its own links.

    `digest` is that of its bytes.
    """

    digest: bytes
    ids: frozenset[str]
    addresses: tuple[str, ...]


def read_pages(site: Path, known: Iterable[Page] = ()) -> dict[str, Page]:
    """Read the pages of a site by their names; what is known already is not read again."""
    by_digest = {page.digest: page for page in known}
    found = {}
    for path in sorted(site.rglob(f"*{PAGES}")):
        data = path.read_bytes()
        digest = blake2b(data, digest_size=20).digest()
        found[path.relative_to(site).as_posix()] = by_digest.get(digest) or _read(data, digest)
    return found


def dead_links(site: Path, pages: Mapping[str, Page]) -> Iterator[Link]:
    """Find each link of a site's pages that leads to no file of it, or to no place in one."""

    @cache
    def exists(name: str) -> bool:
        return (site / name).is_file()

    for name, page in pages.items():
        for address in page.addresses:
            path, _, fragment = address.partition("#")
            target = _target(name, path.partition("?")[0])
            there = pages.get(target)
            if not exists(target) or (fragment and there and fragment not in there.ids):
                yield Link(name, address, target)


def _target(page: str, path: str) -> str:
    """Give the file that a relative address leads to; a folder is its page."""
    target = normpath(join(dirname(page), unquote(path))) if path else page
    return join(target, "index.html") if path.endswith(("/", ".")) else target


def _read(data: bytes, digest: bytes) -> Page:
    ids, addresses = set(), []
    for tag in TAG.findall(data):
        for name, *quoted in ATTRIBUTE.findall(tag):
            value = html.unescape(b"".join(quoted).decode())
            if name == b"id":
                ids.add(value)
            elif not OUTSIDE.match(value):
                addresses.append(value)
    return Page(digest, frozenset(ids), tuple(dict.fromkeys(addresses)))
