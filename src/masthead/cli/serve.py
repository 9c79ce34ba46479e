"""The verb `serve`: pages in a browser that show each edit as soon as it is saved."""

from __future__ import annotations

import webbrowser

import click

from masthead.cli.console import ERRORS, Console, pass_console

PORT = 8014
LAST = 65_535


@click.command()
@click.option("--port", type=click.IntRange(0, LAST), default=PORT, show_default=True,
              help="Where to listen on this machine; 0 takes a port that is free.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the first page in the browser.")
@pass_console
def serve(console: Console, port: int, *, opens: bool) -> None:
    """Show the pages in a browser, each edit as soon as it is saved, until Ctrl-C.

    A page stays at the paragraph that is being read. What is wrong stands at its foot, and the page
    of the last state without errors above it. Only this machine can see it. Nothing is published:
    that is what build does. PDFs and files for Word are made when they are asked for.

    \b
    Example:
      masthead serve
      masthead serve --port 8100 --open
    """
    # Loaded for those who want it: another verb needs no server.
    from masthead import web  # noqa: PLC0415

    project = console.root()
    try:
        sockets = web.bind(port)
    except web.Taken:
        console.fail("serve.taken", ERRORS, port=port)
    address = f"http://localhost:{web.port_of(sockets)}/"

    def ready() -> None:
        console.say("serve.ready", address=address)
        if opens:
            webbrowser.open(address)

    web.serve(project, sockets, console.messages, ready)
    console.say("serve.ended")
