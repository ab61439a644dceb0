"""`interview start`, `resume` and `demo`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.choices import ModeName

if TYPE_CHECKING:
    from app.candidate import Candidate
    from app.screen import Screen
    from app.settings import Settings

_SECONDS_FOR_A_FIRST_LINE = 120
"""How long a silent pipe may be just slow. After that there is nobody, and the demo is shown instead."""
_DEMO_MINUTES = 20

Guides = Annotated[
    list[Path] | None,
    typer.Option("--guides", "-g", help="A guide or a folder of guides; may be given several times."),
]
Minutes = Annotated[
    float, typer.Option("--minutes", "-m", min=1, max=240, help="How long the interview lasts.")
]
ModeOption = Annotated[
    ModeName, typer.Option("--mode", help="study: feedback after every question; real: only at the end.")
]
NoMask = Annotated[
    bool, typer.Option("--no-mask", help="Send personal data to the language model as it is, unmasked.")
]
Seed = Annotated[int | None, typer.Option("--seed", help="The same seed asks the same questions.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("start")(start)
    app.command("resume")(resume)
    app.command("demo")(demo)


def start(
    guides: Guides = None,
    minutes: Minutes = 45.0,
    mode: ModeOption = "study",
    seed: Seed = None,
    no_mask: NoMask = False,
) -> None:
    """Start an interview.

    Answers are typed, or come from standard input, one a line. Without a terminal and with nothing on
    standard input, the demo is shown instead.
    """
    asyncio.run(_start(guides, minutes, mode, seed, mask=not no_mask))


def demo(guides: Guides = None, minutes: Minutes = _DEMO_MINUTES, seed: Seed = None) -> None:
    """Watch a whole interview with a simulated candidate."""
    asyncio.run(_demo(guides, minutes, seed))


def resume(
    session: Annotated[
        str, typer.Argument(help="The session's id; without it, the last one left open.")
    ] = "",
    no_mask: NoMask = False,
) -> None:
    """Go on with an interview where it was left, whatever ended it."""
    asyncio.run(_resume(session, mask=not no_mask))


async def _start(
    guides: list[Path] | None, minutes: float, mode: ModeName, seed: int | None, *, mask: bool
) -> None:
    from app import terminal  # noqa: PLC0415 -- rich and the event loop's friends cost 100 ms

    settings, screen = terminal.settings().model_copy(update={"mask": mask}), terminal.screen()
    source = terminal.standard_input(screen)
    if source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE):
        screen.notice(
            "No terminal and nothing on standard input: here is the demo, with a simulated candidate."
        )
        screen.blank()
        await _hold(settings, screen, guides, _DEMO_MINUTES, "study", seed, None, simulated=True)
        return
    await _hold(settings, screen, guides, minutes, mode, seed, source or terminal.keyboard())


async def _demo(guides: list[Path] | None, minutes: float, seed: int | None) -> None:
    from app import terminal  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    await _hold(settings, screen, guides, minutes, "study", seed, None, simulated=True)


async def _hold(
    settings: Settings,
    screen: Screen,
    guides: list[Path] | None,
    minutes: float,
    mode: ModeName,
    seed: int | None,
    candidate: Candidate | None,
    *,
    simulated: bool = False,
) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.conversation import hold  # noqa: PLC0415
    from app.interviewing import Interview  # noqa: PLC0415
    from app.simulation import SimulatedCandidate  # noqa: PLC0415
    from domain.interview import Agenda, Mode, Session  # noqa: PLC0415
    from graphs.state import InterviewContext  # noqa: PLC0415

    where = bootstrap.checked(guides, settings)
    library = bootstrap.read_guides(where)
    bootstrap.check_askable(library)
    terminal.tell_guides(screen, library)
    models = bootstrap.language_models(settings)
    async with bootstrap.open_memory(settings) as memory:
        knowledge = terminal.index(settings, library, where, memory, screen)
        terminal.tell_memory(screen, memory)
        terminal.tell_model(screen, settings)
        moment = bootstrap.now()
        taken = [known.id for known in await memory.store.sessions()]
        session = Session(
            id=bootstrap.new_session_id(taken, moment),
            mode=Mode(mode),
            guides=tuple(str(path.resolve()) for path in where),
            minutes=minutes,
            seed=seed if seed is not None else int(moment.timestamp()) % 100_000,
            started_at=moment,
            updated_at=moment,
            index_version=knowledge.version,
        )
        # What a simulated candidate knows says nothing about the real one.
        mastery = None if simulated or candidate is None else memory.mastery
        context = InterviewContext(knowledge, memory.store, bootstrap.now, models, mastery)
        async with bootstrap.locked(memory, session.id) as lock:
            interview = Interview(bootstrap.compile_interview(memory), context, session.id, lock.ensure)
            step = await interview.begin(session)
            agenda = Agenda.model_validate((await interview.values())["agenda"])
            screen.line("Agenda", terminal.agenda_line(agenda))
            screen.line(
                "Session", f"{session.id} · {mode} mode · /help for what you can do besides answering"
            )
            screen.blank()
            if simulated or candidate is None:
                candidate = terminal.shown(SimulatedCandidate(knowledge, session.seed), screen)
            await hold(interview, step, candidate, screen)
        bootstrap.count_savings(memory, knowledge)


async def _resume(session_id: str, *, mask: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.going_on import go_on  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415
    from domain.interview import SessionStatus  # noqa: PLC0415

    settings, screen = terminal.settings().model_copy(update={"mask": mask}), terminal.screen()
    async with bootstrap.open_memory(settings) as memory:
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
        await go_on(settings, screen, memory, session, terminal.standard_input(screen) or terminal.keyboard())
