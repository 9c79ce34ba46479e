"""The addresses of the preview: pages, what lies beside them, and what the panel asks for.

An address is looked up among those that the project has; none is ever a path on the disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from typing import ParamSpec, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from masthead.jobs.making.failures import failures
from masthead.jobs.making.render import Job, Outcome
from masthead.jobs.previewing.errands import Errands
from masthead.jobs.previewing.preview import Preview
from masthead.language import Messages
from masthead.model.problem import Problem
from masthead.outputs.names import PAGE, STATIC
from masthead.web.guard import Guard
from masthead.web.news import News
from masthead.web.panel import FILES, OWN, dressed, state

P = ParamSpec("P")
R = TypeVar("R")

TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
OTHER = "application/octet-stream"
NOT_FOUND, FAILED = 404, 500
# Seconds before the whole project is judged.
PATIENCE = 0.3


class Site:
    """What is shown: the pages of a preview, and the problems of the whole project if known."""

    def __init__(
        self, preview: Preview, errands: Errands, desk: Executor, messages: Messages
    ) -> None:
        self._preview, self._errands, self._desk = preview, errands, desk
        self._messages = messages
        self._scripts: dict[str, bytes] = {}
        self._news, self._changed = News(), asyncio.Event()
        self._problems: tuple[Problem, ...] | None = None

    def app(self, hosts: Collection[str]) -> ASGIApp:
        """Give the application that a server runs."""
        routes = [
            Route(f"/{OWN}/news", self._listen),
            Route(f"/{OWN}/state", self._state),
            Route("/{address:path}", self._answer),
        ]
        app = Starlette(routes=routes)
        app.router.redirect_slashes = False
        # Around all of it: what Starlette says of a failure has the headers too.
        return Guard(app, hosts)

    async def ask(self, make: Callable[P, R], *args: P.args, **given: P.kwargs) -> R:
        """Have something done at the desk, where one thing is done at a time."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._desk, lambda: make(*args, **given))

    async def look(self, touched: frozenset[str] = frozenset()) -> None:
        """Look at the project, and tell the browser if something has changed."""
        if await self.ask(self._preview.look, touched):
            self._changed.set()
            self._news.tell()

    async def follow(self, changes: AsyncIterator[frozenset[str]]) -> None:
        """Look at the project whenever something may have changed."""
        async for touched in changes:
            await self.look(touched)

    async def judge(self) -> None:
        """Find all problems of the project, and again each time that it has changed."""
        while await self._changed.wait():
            # The page that is being read comes first, and who saves twice is judged once.
            await asyncio.sleep(PATIENCE)
            if self._news.is_closed:
                return
            self._changed.clear()
            with suppress(BrokenExecutor):
                self._problems = await asyncio.wrap_future(self._errands.problems())
                self._news.tell()

    def end(self) -> None:
        """Let nobody wait any longer."""
        self._news.close()
        self._changed.set()

    async def _listen(self, request: Request) -> Response:
        return StreamingResponse(self._news.stream(), media_type="text/event-stream")

    async def _state(self, request: Request) -> Response:
        address = _address(request.query_params.get("page", ""))
        page = await self.ask(self._preview.page, address)
        return JSONResponse(state(page, self._problems, self._messages))

    async def _answer(self, request: Request) -> Response:
        address = _address(request.path_params["address"])
        if address in FILES:
            return _of_type(address, FILES[address])
        if address.endswith(".html"):
            page = await self.ask(self._preview.page, address)
            if page is not None:
                return _of_type(address, dressed(page, self._messages).encode())
        found = self._scripts.get(address) or await self._found(address)
        if isinstance(found, bytes):
            return _of_type(address, found)
        if found is not None:
            return PlainTextResponse(found, FAILED)
        return Response(dressed(None, self._messages), NOT_FOUND, media_type="text/html")

    async def _found(self, address: str) -> bytes | str | None:
        """Read what lies beside pages; a sentence if it cannot be made, None if it is not there."""
        found = await self.ask(self._preview.file, address)
        if isinstance(found, Job):
            try:
                outcome = await asyncio.wrap_future(self._errands.made(found))
            except BrokenExecutor as fault:
                outcome = Outcome(found, reason=f"{type(fault).__name__}: {fault}")
            if outcome.failed:
                return self._why(outcome)
            return await self.ask(self._made, found, address)
        return found

    def _made(self, job: Job, address: str) -> bytes | None:
        """Give a file that a job has made. The search's scripts change with no edit."""
        made = {path.relative_to(job.folder).as_posix(): path for path in job.folder.rglob("*.*")}
        for name, path in made.items():
            if f"/{STATIC}/" in name and path.suffix == ".js":
                self._scripts[name] = path.read_bytes()
        return made[address].read_bytes() if address in made else None

    def _why(self, outcome: Outcome) -> str:
        problems = failures(outcome, self._preview.documents)
        said = (self._messages.problem(problem) for problem in problems)
        return "\n".join(f"{sentence} ({hint})" for sentence, hint in said)


def _address(path: str) -> str:
    """Name a page: a folder is named by its page."""
    name = path.removeprefix("/")
    return f"{name}{PAGE}" if not name or name.endswith("/") else name


def _of_type(address: str, data: bytes) -> Response:
    kind = TYPES.get(address.rpartition(".")[2], OTHER)
    return Response(data, media_type=kind)
