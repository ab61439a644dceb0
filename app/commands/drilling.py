"""`interview drill` and `warm-up`: what is due or weak, practised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from agents.interviewer.drilling import WARM_UP
from app import terminal
from app.bootstrap.guides import guides_to_practise
from app.bootstrap.memory import open_memory
from app.choices import DrillName
from app.commands.options import GuidesOfTheLast, NoMask, Person, TakeOver
from app.commands.whose import one_persons
from app.session.answering import keyboard, standard_input
from app.session.candidate import RESUME_DRILL, LeftOpen
from domain.interview import Choice

Kind = Annotated[
    DrillName,
    typer.Option(
        "--kind", "-k", help="questions, facts (exact), red-flags (say it better), pitch (timed), tasks."
    ),
]


async def drill(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    kind: Kind = "questions",
    ahead: Annotated[bool, typer.Option("--ahead", help="What is not due yet, too.")] = False,
    topic: Annotated[str, typer.Option("--topic", "-t", help="Only what is about this.")] = "",
    guide: Annotated[str, typer.Option("--guide", help="Only what this one of the guides has.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many at most.")] = 5,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the drill that was left open last.")
    ] = False,
    take_over: TakeOver = False,
    no_mask: NoMask = False,
) -> None:
    """Practise what is due or weak, then what was never practised, in other words than before.

    --topic, --guide and --kind pitch ask whether or not it is due. Answers are typed, or come from standard
    input, one a line; the end of the input ends the drill.
    """
    choice = Choice(ahead=ahead, topic=topic.strip(), guide=guide.strip())
    await _hold(guides, person, kind, limit, choice, no_mask, resume=resume, by_force=take_over)


async def warm_up(guides: GuidesOfTheLast = None, person: Person = None, no_mask: NoMask = False) -> None:
    """Five minutes on your weakest points of every kind, whether or not they are due.

    Answers are typed, or come from standard input, one a line.
    """
    await _hold(guides, person, WARM_UP, 0, Choice(), no_mask)


async def _hold(
    guides: Sequence[Path] | None,
    person: str | None,
    kind: str,
    limit: int,
    choice: Choice,
    no_mask: bool,
    *,
    resume: bool = False,
    by_force: bool = False,
) -> None:
    from app.practice import practising  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    candidate = standard_input(screen) or keyboard()
    try:
        async with open_memory(settings) as memory:
            if resume:
                await practising.go_on(settings, screen, memory, guides, candidate, by_force=by_force)
                return
            where, _ = await guides_to_practise(guides, settings, memory)
            where = one_persons(settings, where, person, screen).where
            await practising.begin(
                settings, screen, memory, where, kind=kind, limit=limit, candidate=candidate, choice=choice
            )
    except LeftOpen as left:
        raise LeftOpen(RESUME_DRILL, kept=left.kept, language=left.language) from left
