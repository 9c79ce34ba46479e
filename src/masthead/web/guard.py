"""The guard before every answer: who may ask, and what a browser may make of the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost", "[::1]")
MISDIRECTED = 421
# A page needs what lies beside it and nothing else; no other page may hold it, or read it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def hosts(port: int) -> frozenset[str]:
    """Name the hosts that a browser on this machine says, with their port."""
    return frozenset(f"{host}:{port}" for host in HOSTS)


class Guard:
    """Answers only who names one of `hosts`, exactly, and puts its headers on every answer.

    A page from elsewhere can have its own name lead here (DNS rebinding); then it says that name.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that the question is for somebody else."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        named = Headers(scope=scope).getlist("host")
        if len(named) == 1 and named[0] in self._hosts:
            await self._app(scope, receive, guarded)
        else:
            await PlainTextResponse("421", MISDIRECTED)(scope, receive, guarded)
