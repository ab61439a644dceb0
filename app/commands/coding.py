"""`interview code`: a coding task of the guides, solved, handed in, judged and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.holding import Given, hold_task
from app.commands.options import Anew, AsJson, GuidesOfTheLast, OneTask, Person
from domain.work import WorkKind


async def code(
    task: OneTask = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Your solution; without it, a session begins.")
    ] = None,
    said: Annotated[
        Path | None, typer.Option("--said", help="What you said while writing, as text; - is standard input.")
    ] = None,
    new: Anew = False,
    as_json: AsJson = False,
) -> None:
    """Solve a coding task of your guides; the code is run where it can harm nothing, read, and judged.

    It runs in a sandbox without network, files or processes, within limits of time, memory and output,
    on the guide's examples and on your own asserts and doctests; it is not compared with the solution there.
    It is kept as a session, and what was left open goes on where it was left.
    """
    given = Given(WorkKind.CODE, task, guides, person, file, said=said, new=new, as_json=as_json)
    await hold_task(given)
