"""Editions as bytes, to be kept and to be told from one another."""

from __future__ import annotations

from io import BytesIO
from pickle import Pickler, loads

from masthead.jobs.known.store import key_of
from masthead.jobs.known.versions import fingerprint
from masthead.model.edition import Edition


def write_edition(edition: Edition) -> bytes:
    """Write an edition, equal ones in the same bytes."""
    file = BytesIO()
    pickler = Pickler(file, protocol=5)
    # Otherwise what is one object in memory is written once, and what is only equal twice.
    pickler.fast = True
    pickler.dump(edition)
    return file.getvalue()


def read_edition(written: bytes) -> Edition:
    """Read an edition; whoever gives it here has it from a sealed store."""
    edition: Edition = loads(written)  # noqa: S301
    return edition


def key_of_edition(digest: str) -> str:
    """Give the key under which this version of the program keeps an edition, as it is written."""
    return key_of("edition", fingerprint(), digest)


def edition_digest(edition: Edition) -> str:
    """Give the digest of an edition: equal ones have the same."""
    return key_of(write_edition(edition))
