"""Another try at an old session, and two sessions side by side."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import AsJson

_SECONDS_FOR_A_FIRST_LINE = 5
"""How long a pipe may stay silent before a fork is left for `interview resume`."""


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("fork")(fork)
    app.command("compare")(compare)


def fork(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    turn: Annotated[int, typer.Option("--turn", min=1, help="The turn to answer again.")],
    guides: Annotated[
        list[Path] | None,
        typer.Option("--guides", "-g", help="The guides to go on with; without it, those of the session."),
    ] = None,
) -> None:
    """Answer again from a turn of an old session, in a new one; the old one stays as it is."""
    asyncio.run(_fork(session, turn, guides))


def compare(
    first: Annotated[str, typer.Argument(help="A session's id.")],
    second: Annotated[str, typer.Argument(help="Another session's id.")],
    as_json: AsJson = False,
) -> None:
    """Show the answers and scores of two sessions side by side, question by question."""
    asyncio.run(_compare(first, second, as_json))


async def _fork(session_id: str, number: int, guides: list[Path] | None) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import forking  # noqa: PLC0415
    from app.session.going_on import go_on  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    async with bootstrap.open_memory(settings) as memory:
        session = await memory.store.session(session_id)
        source = terminal.standard_input(screen)
        later = source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE)
        if not later:
            # Before anything is made: a fork that cannot go on is of no use now.
            bootstrap.guides_of(session, settings, guides)
        moment = bootstrap.now()
        new_id = bootstrap.new_session_id(await memory.store.ids(), moment)
        graph = bootstrap.compile_interview(memory)
        forked = await forking.fork(memory.store, graph, session_id, number, new_id, moment)
        screen.line("Fork", f"{forked.id}, session {session_id} again from turn {number}")
        if later:
            screen.notice(f"`interview resume {forked.id}` goes on; compare them afterwards:")
            screen.notice(f"`interview compare {session_id} {forked.id}`")
            return
        await go_on(settings, screen, memory, forked, source or terminal.keyboard(), guides)
        screen.line("Compare", f"interview compare {session_id} {forked.id}")


async def _compare(first_id: str, second_id: str, as_json: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import comparing, tables  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        first, second = await memory.store.session(first_id), await memory.store.session(second_id)
        turns = [await transcript(memory.store, session.id) for session in (first, second)]
    comparison = comparing.compare(first, turns[0], second, turns[1])
    if as_json:
        terminal.print_json(comparison)
    else:
        tables.show_comparison(screen.console, comparison)
