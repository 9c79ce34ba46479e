"""Records: activities, the registry, sessions and documents, read from their files."""

from __future__ import annotations

from masthead.records.archive import OTHERS, Archive, Line
from masthead.records.front_matter import STATUSES, Known
from masthead.records.kinds import COMMON, all_fields
from masthead.records.load import Before, Leaf, Records, load_records
from masthead.records.plain import nearest
from masthead.records.registry import SECTIONS, Registry
from masthead.records.states import STATES

__all__ = [
    "COMMON",
    "OTHERS",
    "SECTIONS",
    "STATES",
    "STATUSES",
    "Archive",
    "Before",
    "Known",
    "Leaf",
    "Line",
    "Records",
    "Registry",
    "all_fields",
    "load_records",
    "nearest",
]
