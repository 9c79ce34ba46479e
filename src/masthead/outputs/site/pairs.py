"""Search in a language that leaves no space between words: by pairs of its characters.

A list of words would have to be the reader's too: the page cuts what is looked for as the index
was cut. So whatever stands in a text is found, whether a dictionary calls it a word or not.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sphinx.search import SearchLanguage

# Letters of the scripts that are written without spaces: Chinese characters, kana.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(rf"[{UNSPACED}]+|[^\W{UNSPACED}]+")
SPLITTER = f"""
const RUN = /[{UNSPACED}]+|(?:(?![{UNSPACED}])[\\p{{Letter}}\\p{{Number}}_])+/gu;
const PAIRED = /^[{UNSPACED}]{{2}}/u;
var splitQuery = (query) =>
  (query.match(RUN) || []).flatMap((run) =>
    PAIRED.test(run) ? [...run].slice(1).map((letter, place) => run[place] + letter) : [run]);
"""


class Pairs(SearchLanguage):
    """Cuts runs of characters into pairs, and single ones for whoever looks for one."""

    language_name = "pairs"
    # Sphinx hands it to the page, which cuts a query by it.
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """Cut a text: each pair of neighbours, each character, each word of other scripts."""
        cut: list[str] = []
        for run in RUN.findall(input):
            cut += [run] if not re.match(f"[{UNSPACED}]", run) else _pairs(run)
        return cut

    def stem(self, word: str) -> str:
        """Take a word as it is."""
        return word


def _pairs(run: str) -> list[str]:
    return [*run, *(a + b for a, b in pairwise(run))]
