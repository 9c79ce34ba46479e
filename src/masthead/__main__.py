"""`python -m masthead` does what `masthead` does."""

from __future__ import annotations

import gc

__all__ = ["main"]


def main() -> None:
    """Run the program."""
    # A run is short and most of what it makes lives to its end: collecting seldom, from the first
    # import on, saves a tenth, and what is left at the end need not be walked once more.
    gc.set_threshold(200_000)
    from masthead.cli import program  # noqa: PLC0415 - so that its imports are spared too

    try:
        program()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
