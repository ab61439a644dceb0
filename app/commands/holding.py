"""What the commands share that hold one task: listed, held at the terminal, handed in out of files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app import terminal
from app.bootstrap.memory import check_writing, open_memory
from app.commands.whose import guides_of_the_last_told, one_persons
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.display.solution import show_verdict
from app.display.tasks import show_tasks
from app.indexing import open_shown_index
from app.session import beginning, going_on
from app.session.answering import keyboard
from app.session.bench import MOST
from app.settings import Settings
from app.tasks import filing
from app.tasks.finding import ROUNDS, chosen, left_open, minutes_for
from domain.errors import BadSetting, NoGuides
from domain.guide import TalkingPoint
from domain.work import HandedIn, WorkKind
from knowledge.library import read_library
from rounds.tasks import seconds_of, tasks

_WHAT = {
    WorkKind.CODE: ("code", "no coding task. One is a heading with a task and code below it."),
    WorkKind.REVIEW: ("review", "no code review. One is a heading with code and what is wrong with it."),
    WorkKind.DESIGN: ("design", 'no system to design. One is a heading "Design …" with its answer below.'),
}
"""The command, and what is said where guides hold nothing for it."""
_EMPTY = {
    WorkKind.CODE: "There is no code: --file names a file with your solution, - is standard input.",
    WorkKind.REVIEW: "There is no review: --file names a file with your findings, - is standard input.",
    WorkKind.DESIGN: "There is no design: --file names a file with yours, - is standard input.",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a command was given: which task, over whose guides, and what is handed in."""

    kind: WorkKind
    task: str | None
    guides: Sequence[Path] | None
    person: str | None
    file: Path | None
    said: Path | None = None
    better: Path | None = None
    new: bool = False
    as_json: bool = False


async def hold_task(given: Given) -> None:
    """List the tasks of a kind, hold one at the terminal, or hand in what files have.

    Raises `NoGuides` where there is none, `BadSetting` for one that is not there and what cannot be read.
    """
    settings = terminal.settings()
    screen = Screen(PlainConsole(stderr=True)) if given.as_json else terminal.screen()
    where = await guides_of_the_last_told(given.guides, settings)
    guides = one_persons(settings, where, given.person, screen, as_json=given.as_json)
    there = tasks(guides.library.talking_points, given.kind)
    command, nothing = _WHAT[given.kind]
    if not there:
        raise NoGuides(", ".join(str(each) for each in where), nothing)
    if given.task is None:
        _list(screen, there, given)
        return
    task = chosen(there, given.task, command)
    if given.file is None and not given.as_json and sys.stdin.isatty():
        await _held(settings, screen, guides.where, task, given)
    else:
        await _filed(settings, screen, guides.where, task, given)


async def _held(
    settings: Settings, screen: Screen, where: Sequence[Path], task: TalkingPoint, given: Given
) -> None:
    """The task as a session at the terminal: gone on with where one was left open, else begun."""
    held = ROUNDS[given.kind]
    if not given.new:
        async with open_memory(settings) as memory:
            session = await left_open(memory.store, task, held)
            if session is not None:
                await going_on.go_on(settings, screen, memory, session, keyboard(), where)
                return
    settings = settings.model_copy(update={"round": held})
    minutes = minutes_for(task, given.kind)
    await beginning.begin(settings, screen, where, minutes, "study", None, keyboard(), task=task.id)


async def _filed(
    settings: Settings, screen: Screen, where: Sequence[Path], task: TalkingPoint, given: Given
) -> None:
    """What files have as a session: handed in, judged, ended."""
    work = HandedIn(
        kind=given.kind,
        text=_text(given.file, "--file") if given.file is not None or not sys.stdin.isatty() else "",
        better=_text(given.better, "--better") if given.better is not None else "",
        alone=True,
    )
    if not work.text.strip():
        raise BadSetting(_EMPTY[given.kind])
    said = _text(given.said, "--said") if given.said is not None else ""
    async with open_memory(settings) as memory:
        check_writing(memory)
        knowledge = open_shown_index(settings, read_library(where), where, memory, screen)
        turn = await filing.handed_in(settings, screen, memory, where, knowledge, task, work, said)
        (session, *_) = await memory.store.sessions()
    assert turn.verdict is not None
    if given.as_json:
        terminal.print_json({"session": session.id, "verdict": turn.verdict.model_dump(mode="json")})
        return
    show_verdict(screen.console, turn.verdict, turn.question.language)
    screen.line("Kept", f"`interview report {session.id}` · `interview replay {session.id}`")


def _list(screen: Screen, there: Sequence[TalkingPoint], given: Given) -> None:
    if given.as_json:
        rows = [
            {
                "title": each.title,
                "source": str(each.source),
                "minutes": round(seconds_of(each, given.kind) / 60),
            }
            for each in there
        ]
        terminal.print_json(rows)
    else:
        show_tasks(screen.console, there, given.kind)


def _text(path: Path | None, option: str) -> str:
    """What stands in `path`, standard input for "-" or none. Raises `BadSetting` where it cannot be read."""
    try:
        content = sys.stdin.buffer.read(MOST + 1) if path is None or str(path) == "-" else _read(path)
    except OSError as error:
        raise BadSetting(f"{option} {path}: it cannot be read ({error.strerror or error}).") from None
    if len(content) > MOST:
        raise BadSetting(f"{option} {path}: more than {MOST:,} bytes, which are the most.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadSetting(f"{option} {path}: it is not text in UTF-8.") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST + 1)
