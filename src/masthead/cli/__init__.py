"""The command line: one verb a module, the same verbs that any other door would offer."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from importlib import import_module

import click

from masthead import __version__
from masthead.cli.memory import remembering
from masthead.cli.options import Options

__all__ = ["program"]

# A verb is loaded when it is asked for: `say` must not wait for what `build` needs.
VERBS: Mapping[str, str] = {
    "build": "masthead.cli.build:build",
    "cache": "masthead.cli.cache:cache",
    "check": "masthead.cli.check:check",
    "doctor": "masthead.cli.doctor:doctor",
    "fix-ids": "masthead.cli.ids:fix_ids",
    "ledger": "masthead.cli.ledger:ledger",
    "new": "masthead.cli.new:new",
    "say": "masthead.cli.say:say",
    "schema": "masthead.cli.schema:schema",
    "serve": "masthead.cli.serve:serve",
    "symbol": "masthead.cli.symbol:symbol",
    "translate": "masthead.cli.translate:translate",
    "verify": "masthead.cli.verify:verify",
}


class Verbs(click.Group):
    """The verbs of the table, each imported from its module on its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a verb."""
        module, _, name = VERBS.get(cmd_name, "").partition(":")
        found = getattr(import_module(module), name) if module else None
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, unless the program remembers the answer."""
        ctx.obj = Options(ctx.params["folder"], ctx.params["speak"], [], [], [])
        if not ctx.resilient_parsing:
            ctx.with_resource(remembering(ctx.obj, args))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; where the disk does not let it go on, say so in a sentence."""
        try:
            return super().invoke(ctx)
        except OSError as fault:
            if fault.errno == errno.EPIPE:
                raise
            from masthead.cli.console import barred  # noqa: PLC0415 - for those who need it

            barred(ctx.obj, fault)
            raise click.exceptions.Exit(1) from fault


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="masthead")
@click.option(
    "--project",
    "folder",
    type=click.Path(file_okay=False),
    help="The project's folder; by default the one you stand in, or the nearest above it.",
)
@click.option(
    "--speak",
    type=click.Choice(["en", "fr"]),
    help="The language of messages; by default your system's, if that is French, else English.",
)
def program(folder: str | None, speak: str | None) -> None:
    """Compile activity records and prose into the editions of a document.

    \b
    First steps:
      masthead new project demo       lay out a project
      masthead new activity           log a workshop, an assessment, ...
      masthead check                  find every mistake, with its place
      masthead build                  make the site and the PDF in each language
    """
