"""An issue of a site: what one build prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from masthead.model.edition import Edition
from masthead.outputs import skin
from masthead.outputs.names import folder_name

# The page of a folder, without its ending.
ROOT = "index"


@dataclass(frozen=True, slots=True)
class Issue:
    """What one build prints: the editions of a language, what is around them, and the looks.

    `others` are editions in other languages that are listed. `known` names the pages that were
    printed before, and `index` is an index of words that has theirs.
    """

    editions: tuple[Edition, ...]
    language: skin.SiteLanguage
    templates: Path
    beside: tuple[str, ...]
    others: tuple[Edition, ...] = ()
    known: frozenset[str] = frozenset()
    index: bytes = b""

    def pages(self) -> dict[str, Edition]:
        """Name the page of each edition that is printed now."""
        named = {f"{folder_name(edition.symbol)}/{ROOT}": edition for edition in self.editions}
        return {name: edition for name, edition in named.items() if name not in self.known}

    def shared(self) -> dict[str, object]:
        """Name what every page may print."""
        return skin.site_values(self.editions, self.others, self.language, self.beside)
