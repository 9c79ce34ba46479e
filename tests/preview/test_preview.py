"""The preview over HTTP: who is answered, an edit that is seen, an error that comes and goes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Example, examples
from preview.previews import Running, put_back, running, until
from projects import add_looks, lay_out

from masthead.project import Project

ASKED = examples(Path(__file__).with_name("asked.md"))
DOCUMENT, PAGE = "content/TEST/2.md", "/en/TEST/2030/2/"
GUARDED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def cases(title: str) -> pytest.MarkDecorator:
    found = [example for example in ASKED if example.title == title]
    return pytest.mark.parametrize("example", found, ids=lambda example: example.input)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = lay_out(tmp_path_factory.mktemp("preview"))
    add_looks(project)
    return project


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Running]:
    with running(project) as preview:
        yield preview


@pytest.fixture
def text(project: Project) -> Iterator[str]:
    """Give the text of the document, and put it back."""
    with put_back(project.path(DOCUMENT)) as text:
        yield text


@pytest.fixture
def calm(preview: Running) -> None:
    """Wait until nothing is wrong any more with what the test before has left."""
    until(lambda: not preview.state(PAGE)["page"])


@cases("Hosts")
def test_only_this_machine_is_answered(preview: Running, example: Example) -> None:
    host = example.input.replace("PORT", str(preview.port))
    assert preview.ask("/", host).status == int(example.expected)


@pytest.mark.parametrize("count", [0, 2])
def test_a_host_is_named_once(preview: Running, count: int) -> None:
    own = f"127.0.0.1:{preview.port}"
    line = socket.create_connection(("127.0.0.1", preview.port))
    with line, line.makefile("rb") as answer:
        line.sendall(b"GET / HTTP/1.1\r\n" + f"Host: {own}\r\n".encode() * count + b"\r\n")
        assert answer.readline().split()[1] in (b"400", b"421")


@cases("Addresses")
def test_an_address_is_one_of_the_project(preview: Running, example: Example) -> None:
    answer = preview.ask(example.input)
    assert answer.status == int(example.expected)
    assert b"organization" not in answer.body.lower() or answer.status == 200


@cases("Methods")
def test_nothing_is_done_but_shown(preview: Running, example: Example) -> None:
    answer = preview.ask("/en/", method=example.input)
    assert answer.status == int(example.expected)
    assert answer.body == b"" or example.input != "HEAD"


@pytest.mark.parametrize(
    "target", ["/", PAGE, "/no", "/en/_static/site.css", "/_preview/panel.js", "/_preview/state"]
)
@pytest.mark.parametrize("host", ["", "evil.example"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_is_guarded(preview: Running, target: str, host: str, method: str) -> None:
    answer = preview.ask(target, *([host] if host else []), method=method)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert GUARDED.items() <= answer.headers.items()
    assert "server" not in answer.headers and "access-control-allow-origin" not in answer.headers


def test_it_listens_on_this_machine_alone(preview: Running) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("this system does not list who listens")
    port, listens = f":{preview.port:04X}", "0A"
    rows = [row.split() for row in table.read_text().splitlines()[1:]]
    assert [row[1] for row in rows if row[1].endswith(port) and row[3] == listens] == [
        f"0100007F{port}"
    ]
    if socket.has_ipv6 and os.path.exists("/proc/net/if_inet6"):
        assert preview.ask("/", f"[::1]:{preview.port}", at="::1").status == 200


@pytest.mark.usefixtures("calm")
def test_an_edit_is_seen(preview: Running, project: Project, text: str) -> None:
    assert "A workshop was held." in preview.page(PAGE)
    for word in ("seminar", "course", "lecture"):
        edited = text.replace("A workshop", f"A {word}")
        project.path(DOCUMENT).write_text(edited, "utf-8")
        until(lambda word=word: f"A {word} was held." in preview.page(PAGE))


@pytest.mark.usefixtures("calm")
def test_an_edit_that_leaves_no_mark_is_seen(preview: Running, project: Project, text: str) -> None:
    """A file of the same size, with the times of before: a program may write so."""
    path = project.path(DOCUMENT)
    before = path.stat()
    path.write_text(text.replace("workshop was held", "workshop was HELD"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    until(lambda: "A workshop was HELD" in preview.page(PAGE))


@pytest.mark.usefixtures("calm")
def test_an_error_is_shown_until_it_is_mended(
    preview: Running, project: Project, text: str
) -> None:
    path = project.path(DOCUMENT)
    good = preview.page(PAGE)
    path.write_text(text.replace("first-workshop.when", "no-workshop.when"), "utf-8")
    until(lambda: preview.state(PAGE)["page"])
    state = preview.state(PAGE)
    (problem, *_) = state["page"]
    assert problem["where"] == f"{DOCUMENT}:17:22"
    assert (problem["severity"], problem["code"]) == ("error", "C050")
    assert "no-workshop" in problem["says"] and problem["hint"]
    assert "last state without errors" in state["standing"]
    assert preview.page(PAGE) == good
    until(lambda: "errors 1" in preview.state("/en/")["summary"])
    path.write_text(text, "utf-8")
    until(lambda: not preview.state(PAGE)["page"])
    until(lambda: "errors 1" not in preview.state("/en/")["summary"])


@pytest.mark.usefixtures("calm")
def test_a_document_that_cannot_be_read_is_shown_as_it_was(
    preview: Running, project: Project, text: str
) -> None:
    good = preview.page(PAGE)
    project.path(DOCUMENT).write_text("---\nsymbol: [\n---\n", "utf-8")
    until(lambda: preview.state(PAGE)["page"])
    assert preview.page(PAGE) == good


@pytest.mark.usefixtures("calm")
def test_a_template_that_is_broken_says_where(preview: Running, project: Project) -> None:
    path = project.path("templates/site/page.html")
    skeleton = path.read_text("utf-8")
    path.write_text(skeleton + "{{ nothing }}{% if %}", "utf-8")
    until(lambda: preview.state(PAGE)["page"])
    (problem,) = preview.state(PAGE)["page"]
    assert problem["code"] == "E033" and problem["where"].startswith("templates/site/page.html:")
    path.write_text(skeleton, "utf-8")
    until(lambda: not preview.state(PAGE)["page"])


@pytest.mark.usefixtures("calm")
def test_nothing_is_read_through_a_link_that_leads_out(
    preview: Running, project: Project, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("secret", "utf-8")
    link = project.path("templates/site/static/secret.css")
    link.symlink_to(secret)
    until(lambda: preview.state(PAGE)["page"])
    assert b"secret" not in preview.ask("/en/_static/secret.css").body
    assert preview.state(PAGE)["page"][0]["code"] == "P001"
    link.unlink()
    until(lambda: not preview.state(PAGE)["page"])


def test_nothing_is_written_where_a_build_writes(preview: Running, project: Project) -> None:
    preview.page(PAGE)
    assert not project.path("build").exists() and not project.path(".build").exists()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("saves", [False, True])
def test_it_ends_with_a_sentence(
    project: Project, text: str, sign: signal.Signals, *, saves: bool
) -> None:
    """Neither who waits for news nor a save keeps it, and nobody sees a traceback."""
    with (
        running(project) as preview,
        socket.create_connection(("127.0.0.1", preview.port)) as line,
    ):
        host = f"Host: 127.0.0.1:{preview.port}\r\n".encode()
        line.sendall(b"GET /_preview/news HTTP/1.1\r\n" + host + b"\r\n")
        assert line.recv(100)
        if saves:
            project.path(DOCUMENT).write_text(text.replace("A workshop", "A course"), "utf-8")
            until(lambda: "A course was held." in preview.page(PAGE))
        assert preview.end(sign) == ("The preview has ended\n", "")
        assert preview.process.returncode == 0


@pytest.mark.parametrize(
    ("speak", "says"), [("en", "Port {} is in use"), ("fr", "Le port {} est occupé")]
)
def test_a_port_in_use_is_a_sentence(
    preview: Running, project: Project, speak: str, says: str
) -> None:
    at = ("--project", str(project.root), "--speak", speak)
    command = (sys.executable, "-m", "masthead", *at, "serve", "--port", str(preview.port))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(says.format(preview.port)) and done.stderr.count("\n") == 1
