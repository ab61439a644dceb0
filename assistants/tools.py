"""The tools that hold a session: begin, answer, ask, stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Literal

from mcp.server.mcpserver import Context
from pydantic import Field

from agents.interviewer.drilling import WARM_UP
from app.choices import DrillName, ModeName, RoundName, ToneName
from assistants.holding import Sessions
from assistants.plainly import tool
from assistants.told import Standing
from domain.interview import Choice, MessageKind
from domain.rounds import Round, Tone
from domain.work import Stage

_MOST = 50_000
"""Signs of an answer; nobody speaks for hours."""

Session = Annotated[str, Field(description="The session's name, as `session` tells it.", max_length=80)]
Turn = Annotated[int, Field(description="The turn that waits, as `question.turn` tells it.", ge=1)]
Person = Annotated[
    str, Field(description="Whose guides, where they are several people's; empty for whoever has most.")
]
Text = Annotated[
    str,
    Field(
        description="The whole of the code (no fence around it), of the findings (one a line) or of the "
        "design with its drawing, in place of what stands; empty to leave that."
    ),
]
Better = Annotated[
    str, Field(description="At a review: the whole of the better version of the code, without a fence.")
]


class Holding:
    """What holds a session. What is said of each tool is for the assistant."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @tool
    async def start_interview(
        self,
        ctx: Context,
        minutes: Annotated[float, Field(description="How long it lasts.", ge=1, le=240)] = 45.0,
        mode: Annotated[
            ModeName, Field(description="study: feedback after every question; real: only at the end.")
        ] = "study",
        round: Annotated[
            RoundName | None, Field(description="Whose interview it is; nobody's in particular if left out.")
        ] = None,
        tone: Annotated[ToneName | None, Field(description="How they speak; never scored.")] = None,
        person: Person = "",
        seed: Annotated[int | None, Field(description="The same seed asks the same questions.")] = None,
    ) -> Standing:
        """Begin a mock interview over the candidate's guides, and get its first question."""
        return await self._sessions.begin(
            minutes,
            mode,
            person.strip() or None,
            Round(round) if round else None,
            Tone(tone) if tone else None,
            seed,
            progress=_telling(ctx),
        )

    @tool
    async def start_drill(
        self,
        ctx: Context,
        kind: Annotated[
            DrillName | Literal["warm-up"],
            Field(description="What is drilled; warm-up: five minutes on the weakest of every kind."),
        ] = "questions",
        limit: Annotated[int, Field(description="How many at most.", ge=1, le=100)] = 5,
        topic: Annotated[str, Field(description="Only what is about this; empty for anything.")] = "",
        guide: Annotated[str, Field(description="Only what this guide has; empty for all.")] = "",
        ahead: Annotated[bool, Field(description="What is not due yet, too.")] = False,
        person: Person = "",
    ) -> Standing:
        """Begin a drill on what is due or weak, and get its first question. Answer it like an interview."""
        choice = (
            Choice() if kind == WARM_UP else Choice(ahead=ahead, topic=topic.strip(), guide=guide.strip())
        )
        return await self._sessions.drill(
            kind, limit if kind != WARM_UP else 0, choice, person.strip() or None, progress=_telling(ctx)
        )

    @tool
    async def resume_interview(
        self,
        session: Annotated[
            str, Field(description="Its name; empty for the one left open last, interview or drill.")
        ] = "",
        take_over: Annotated[
            bool, Field(description="Take it from the window that has it open. Ask the candidate first.")
        ] = False,
    ) -> Standing:
        """What waits for an answer in a session that was left open; of a finished one, how it came out."""
        return await self._sessions.go_on(session.strip(), by_force=take_over)

    @tool
    async def answer(
        self,
        session: Session,
        turn: Turn,
        text: Annotated[
            str, Field(description="What the candidate said: their words, whole.", max_length=_MOST)
        ],
        as_answer: Annotated[
            bool, Field(description="It is an answer, though it sounds like a request (`asked_back`).")
        ] = False,
    ) -> Standing:
        """Send what the candidate said, and get what was made of it and the next question."""
        return await self._sessions.answer(session, turn, text, as_it_is=as_answer)

    @tool
    async def ask_again(
        self,
        session: Session,
        turn: Turn,
        how: Annotated[
            Literal["repeat", "clarify", "hint"],
            Field(description="The same words; other words; a nudge, which the report mentions."),
        ],
    ) -> Standing:
        """Have the question said again, explained, or a hint given, because the candidate asked for it."""
        return await self._sessions.ask_for(session, turn, MessageKind(how))

    @tool
    async def skip_question(self, session: Session, turn: Turn) -> Standing:
        """Leave the question, because the candidate wants to; what was said of it is judged."""
        return await self._sessions.ask_for(session, turn, MessageKind.SKIP)

    @tool
    async def stop_interview(self, session: Session, turn: Turn) -> Standing:
        """End the session for good with a report, because the candidate wants to.

        To go on another time nothing needs to be done: it stays open.
        """
        return await self._sessions.ask_for(session, turn, MessageKind.STOP)

    @tool
    async def try_work(self, session: Session, turn: Turn, text: Text = "", better: Better = "") -> Standing:
        """Try the candidate's work; it stands there then, and is not handed in.

        Code, and a better version, are run on the task's examples where they can harm nothing; of a design
        comes back how its drawing is read.
        """
        return await self._sessions.try_work(session, turn, text, better)

    @tool
    async def hand_in(self, session: Session, turn: Turn, text: Text = "", better: Better = "") -> Standing:
        """Hand in the candidate's work, or what stands already where it is empty, to be judged."""
        return await self._sessions.hand_in(session, turn, text, better)

    @tool
    async def next_stage(
        self,
        session: Session,
        turn: Turn,
        stage: Annotated[Stage, Field(description="The stage that is over, as `question.stage` tells it.")],
    ) -> Standing:
        """Go on to the next stage of a design, because the candidate wants to or its time is over."""
        return await self._sessions.next_stage(session, turn, stage)

    @tool
    async def look_again(
        self,
        session: Session,
        turn: Annotated[int, Field(description="The turn of the feedback.", ge=1)],
        key_point: Annotated[int, Field(description="Its number, as `key_points[].open` tells it.", ge=1)],
        words: Annotated[
            str,
            Field(description="The words of the answer that say it, as they were said.", max_length=_MOST),
        ],
    ) -> Standing:
        """Have one key point of the feedback judged once more, because the candidate did say it."""
        return await self._sessions.object_to(session, turn, key_point, words)


def _telling(ctx: Context) -> Callable[[int, int], None]:
    """Tells how far an index is that has to be built; called in another thread."""
    loop = asyncio.get_running_loop()

    def progress(done: int, whole: int) -> None:
        told = ctx.report_progress(done, whole, "Building the index of your guides")
        asyncio.run_coroutine_threadsafe(told, loop)

    return progress
