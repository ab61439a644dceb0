"""`interview compare`: two sessions side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import open_memory
from app.commands.options import AsJson
from app.past import comparing, tables
from app.past.transcript import transcript


async def compare(
    first_id: Annotated[str, typer.Argument(metavar="FIRST", help="A session's id.")],
    second_id: Annotated[str, typer.Argument(metavar="SECOND", help="Another session's id.")],
    as_json: AsJson = False,
) -> None:
    """Show the answers and scores of two sessions side by side, question by question."""
    screen = terminal.screen()
    async with open_memory(terminal.settings()) as memory:
        first, second = await memory.store.session(first_id), await memory.store.session(second_id)
        turns = [await transcript(memory.store, session.id) for session in (first, second)]
    comparison = comparing.compare(first, turns[0], second, turns[1])
    if as_json:
        terminal.print_json(comparison)
    else:
        tables.show_comparison(screen.console, comparison)
