"""The person at the page, as a session sees them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from app.session.candidate import COMMANDS
from domain.guide import TalkingPoint
from domain.interview import Session, Turn
from domain.spoken import Spoken
from domain.work import HandedIn
from voice.heard import Heard
from web.rooms.entries import Agreeing, Answering, Reading, Telling, Waiting, Working
from web.rooms.speaking import Speaking
from web.rooms.thread import Thread

YES, NO, STOP = "yes", "no", "/stop"
RUN, NEXT, DONE = "/run", "/next", "/done"
_KEEP_DRAFT = ([], [RUN], [NEXT], [DONE], *([command] for command in COMMANDS), ["/said"])
"""What was typed stays in the box while a hint is asked for."""


class PageCandidate:
    """A candidate (`app.session.candidate.Candidate`, `AtHand`, `Speaks`) who is asked through a thread.

    What is asked stands in `thread.waiting`, and `send` answers exactly that: what comes for something that
    is no longer waited for is dropped, so that two tabs, or two clicks, answer nothing twice.
    """

    measures_time = True

    def __init__(self, thread: Thread, begun: Callable[[str], None], clock: Callable[[], float]) -> None:
        self.typed_at = 0.0
        """When the draft was typed, in seconds since 1970; 0 where nothing was."""
        self.stops_at_once = False
        """Whether what reads on after feedback understands that it is enough."""
        self.spoken: Spoken | None = None
        """How the answer that was sent last was spoken; None where it was typed."""
        self.speaking = Speaking()
        self.at_code = False
        """Whether the sheet was worked on last, and not what is said of it."""
        self.work_of: Callable[[Turn], HandedIn | None] = lambda turn: None
        """The work that stands for a turn."""
        self._task: tuple[str, float] = ("", 0.0)
        self._clock = clock
        self._thread = thread
        self._begun = begun
        self._reply: asyncio.Future[str] | None = None
        self._draft = ""
        self._stops = False

    @property
    def draft(self) -> str:
        """What was typed and not sent yet."""
        return self._draft

    @draft.setter
    def draft(self, text: str) -> None:
        self._draft = text

    def type(self, text: str, to: Waiting) -> None:
        """What stands in the box for `to` now; kept, whatever ends this process."""
        if text != self._draft and self._thread.waiting is to:
            self._draft = text
            self.typed_at = time.time()
            self._begun(text)

    def hear(self, heard: Heard, to: Waiting) -> None:
        """Put what was said to `to` behind what stands in the box: it is kept even if the tab is gone."""
        self.speaking.take(heard)
        self.type(f"{self._draft.rstrip()} {heard.text}".strip(), to)

    def send(self, text: str, to: Waiting) -> bool:
        """Answer `to`, which is what is waited for; whether it still was."""
        if self._reply is None or self._reply.done() or self._thread.waiting is not to:
            return False
        self._reply.set_result(text)
        return True

    async def meet(self, session: Session, points: Sequence[TalkingPoint]) -> None:
        del session
        self.speaking.meet(points)

    async def answer(self, turn: Turn) -> str:
        self.spoken = None
        if self._stops:
            self._stops = False
            return STOP
        text = await self._asked(Answering(turn, self._since(turn)))
        self.spoken = self.speaking.of(text)
        self.at_code = text in (RUN, NEXT, DONE)
        if text == DONE:
            self._thread.hand_in(self.work_of(turn))
        elif text.strip():
            self._thread.answer(text, self.spoken)
        # A command that was typed in the box is no draft of an answer.
        if text.split()[:1] not in _KEEP_DRAFT or text.strip() == self._draft.strip():
            self._draft = ""
            self.speaking.forget()
        return text

    def _since(self, turn: Turn) -> float:
        """Since when `turn` is waited for; a task from when it was put, whatever was said of it meanwhile."""
        now = self._clock()
        if turn.question.work is None:
            return now
        if self._task[0] != turn.question.id:
            self._task = (turn.question.id, now)
        return self._task[1]

    async def read_on(self) -> str:
        word = await self._asked(Reading())
        if self.stops_at_once:
            return word
        # Nobody is asked another question first.
        self._stops = word == STOP
        return "" if self._stops else word

    async def agrees(self, question: str) -> bool:
        return await self._asked(Agreeing(question)) == YES

    async def tells(self, question: str) -> str:
        return await self._asked(Telling(question))

    async def _asked(self, waiting: Waiting) -> str:
        self._reply = asyncio.get_running_loop().create_future()
        self._thread.wait(waiting)
        try:
            return await self._reply
        finally:
            self._thread.wait(Working())
