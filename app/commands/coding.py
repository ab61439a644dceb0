"""`interview code`: a coding task of the guides, solved, handed in, judged and kept."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.guides import checked
from app.bootstrap.memory import check_writing, open_memory
from app.bootstrap.people import Chosen
from app.coding import filing
from app.coding.tasks import chosen, left_open, minutes_for
from app.commands.options import AsJson, Guides, Person
from app.commands.whose import one_persons
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.display.solution import show_tasks, show_verdict
from app.indexing import open_shown_index
from app.session import beginning, going_on
from app.session.answering import keyboard
from app.session.bench import MOST
from app.settings import Settings
from domain.errors import BadSetting, NoGuides
from domain.rounds import Round
from knowledge.library import read_library
from rounds.coding.task import CodingTask, tasks


async def code(
    task: Annotated[
        str | None,
        typer.Argument(help="Its number, or words of its title; without it, the tasks are listed."),
    ] = None,
    guides: Guides = None,
    person: Person = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Your solution; without it, a session begins.")
    ] = None,
    said: Annotated[
        Path | None, typer.Option("--said", help="What you said while writing, as text; - is standard input.")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Begin anew, even where a session over the task was left open.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Solve a coding task of your guides; the code is run where it can harm nothing, read, and judged.

    It runs in a sandbox without network, files or processes, within limits of time, memory and output,
    on the guide's examples and on your own asserts and doctests; it is not compared with the solution there.
    It is kept as a session, and what was left open goes on where it was left.
    """
    settings = terminal.settings()
    screen = Screen(PlainConsole(stderr=True)) if as_json else terminal.screen()
    chosen_guides = one_persons(settings, checked(guides, settings), person, screen, as_json=as_json)
    there = _tasks(chosen_guides)
    if task is None:
        _list(screen, there, as_json)
        return
    wanted = chosen(there, task)
    if file is None and not as_json and sys.stdin.isatty():
        await _held(settings, screen, chosen_guides.where, wanted, new=new)
        return
    words = _text(said, "--said") if said else ""
    text = _text(file, "--file")
    if not text.strip():
        raise BadSetting("There is no code: --file names a file with your solution, - is standard input.")
    await _filed(settings, screen, chosen_guides.where, wanted, text, words, as_json)


def _tasks(guides: Chosen) -> tuple[CodingTask, ...]:
    there = tasks(guides.library.talking_points)
    if not there:
        raise NoGuides(
            "these guides", "they hold no coding task. One is a heading with a task and code below it."
        )
    return there


async def _held(
    settings: Settings, screen: Screen, where: Sequence[Path], task: CodingTask, *, new: bool
) -> None:
    """The task as a session at the terminal: gone on with where one was left open, else begun."""
    if not new:
        async with open_memory(settings) as memory:
            session = await left_open(memory.store, task)
            if session is not None:
                await going_on.go_on(settings, screen, memory, session, keyboard(), where)
                return
    settings = settings.model_copy(update={"round": Round.CODING})
    await beginning.begin(
        settings, screen, where, minutes_for(task), "study", None, keyboard(), task=task.point.id
    )


async def _filed(
    settings: Settings,
    screen: Screen,
    where: Sequence[Path],
    task: CodingTask,
    text: str,
    said: str,
    as_json: bool,
) -> None:
    """The solution in a file as a session: handed in, judged, ended."""
    async with open_memory(settings) as memory:
        check_writing(memory)
        knowledge = open_shown_index(settings, read_library(where), where, memory, screen)
        turn = await filing.handed_in(settings, screen, memory, where, knowledge, task, text, said)
        (session, *_) = await memory.store.sessions()
    assert turn.verdict is not None
    if as_json:
        terminal.print_json({"session": session.id, "verdict": turn.verdict.model_dump(mode="json")})
        return
    show_verdict(screen.console, turn.verdict, turn.question.language)
    screen.line("Kept", f"interview report {session.id} · interview replay {session.id}")


def _list(screen: Screen, there: tuple[CodingTask, ...], as_json: bool) -> None:
    if as_json:
        terminal.print_json([each.model_dump(mode="json", exclude={"point"}) for each in there])
    else:
        show_tasks(screen.console, there)


def _text(path: Path | None, option: str) -> str:
    """What stands in `path`, standard input for "-" or none. Raises `BadSetting` where it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if path is None or str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise BadSetting(f"{option} {path}: it cannot be read ({error.strerror or error}).") from None
    if len(content) > MOST:
        raise BadSetting(f"{option} {path}: {len(content):,} bytes; {MOST:,} are the most.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadSetting(f"{option} {path}: it is not text in UTF-8.") from None
