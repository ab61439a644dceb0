"""`interview start`, `resume` and `demo`."""

from __future__ import annotations

from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import open_memory
from app.choices import ModeName
from app.commands.options import Guides, NoMask, Person
from app.session.answering import keyboard, standard_input
from domain.errors import InterviewError
from domain.interview import SessionStatus

_SECONDS_FOR_A_FIRST_LINE = 120
"""How long a silent pipe may be just slow. After that there is nobody, and the demo is shown instead."""
_DEMO_MINUTES = 20

Minutes = Annotated[
    float, typer.Option("--minutes", "-m", min=1, max=240, help="How long the interview lasts.")
]
ModeOption = Annotated[
    ModeName, typer.Option("--mode", help="study: feedback after every question; real: only at the end.")
]
Seed = Annotated[int | None, typer.Option("--seed", help="The same seed asks the same questions.")]


async def start(
    guides: Guides = None,
    person: Person = None,
    minutes: Minutes = 45.0,
    mode: ModeOption = "study",
    seed: Seed = None,
    no_mask: NoMask = False,
) -> None:
    """Start an interview.

    Answers are typed, or come from standard input, one a line. Without a terminal and with nothing on
    standard input, the demo is shown instead.
    """
    from app.session.beginning import begin  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    source = standard_input(screen)
    if source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE):
        screen.notice(
            "No terminal and nothing on standard input: here is the demo, with a simulated candidate."
        )
        screen.blank()
        await begin(settings, screen, guides, _DEMO_MINUTES, "study", seed, None, person)
        return
    await begin(settings, screen, guides, minutes, mode, seed, source or keyboard(), person)


async def demo(
    guides: Guides = None, person: Person = None, minutes: Minutes = _DEMO_MINUTES, seed: Seed = None
) -> None:
    """Watch a whole interview with a simulated candidate."""
    from app.session.beginning import begin  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    settings, screen = terminal.settings(), terminal.screen()
    await begin(settings, screen, guides, minutes, "study", seed, None, person)


async def resume(
    session_id: Annotated[
        str, typer.Argument(metavar="[SESSION]", help="The session's id; without it, the last one left open.")
    ] = "",
    guides: Guides = None,
    no_mask: NoMask = False,
) -> None:
    """Go on with an interview where it was left, whatever ended it."""
    from app.session.going_on import go_on  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    async with open_memory(settings) as memory:
        if session_id:
            session = await memory.store.session(session_id)
        else:
            left_open = [s for s in await memory.store.sessions() if s.status is SessionStatus.OPEN]
            if not left_open:
                raise InterviewError("There is no interview to resume. `interview start` begins one.")
            session = left_open[0]
        if session.status is SessionStatus.FINISHED:
            raise InterviewError(
                f"Session {session.id} is finished. `interview report {session.id}` shows what came of it."
            )
        candidate = standard_input(screen) or keyboard()
        await go_on(settings, screen, memory, session, candidate, guides)
