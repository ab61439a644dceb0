"""`interview questions`: every question as it will be asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from agents.interviewer.listing import ListedQuestion, Misgiving, questions
from app import terminal
from app.bootstrap.guides import check_askable, checked
from app.commands.options import Guides, Person
from app.commands.whose import one_persons
from app.display.screen import Screen
from domain.shown import shown_in_a_line
from language.wording import counted

_WHY = {
    Misgiving.FRAGMENT: "its title names a topic and asks nothing",
    Misgiving.LABEL: "a label or a number stands before what is asked",
    Misgiving.LONG: "too long to be said",
    Misgiving.CUT: "it ends in the middle",
    Misgiving.CAPITALS: "written with the capitals of a heading",
    Misgiving.BLANK: "something was to be filled in",
}


def show_questions(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Guides or folders; without them, the set ones.")
    ] = None,
    guides: Guides = None,
    person: Person = None,
    marked: Annotated[bool, typer.Option("--marked", help="Only those that read badly.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """List every question as it will be asked, with its source, and mark those that read badly."""
    where = checked([*(paths or ()), *(guides or ())], terminal.settings())
    library = one_persons(where, person, terminal.screen(), as_json=as_json).library
    for problem in library.unreadable:
        typer.echo(f"interview: not read: {shown_in_a_line(problem)}", err=True)
    check_askable(library)
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
            screen.console.print(Text(f"  ! {_WHY[misgiving]}", style="yellow"))
    badly = sum(bool(question.misgivings) for question in listed)
    screen.blank()
    advice = ": reword their titles in the guide" if badly else ""
    screen.notice(f"{counted(len(listed), 'question')}, {badly} marked{advice}.")
