"""`interview questions`: every question as it will be asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from agents.interviewer.listing import ListedQuestion, questions
from app import terminal
from app.bootstrap.guides import check_askable
from app.commands.options import GuidesOfTheLast, Person
from app.commands.whose import guides_of_the_last_told, one_persons
from app.display.complaints import complain
from app.display.listed import WHY, in_all
from app.display.screen import Screen
from domain.shown import shown_in_a_line


async def show_questions(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Guides or folders; without them, those you used last."),
    ] = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    marked: Annotated[bool, typer.Option("--marked", help="Only those that read badly.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """List every question as it will be asked, with its source, and mark those that read badly."""
    settings = terminal.settings()
    where = await guides_of_the_last_told([*(paths or ()), *(guides or ())], settings)
    library = one_persons(settings, where, person, terminal.screen(), as_json=as_json).library
    for problem in library.unreadable:
        complain(f"not read: {problem}")
    check_askable(library, where=where)
    listed = [question for question in questions(library) if question.misgivings or not marked]
    if as_json:
        terminal.print_json([question.model_dump(mode="json") for question in listed])
    else:
        _show(listed, terminal.screen())


def _show(listed: Sequence[ListedQuestion], screen: Screen) -> None:
    for question in listed:
        head = Text.assemble((f"{question.source}", "dim"), f"  {question.phase.value}")
        screen.console.print(head)
        screen.console.print(Text(f"  {shown_in_a_line(question.text)}"))
        for misgiving in question.misgivings:
            screen.console.print(Text(f"  ! {WHY[misgiving]}", style="yellow"))
    screen.blank()
    screen.notice(in_all(listed))
