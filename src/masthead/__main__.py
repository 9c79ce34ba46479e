"""`python -m masthead` does what `masthead` does."""

from __future__ import annotations

from masthead.cli import main

if __name__ == "__main__":
    main()
