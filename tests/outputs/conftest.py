"""What the tests of outputs share."""

from __future__ import annotations

import pytest
from outputs.samples import make_edition

from masthead.model.edition import Edition


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The English edition."""
    return make_edition()
