"""The preview in a browser: pages over HTTP, on this machine alone."""

from __future__ import annotations

from masthead.web.server import Taken, bind, port_of, serve

__all__ = ["Taken", "bind", "port_of", "serve"]
