"""`interview start`, `resume` and `demo`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from app import terminal
from app.bootstrap.memory import Memory, left_open, open_memory
from app.choices import ModeName, RoundName, ToneName
from app.commands.options import (
    Guides,
    Headphones,
    KeepAudio,
    NoMask,
    Pause,
    Person,
    Posting,
    TakeOver,
    Voice,
)
from app.display.screen import Screen
from app.process import collecting
from app.session.answering import keyboard, standard_input
from app.session.candidate import RESUME_DRILL, Candidate
from app.settings import Settings, in_round
from domain.errors import InterviewError
from domain.interview import SessionStatus
from domain.later import later
from domain.posting import Posting as Asking

if TYPE_CHECKING:
    from app.bootstrap import postings
else:
    postings = later("app.bootstrap.postings")

_SECONDS_FOR_A_FIRST_LINE = 120
"""How long a silent pipe may be just slow. After that there is nobody, and the demo is shown instead."""
_DEMO_MINUTES = 20

Minutes = Annotated[
    float, typer.Option("--minutes", "-m", min=1, max=240, help="How long the interview lasts.")
]
ModeOption = Annotated[
    ModeName, typer.Option("--mode", help="study: feedback after every question; real: only at the end.")
]
RoundOption = Annotated[
    RoundName | None, typer.Option("--round", help="Whose interview it is (INTERVIEW_ROUND; docs/rounds.md).")
]
ToneOption = Annotated[
    ToneName | None, typer.Option("--tone", help="How they speak, from warm to pressing (INTERVIEW_TONE).")
]
Seed = Annotated[int | None, typer.Option("--seed", help="The same seed asks the same questions.")]


async def start(
    guides: Guides = None,
    person: Person = None,
    minutes: Minutes = 45.0,
    mode: ModeOption = "study",
    held: RoundOption = None,
    tone: ToneOption = None,
    job: Posting = None,
    seed: Seed = None,
    no_mask: NoMask = False,
    voice: Voice = False,
    pause: Pause = None,
    keep_audio: KeepAudio = False,
    headphones: Headphones = False,
) -> None:
    """Start an interview.

    Answers are typed, spoken (--voice), or come from standard input, one a line. Without a terminal and with
    nothing on standard input, the demo is shown instead.
    """
    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    settings = in_round(settings, held, tone)
    posting = postings.posting_at(job) if job is not None else None
    source = standard_input(screen)
    if source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE):
        screen.notice(
            "No terminal and nothing on standard input: here is the demo, with a simulated candidate."
        )
        screen.blank()
        await _begin(settings, screen, guides, _DEMO_MINUTES, "study", seed, None, person)
        return
    aloud = Aloud(voice, pause, keep_audio, headphones)
    async with _answering(settings, screen, source, aloud) as candidate:
        await _begin(settings, screen, guides, minutes, mode, seed, candidate, person, posting)


async def demo(
    guides: Guides = None, person: Person = None, minutes: Minutes = _DEMO_MINUTES, seed: Seed = None
) -> None:
    """Watch a whole interview with a simulated candidate."""
    await _begin(terminal.settings(), terminal.screen(), guides, minutes, "study", seed, None, person)


async def _begin(
    settings: Settings,
    screen: Screen,
    guides: Sequence[Path] | None,
    minutes: float,
    mode: ModeName,
    seed: int | None,
    candidate: Candidate | None,
    person: str | None,
    posting: Asking | None = None,
) -> None:
    # What is imported and opened now is kept to the end. `beginning` begins again when a question stands.
    collecting.put_off()
    beginning, _ = _sessions()
    await beginning.begin(settings, screen, guides, minutes, mode, seed, candidate, person, posting)


def _sessions() -> tuple[ModuleType, ModuleType]:
    """What begins a session, and what goes on with one."""
    from app.session import beginning, going_on  # noqa: PLC0415 -- LangGraph: half a second for `--help`

    return beginning, going_on


async def resume(
    session_id: Annotated[
        str, typer.Argument(metavar="SESSION", help="The session's id; without it, the last one left open.")
    ] = "",
    guides: Guides = None,
    take_over: TakeOver = False,
    no_mask: NoMask = False,
    voice: Voice = False,
    pause: Pause = None,
    keep_audio: KeepAudio = False,
    headphones: Headphones = False,
) -> None:
    """Go on with an interview where it was left, whatever ended it."""
    _, going_on = _sessions()
    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    async with open_memory(settings) as memory:
        if session_id:
            session = await memory.store.session(session_id)
        else:
            last = await left_open(memory)
            if last is None:
                raise InterviewError(await _nothing_to_resume(memory))
            session = last
        if session.status is SessionStatus.FINISHED:
            raise InterviewError(
                f"Session {session.id} is finished. `interview report {session.id}` shows what came of it."
            )
        if session.simulated:
            raise InterviewError(
                f"A simulated candidate answered in session {session.id}: `interview replay {session.id}` "
                "shows it, `interview demo` another one."
            )
        aloud = Aloud(voice, pause, keep_audio, headphones)
        async with _answering(settings, screen, standard_input(screen), aloud) as candidate:
            await going_on.go_on(settings, screen, memory, session, candidate, guides, by_force=take_over)


async def _nothing_to_resume(memory: Memory) -> str:
    """That no interview was left open, and what else there is to do."""
    drills = await memory.drills.sessions()
    if any(drill.status is SessionStatus.OPEN for drill in drills):
        return (
            f"There is no interview to resume, but a drill was left open: `{RESUME_DRILL}` goes on with it."
        )
    return "There is no interview to resume. `interview start` begins one."


class Aloud(NamedTuple):
    """What was said of speaking: whether, the pause in seconds, whether recordings are kept, headphones."""

    voice: bool
    pause: float | None
    keep_audio: bool
    headphones: bool


@asynccontextmanager
async def _answering(
    settings: Settings, screen: Screen, source: Candidate | None, aloud: Aloud
) -> AsyncIterator[Candidate]:
    """Who answers: a pipe, a person who types, or one who speaks."""
    if source is not None or not aloud.voice:
        if aloud.voice:
            screen.notice("--voice needs a terminal: the answers come from standard input.")
        yield source or keyboard()
        return
    from app.session.aloud import at_the_microphone  # noqa: PLC0415 -- who types needs nothing of it

    speaking = at_the_microphone(
        settings, screen, pause=aloud.pause, keep_audio=aloud.keep_audio, headphones=aloud.headphones
    )
    async with speaking as candidate:
        yield candidate
