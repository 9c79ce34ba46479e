"""Making a published site again, beside it, to compare what its sources make now."""

from __future__ import annotations

import tempfile
from pathlib import Path

from masthead.cli.console import ERRORS, open_console
from masthead.cli.options import Options
from masthead.cli.progress import progress
from masthead.jobs.build import Request, build
from masthead.jobs.cores import cores
from masthead.jobs.known.past import Past
from masthead.jobs.known.store import nothing_kept
from masthead.jobs.making.engines import EngineRoom
from masthead.jobs.prepare import open_project
from masthead.jobs.publishing.manifest import Manifest, read_manifest
from masthead.jobs.publishing.verify import compare
from masthead.model.problem import has_errors
from masthead.outputs import FORMATS


def remade(options: Options, folder: Path, was: Manifest) -> int:
    """Make again what a folder holds, say what differs, and give the exit status."""
    console = open_console(options)
    project = console.root()
    formats = tuple(name for name in FORMATS if name in was.formats)
    with EngineRoom(formats, project.path("templates"), cores()) as room:
        # Nothing that was kept is believed.
        nothing = nothing_kept(project.root)
        opened = open_project(project, Past(project, None, keeps=False, store=nothing))
        languages = {code for codes in was.documents.values() for code in codes}
        anew = tuple(symbol for symbol in was.documents if symbol not in was.kept)
        with tempfile.TemporaryDirectory() as beside:
            request = Request(
                console.documents(opened, anew),
                tuple(code for code in opened.tongues if code in languages),
                formats,
                Path(beside, "site"),
                folder,
            )
            with progress() as unseen:
                built = build(opened, request, room, unseen)
            console.problems(problem for problem in built.problems if problem.is_error)
            if built.place is None or len(built.made) < len(request.documents):
                console.fail("verify.not-made", ERRORS, folder=folder)
            problems = compare(folder, was, read_manifest(built.place))
    console.problems(problems)
    if has_errors(problems):
        console.fail("verify.other", ERRORS, folder=folder)
    console.say("verify.same", folder=folder)
    return 0
