"""The server: it listens on this machine alone, and goes on until it is told to end."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from masthead.jobs.previewing.errands import Errands
from masthead.jobs.previewing.preview import Preview
from masthead.language import Messages
from masthead.project import Project
from masthead.web.app import Site
from masthead.web.guard import hosts
from masthead.web.watch import touched

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))

SIGNS = (signal.SIGINT, signal.SIGTERM)


class Taken(Exception):
    """Another program listens on the port."""


def bind(port: int) -> list[socket.socket]:
    """Listen on the loopback addresses that this machine has; port 0 takes one that is free."""
    bound: list[socket.socket] = []
    for family, address in LOOPBACK:
        try:
            bound.append(_bound(family, address, port))
        except OSError as fault:
            if fault.errno in (errno.EADDRINUSE, errno.EACCES) or not bound:
                for other in bound:
                    other.close()
                raise Taken from fault
        port = port_of(bound)
    return bound


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family)
    try:
        if os.name == "posix":
            # Who starts again at once finds the lines of before still being closed.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def port_of(sockets: Sequence[socket.socket]) -> int:
    """Give the port that is listened on."""
    return int(sockets[0].getsockname()[1])


def serve(
    project: Project,
    sockets: list[socket.socket],
    messages: Messages,
    ready: Callable[[], object],
) -> None:
    """Show a project until Ctrl-C; `ready` is called when the first page can be asked for."""
    errands, desk = Errands(project), ThreadPoolExecutor(1)
    with TemporaryDirectory(prefix="masthead-") as folder:
        try:
            preview = Preview(project, Path(folder))
            with suppress(KeyboardInterrupt):
                asyncio.run(_serve(project, sockets, Site(preview, errands, desk, messages), ready))
        finally:
            desk.shutdown()
            errands.end()


class _Server(uvicorn.Server):
    """Ends in order: it tells those who wait for news, for it would wait for them."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End at Ctrl-C or when asked to; uvicorn would have the signal sent once more."""
        before = {sign: signal.signal(sign, self.handle_exit) for sign in SIGNS}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end()
        await super().shutdown(sockets)


async def _serve(
    project: Project, sockets: list[socket.socket], site: Site, ready: Callable[[], object]
) -> None:
    stop = asyncio.Event()

    def end() -> None:
        stop.set()
        site.end()

    await site.look()
    app = site.app(hosts(port_of(sockets)))
    config = uvicorn.Config(
        app, loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None,
        access_log=False, proxy_headers=False, server_header=False, date_header=False,
    )  # fmt: skip
    ready()
    await asyncio.gather(
        _Server(config, end).serve(sockets=sockets),
        site.follow(touched(project, stop)),
        site.judge(),
    )
