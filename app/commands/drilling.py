"""`interview drill`: what is due or weak, practised."""

from __future__ import annotations

from typing import Annotated

import typer

from app import terminal
from app.bootstrap.guides import guides_to_practise
from app.bootstrap.memory import open_memory
from app.choices import DrillName
from app.commands.options import GuidesOfTheLast, NoMask, Person
from app.commands.whose import one_persons
from app.session.answering import keyboard, standard_input
from app.session.candidate import LeftOpen

Kind = Annotated[
    DrillName,
    typer.Option("--kind", "-k", help="questions, facts (exact), red-flags (say it better), pitch (timed)."),
]


async def drill(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    kind: Kind = "questions",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many at most.")] = 5,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the drill that was left open last.")
    ] = False,
    no_mask: NoMask = False,
) -> None:
    """Practise what is due or weak, then what was never practised, in other words than before.

    Answers are typed, or come from standard input, one a line; the end of the input ends the drill.
    """
    from app.practice import practising  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    candidate = standard_input(screen) or keyboard()
    try:
        async with open_memory(settings) as memory:
            if resume:
                await practising.go_on(settings, screen, memory, guides, candidate)
                return
            where = await guides_to_practise(guides, settings, memory)
            where = one_persons(where, person, screen).where
            await practising.begin(
                settings, screen, memory, where, kind=kind, limit=limit, candidate=candidate
            )
    except LeftOpen as left:
        raise LeftOpen("interview drill --resume", kept=left.kept) from left
