"""The doctor names what a machine lacks, and the command that installs it."""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path

import pytest
from projects import add_looks, lay_out, masthead

from masthead.jobs import doctor

LACKING = ("pdftotext", "poppler-utils")


def lack_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take pdftotext off this machine, and nothing else."""
    found = shutil.which
    monkeypatch.setattr(
        doctor.shutil, "which", lambda name: None if name == "pdftotext" else found(name)
    )


def test_this_machine_has_all_that_building_needs() -> None:
    """CI builds; where this fails, `masthead doctor` says what to install."""
    assert doctor.missing() == ()
    done = masthead("doctor")
    assert done.exit_code == 0 and "lacking" not in done.output.lower()


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    lack_program(monkeypatch)
    assert [(need.name, need.package) for need in doctor.missing()] == [LACKING]
    done = masthead("doctor")
    assert done.exit_code == 1
    assert "pdftotext" in next(x for x in done.output.splitlines() if x.startswith("LACKING"))
    assert f"{doctor.APT} poppler-utils" in done.output


def test_missing_libraries_are_named_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    lacking = doctor.missing()
    assert [need.purpose for need in lacking] == ["pdf", "pdf", "pdf"]
    command = doctor.remedy(lacking)
    assert command.startswith(doctor.APT) and "libpango-1.0-0" in command


def test_a_missing_typeface_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor.Path, "rglob", lambda self, pattern: iter(()))
    assert "Liberation Serif" in [need.name for need in doctor.missing()]


def test_nothing_lacking_needs_no_command() -> None:
    assert doctor.remedy(()) == ""


def test_a_build_does_not_start_on_a_machine_that_lacks_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lack_program(monkeypatch)
    project = lay_out(tmp_path)
    add_looks(project)
    done = masthead("build", project=project)
    assert done.exit_code == 1 and " E031 " in done.output and "poppler-utils" in done.output
    assert not project.path("build").exists()


def test_the_doctor_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert masthead("doctor").exit_code == 0


def test_a_language_names_its_typefaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = lay_out(tmp_path)
    path = project.path("translations/en/language.yaml")
    path.write_text(path.read_text("utf-8") + "fonts: {No Such Face: fonts-none}\n", "utf-8")
    assert masthead("check", project=project).exit_code == 0
    done = masthead("doctor", project=project)
    assert done.exit_code == 1 and f"{doctor.APT} fonts-none" in done.output
    assert "LACKING  No Such Face" in done.output
    monkeypatch.chdir(tmp_path.parent)
    assert "No Such Face" not in masthead("doctor").output
