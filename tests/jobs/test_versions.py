"""What makes the bytes is named: every library, the machine's own, this program, the fonts."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib import metadata

from masthead.jobs.known.versions import SHAPING, fonts, versions


def test_every_library_has_the_version_that_is_installed() -> None:
    found = versions()
    assert {name: found[name] for name in SHAPING} == {
        name: metadata.version(name) for name in SHAPING
    }
    assert list(found) == sorted(found)


def test_the_machine_and_the_program_are_named() -> None:
    found = versions()
    assert found["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert found["pango"].count(".") == 2 and found["harfbuzz"] and found["zlib"]
    assert len(found["masthead"].split()[1]) == 16


def test_no_engine_is_loaded_for_it() -> None:
    module = "masthead.jobs.known.versions"
    asked = f"import sys; from {module} import versions; versions(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {"weasyprint", "sphinx", "matplotlib", "email"} & set(done.stdout.split())


def test_fonts_are_named_by_their_bytes() -> None:
    found = fonts(["Liberation Serif"])
    assert "LiberationSerif-Regular.ttf" in found
    assert all(len(digest) == hashlib.sha256().digest_size * 2 for digest in found.values())
    assert fonts(["A typeface that nobody drew"]) == {}
