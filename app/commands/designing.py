"""`interview design`: a system of the guides, designed stage by stage, judged and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.holding import Given, hold_task
from app.commands.options import Anew, AsJson, GuidesOfTheLast, OneTask, Person
from domain.work import WorkKind


async def design(
    task: OneTask = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="Your questions, drawing and words; without it, a session begins."),
    ] = None,
    new: Anew = False,
    as_json: AsJson = False,
) -> None:
    """Design a system of your guides, in stages with their time; then a requirement changes.

    What you ask first, draw (boxes and arrows in text, or Mermaid) and say is held against the guide's own
    questions, drawing and points; sums are worked out. What the guide does not say is not judged. It is kept
    as a session.
    """
    await hold_task(Given(WorkKind.DESIGN, task, guides, person, file, new=new, as_json=as_json))
