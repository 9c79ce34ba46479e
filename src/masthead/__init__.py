"""Masthead compiles activity records and prose into the editions of a document."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
