"""What a candidate does at a task, beside saying something: write, try, hand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from agents.evaluator.hearing.judgeable import looks_like_code
from agents.evaluator.work.coding import asks
from app.display.front import Front
from app.session.bench import MOST, Bench
from app.session.candidate import Candidate
from app.session.clock import Clock
from app.session.interviewing import Interview
from domain.interview import CandidateMessage, MessageKind, Turn
from domain.work import HandedIn
from domain.worked import worked

_FENCED = re.compile(r"^```[^\n`]*\n(.*?)\n?```\s*$", re.DOTALL)
_HEADER = "# {task}\n\n"


@runtime_checkable
class Writes(Protocol):
    """Somebody who has an editor."""

    async def write(self, text: str) -> str | None:
        """`text` as it was changed in the editor; None where there is none."""
        ...


@runtime_checkable
class WatchesTime(Protocol):
    """Somebody who sees how the time goes while they type."""

    def watch(self, told: Callable[[], str] | None) -> None:
        """Show what `told` says, asked again and again; nothing any more with None."""
        ...


class AtTask:
    """What concerns the task of a turn; `bench` keeps the code.

    `elapsed` is the clock by which the task's own time is told, in seconds.
    """

    def __init__(
        self,
        interview: Interview,
        candidate: Candidate,
        screen: Front,
        bench: Bench,
        elapsed: Callable[[], float],
    ) -> None:
        self._interview = interview
        self._candidate = candidate
        self._screen = screen
        self._bench = bench
        self._elapsed = elapsed
        self._question = ""
        self._clock = Clock(1.0)
        self._since = self._began = 0.0
        self._whole = 0
        self._warned = False

    async def begin(self, turn: Turn) -> None:
        """Take up the task of `turn`, where it is another than before: its code, and the time it took."""
        question = turn.question
        if question.id == self._question:
            return
        self._question, self._warned = question.id, False
        turns = await self._interview.turns()
        messages = [each.message for each in turns if each.question.id == question.id and each.message]
        self._clock = Clock(question.seconds)
        before = sum(each.seconds or 0.0 for each in messages)
        self._clock.passed(before)
        self._since = self._elapsed()
        self._began, self._whole = self._since - before, question.seconds
        done = worked(turns, question.id)
        if done.work is not None and not self._bench.code(question.id):
            self._bench.put(question.id, done.work.text)
        if isinstance(self._candidate, WatchesTime):
            self._candidate.watch(self._time)
        self._screen.task_begun(self._lines(question.id))

    async def heard(self, text: str, turn: Turn) -> CandidateMessage | bool:
        """The message that hands in; True where `text` was dealt with here, False where it is another."""
        word = text.lower()
        if word == "/edit":
            await self._write(turn)
        elif word == "/run":
            await self._try(turn)
        elif word == "/done":
            return self._hand_in(turn)
        elif (code := _pasted(text)) is not None:
            self._put(turn, code)
        else:
            return False
        self.tell_time(turn)
        return True

    def said(self, text: str, *, answered: bool) -> MessageKind:
        """What words are that ask for nothing else: after a follow-up its answer, before it a question about
        the task, or a thought."""
        if answered:
            return MessageKind.ANSWER
        return MessageKind.ASK if asks(text) else MessageKind.ALOUD

    def tell_time(self, turn: Turn) -> None:
        """Say once that the task's time runs short, and once that it is over."""
        if not self._candidate.measures_time:
            return
        now = self._elapsed()
        left = self._clock.passed(now - self._since)
        self._since = now
        if left is None:
            return
        planned = round(turn.question.seconds / 60)
        if left:
            self._screen.tell("work_time", left=left, planned=planned)
        else:
            self._screen.tell("work_over", planned=planned)

    def leave(self) -> None:
        """The next question is no task."""
        if self._question and isinstance(self._candidate, WatchesTime):
            self._candidate.watch(None)

    def _time(self) -> str:
        """The task's time in a line: "12:31 / 15:00"."""
        return f"{_clock(self._elapsed() - self._began)} / {_clock(self._whole)}"

    async def _write(self, turn: Turn) -> None:
        if not isinstance(self._candidate, Writes):
            self._screen.tell("work_no_editor")
            return
        stood = self._bench.code(turn.question.id)
        title = turn.question.text.replace("\n", "\n# ")
        begun = stood or _HEADER.format(task=title)
        written = await self._candidate.write(begun)
        if written is None:
            self._screen.tell("work_no_editor")
        elif written.strip() and (stood or written.strip() != begun.strip()):
            self._put(turn, written)

    def _put(self, turn: Turn, code: str) -> None:
        if len(code) > MOST:
            self._screen.tell("work_too_long", most=MOST)
            return
        self._bench.put(turn.question.id, code if code.endswith("\n") else f"{code}\n")
        self._screen.tell("work_kept", lines=self._lines(turn.question.id))

    async def _try(self, turn: Turn) -> None:
        code = self._bench.code(turn.question.id)
        if not code.strip():
            self._screen.tell("work_none")
            return
        if self._interview.readies_sandbox:
            self._screen.tell("work_readying")
        self._bench.tried(turn.question.id)
        self._screen.tried(await self._interview.try_work(turn, code))

    def _hand_in(self, turn: Turn) -> CandidateMessage | bool:
        question = turn.question
        code = self._bench.code(question.id)
        if not code.strip() and not self._warned:
            # Once: who only talks may hand in nothing, too.
            self._warned = True
            self._screen.tell("work_none")
            return True
        if self._interview.readies_sandbox:
            self._screen.tell("work_readying")
        assert question.work is not None
        work = HandedIn(kind=question.work, text=code, runs=self._bench.runs(question.id))
        return CandidateMessage(at=self._interview.now, work=work)

    def _lines(self, question_id: str) -> int:
        return len(self._bench.code(question_id).splitlines())


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _pasted(text: str) -> str | None:
    """The code that `text` is, between fences or plainly; None where it is words."""
    if (fenced := _FENCED.match(text.strip())) is not None:
        return fenced[1]
    return text if looks_like_code(text) else None
