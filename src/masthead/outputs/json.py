"""The data of an edition, for whoever wants to use it elsewhere."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from masthead.model import edition_json
from masthead.model.edition import Edition
from masthead.model.edition_json import to_json
from masthead.outputs.names import SCHEMA

__all__ = ["prepare", "schema", "write"]


def write(edition: Edition) -> bytes:
    """Print an edition as the JSON that `edition.schema.json` describes."""
    return to_json(edition).encode()


def schema() -> bytes:
    """Give the JSON Schema of an edition, to be published beside the site."""
    return (resources.files("masthead.outputs") / SCHEMA).read_bytes()


def prepare(_: Path) -> None:
    """Load the writer, before workers are forked that would each do it again."""
    edition_json.prepare()
