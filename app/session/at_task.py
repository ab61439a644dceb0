"""What a candidate does at a task, beside saying something: write, try, hand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from agents.evaluator.hearing.judgeable import looks_like_code
from app.display.front import Front
from app.session.bench import MOST, Bench, Sheet
from app.session.candidate import Candidate
from app.session.clock import Clock
from app.session.interviewing import Interview
from app.session.sheets import handed_in, label_of, name_ending, opened_on, sheet_for
from app.session.stages import Stages
from domain.interview import CandidateMessage, MessageKind, Turn
from domain.work import HandedIn, WorkKind
from domain.worked import worked
from rounds.questions import is_question

_FENCED = re.compile(r"^```[^\n`]*\n(.*?)\n?```\s*$", re.DOTALL)


@runtime_checkable
class Writes(Protocol):
    """Somebody who has an editor."""

    async def write(self, text: str, ending: str) -> str | None:
        """`text` as it was changed in the editor, in a file of this `ending`; None where there is none."""
        ...


@runtime_checkable
class WatchesTime(Protocol):
    """Somebody who sees how the time goes while they type."""

    def watch(self, told: Callable[[], str] | None) -> None:
        """Show what `told` says, asked again and again; nothing any more with None."""
        ...


class AtTask:
    """What concerns the task of a turn; `bench` keeps the work.

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
        self._warned: set[Sheet] = set()
        self._stages = Stages(screen, bench)

    async def begin(self, turn: Turn) -> None:
        """Take up the task of `turn`, where it is another than before: its work, and the time it took."""
        question = turn.question
        if question.id == self._question:
            self._stages.follow_up(turn, self._elapsed())
            return
        self._question = question.id
        self._warned.clear()
        turns = await self._interview.turns()
        messages = [each.message for each in turns if each.question.id == question.id and each.message]
        self._clock = Clock(question.seconds)
        before = sum(each.seconds or 0.0 for each in messages)
        self._clock.passed(before)
        self._since = self._elapsed()
        self._began, self._whole = self._since - before, question.seconds
        done = worked(turns, question.id)
        if done.work is not None:
            for sheet, text in ((Sheet.WORK, done.work.text), (Sheet.BETTER, done.work.better)):
                if text and not self._bench.text(question.id, sheet):
                    self._bench.put(question.id, text, sheet)
        if isinstance(self._candidate, WatchesTime):
            self._candidate.watch(self._time)
        self._screen.task_begun(question, self._lines(turn))
        self._stages.begin(turn, self._elapsed(), handed_in=done.work is not None)

    async def heard(self, text: str, turn: Turn) -> CandidateMessage | bool:
        """The message that hands in; True where `text` was dealt with here, False where it is another."""
        word = text.lower()
        if word == "/edit":
            await self._write(turn)
        elif word == "/run":
            await self._try(turn)
        elif word == "/next" and self._stages.go_on(turn, self._elapsed()):
            pass
        elif word == "/done":
            return self._hand_in(turn)
        elif (written := _pasted(text, turn)) is not None:
            self._put(turn, written, _sheet_pasted(turn))
        else:
            return False
        self.tell_time(turn)
        return True

    def noted(self, text: str, turn: Turn, *, answered: bool) -> bool:
        """Whether words that ask for nothing were written down: what is found, and what is designed, is.

        After a follow-up they answer it.
        """
        kind = turn.question.work
        lines = [line for line in text.splitlines() if line.strip()]
        if kind is WorkKind.CODE or answered or all(map(is_question, lines)):
            return False
        stood = self._bench.text(turn.question.id).rstrip("\n")
        self._put(turn, f"{stood}\n{text}" if stood else text, Sheet.WORK)
        self.tell_time(turn)
        return True

    def said(self, text: str, *, answered: bool) -> MessageKind:
        """What words are that ask for nothing else: after a follow-up its answer, before it a question about
        the task, or a thought."""
        if answered:
            return MessageKind.ANSWER
        return MessageKind.ASK if is_question(text) else MessageKind.ALOUD

    def tell_time(self, turn: Turn) -> None:
        """Say once that the task's time runs short, and once that it is over; and so of a stage's."""
        if not self._candidate.measures_time:
            return
        now = self._elapsed()
        left = self._clock.passed(now - self._since)
        self._since = now
        planned = round(turn.question.seconds / 60)
        if left:
            self._screen.tell("work_time", left=left, planned=planned)
        elif left is not None:
            self._screen.tell("work_over", planned=planned)
        else:
            self._stages.tell_time(turn, now)

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
        sheet = sheet_for(turn)
        stood = self._bench.text(turn.question.id, sheet)
        begun = stood or opened_on(turn.question, sheet)
        written = await self._candidate.write(begun, name_ending(turn.question, sheet))
        if written is None:
            self._screen.tell("work_no_editor")
        elif written.strip() and (stood or written.strip() != begun.strip()):
            self._put(turn, written, sheet)

    def _put(self, turn: Turn, text: str, sheet: Sheet) -> None:
        if len(text) > MOST:
            self._screen.tell("work_too_long", most=MOST)
            return
        self._bench.put(turn.question.id, text if text.endswith("\n") else f"{text}\n", sheet)
        lines = len(self._bench.text(turn.question.id, sheet).splitlines())
        self._screen.tell(label_of("work_kept", turn.question, sheet), lines=lines)

    async def _try(self, turn: Turn) -> None:
        question, sheet = turn.question, sheet_for(turn)
        if question.work is WorkKind.REVIEW and not self._bench.text(question.id, Sheet.BETTER).strip():
            self._screen.tell("work_nothing_to_try")
            return
        if question.work is not WorkKind.REVIEW and not self._bench.text(question.id, sheet).strip():
            self._screen.tell(label_of("work_none", question, sheet))
            return
        if question.work is not WorkKind.DESIGN and self._interview.readies_sandbox:
            self._screen.tell("work_readying")
        self._bench.tried(question.id)
        text, better = (self._bench.text(question.id, each) for each in Sheet)
        self._screen.tried(await self._interview.try_work(turn, text, better))

    def _hand_in(self, turn: Turn) -> CandidateMessage | bool:
        question, sheet = turn.question, sheet_for(turn)
        handed = handed_in(self._bench, turn)
        if handed is None and sheet not in self._warned:
            # Once: who only talks may hand in nothing, too.
            self._warned.add(sheet)
            self._screen.tell(label_of("work_none", question, sheet))
            return True
        assert question.work is not None
        handed = handed or HandedIn(
            kind=question.work,
            text=self._bench.text(question.id) if sheet is Sheet.BETTER else "",
            runs=self._bench.runs(question.id),
        )
        if (handed.kind is WorkKind.CODE or handed.better) and self._interview.readies_sandbox:
            self._screen.tell("work_readying")
        return CandidateMessage(at=self._interview.now, work=handed)

    def _lines(self, turn: Turn) -> int:
        return len(self._bench.text(turn.question.id, sheet_for(turn)).splitlines())


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _pasted(text: str, turn: Turn) -> str | None:
    """The work that `text` is, between fences or, where it is code, plainly; None where it is words."""
    if (fenced := _FENCED.match(text.strip())) is not None:
        # A drawing within a design stands among its words.
        return None if turn.question.work is WorkKind.DESIGN else fenced[1]
    return text if turn.question.work is WorkKind.CODE and looks_like_code(text) else None


def _sheet_pasted(turn: Turn) -> Sheet:
    """Which sheet pasted code stands on: at a review it is the better version, whenever it comes."""
    return Sheet.BETTER if turn.question.work is WorkKind.REVIEW else Sheet.WORK
