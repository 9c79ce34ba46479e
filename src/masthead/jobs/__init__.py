"""Jobs: what the verbs of the command line do, with everything that they need at hand."""

from __future__ import annotations
