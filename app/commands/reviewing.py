"""`interview review`: a code review of the guides, held, judged and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.holding import Given, hold_task
from app.commands.options import Anew, AsJson, GuidesOfTheLast, OneTask, Person
from domain.work import WorkKind


async def review(
    task: OneTask = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="What you found, a finding a line; without it, a session begins."),
    ] = None,
    better: Annotated[
        Path | None, typer.Option("--better", help="Your better version of the code; - is standard input.")
    ] = None,
    new: Anew = False,
    as_json: AsJson = False,
) -> None:
    """Review the bad code of your guides; what you find is held against what the guide says is wrong.

    In any order and any words, with or without line numbers. What you find beyond the guide is told, and is
    not wrong for that. The better version is read, and run where there are examples. It is kept as a session.
    """
    given = Given(WorkKind.REVIEW, task, guides, person, file, better=better, new=new, as_json=as_json)
    await hold_task(given)
