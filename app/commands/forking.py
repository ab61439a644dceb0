"""`interview fork`: another try at an old session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import Memory, new_session_id, now, open_memory
from app.bootstrap.whereabouts import guides_of
from app.display import typed
from app.display.screen import Screen
from app.past.numbering import places, turn_of
from app.session.answering import keyboard, standard_input
from app.settings import Settings
from domain.interview import Session, Turn, TurnKind

_SECONDS_FOR_A_FIRST_LINE = 5
"""How long a pipe may stay silent before a fork is left for `interview resume`."""


async def fork(
    session_id: Annotated[str, typer.Argument(metavar="SESSION", help="The session's id.")],
    question: Annotated[
        int | None,
        typer.Option("--question", "-q", min=1, help="The question to answer again, by its number."),
    ] = None,
    turn: Annotated[
        int | None, typer.Option("--turn", min=1, help="The turn to answer again, such as a follow-up.")
    ] = None,
    guides: Annotated[
        list[Path] | None,
        typer.Option("--guides", "-g", help="The guides to go on with; without it, those of the session."),
    ] = None,
) -> None:
    """Answer again from a turn of an old session, in a new one; the old one stays as it is.

    Without a number the questions are listed with theirs, which `interview replay` shows, too.
    """
    if question is not None and turn is not None:
        raise typer.BadParameter("Name a question or a turn, not both.")
    settings, screen = terminal.settings(), terminal.screen()
    async with open_memory(settings) as memory:
        session = await memory.store.session(session_id)
        turns = await memory.store.turns(session_id)
        if question is not None:
            turn = turn_of(question, turns, session_id)
        if turn is None:
            _list(screen, session_id, turns)
            return
        await _again(settings, screen, memory, session, turn, guides)


async def _again(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    session: Session,
    turn: int,
    guides: Sequence[Path] | None,
) -> None:
    """Fork `session` at `turn`, and go on with the fork where somebody is there to answer."""
    from app.bootstrap.graphs import compile_interview  # noqa: PLC0415 -- LangGraph: half a second for `--help`
    from app.past import forking  # noqa: PLC0415 -- as above
    from app.session.going_on import go_on  # noqa: PLC0415 -- as above

    source = standard_input(screen)
    later = source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE)
    if not later:
        # Before anything is made: a fork that cannot go on is of no use now.
        guides_of(session, settings, guides)
    moment = now()
    new_id = new_session_id(await memory.store.ids(), moment)
    graph = compile_interview(memory)
    forked = await forking.fork(memory.store, graph, session.id, turn, new_id, moment)
    screen.line("Fork", f"{forked.id}, session {session.id} again from turn {turn}")
    if later:
        screen.notice(f"`interview resume {forked.id}` goes on; compare them afterwards:")
        screen.notice(f"`interview compare {session.id} {forked.id}`")
        return
    await go_on(settings, screen, memory, forked, source or keyboard(), guides)
    screen.line("Compare", typed.command(f"interview compare {session.id} {forked.id}"))


def _list(screen: Screen, session_id: str, turns: Sequence[Turn]) -> None:
    """The questions and follow-ups with the numbers that `fork` takes."""
    numbers = places(turns)
    for turn in turns:
        if turn.kind is TurnKind.QUESTION:
            screen.line(f"{numbers[turn.question.id]}", f"{turn.question.text}  [turn {turn.number}]")
        elif turn.kind is TurnKind.FOLLOW_UP:
            screen.line("", f"· {turn.said}  [turn {turn.number}]")
    screen.blank()
    screen.notice(f"`interview fork {session_id} --question N` answers one again, `--turn N` a follow-up.")
