"""What a session shows, kept for the answer to one call."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from app.display import words
from app.display.labels import label
from app.display.own_words import OwnWords
from domain.interview import Agenda, Question, Session, Turn
from domain.report import Advice, Report
from domain.verdict import Verdict
from domain.work import Work

_OF_A_TERMINAL = (
    "going_on",
    "what_you_typed",
    "work_how",
    "work_kept",
    "work_none",
    "work_no_",
    "say_something",
)
"""How the keys of what is told of keys, commands and windows begin: an assistant has tools, which tell it for
themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for an answer; `position` counts questions from 1, `follow_ups` those of this question."""

    turn: Turn
    position: int
    planned: int
    follow_ups: int


class Call(OwnWords):
    """A front (`app.display.front.Front`) that shows nothing and keeps what the answer to a call needs."""

    live = False

    def __init__(self) -> None:
        super().__init__()
        self.asked: Asked | None = None
        self.agenda: Agenda | None = None
        self.tried_work: Work | None = None
        self.notices: list[str] = []

    def thinking(self) -> None:
        """Nobody watches."""

    def saying(self, who: str, text: str) -> None:
        """Words that are not final are not told."""
        del who, text

    def settle(self) -> None:
        """Nothing is there that is not final."""

    def line(self, label: str, text: str) -> None:
        """The head is the terminal's and the page's."""
        del label, text

    def planned(self, agenda: Agenda, session: Session) -> None:
        del session
        self.agenda = agenda

    def help(self, commands: Mapping[str, str]) -> None:
        """An assistant's tools tell it what can be done."""
        del commands

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def news(self, *, but: Container[str]) -> list[str]:
        """What the candidate is to know, without what is old by now."""
        return [each for each in self.notices if each not in but]

    def tell(self, key: str, **given: object) -> None:
        if not key.startswith(_OF_A_TERMINAL):
            self.notice(label(key, self._language, **given))

    def blank(self) -> None:
        """Nobody's eye needs rest."""

    def question(
        self, turn: Turn, position: int, planned: int, follow_ups: int, *, numbered: bool = False
    ) -> None:
        del numbered
        self._language = turn.question.language
        self.asked = Asked(turn, position, planned, follow_ups)

    def task_begun(self, question: Question, lines: int) -> None:
        """What stands is read from where it is kept."""
        del question, lines

    def tried(self, work: Work) -> None:
        self.tried_work = work

    def answer(self, text: str, who: str = "") -> None:
        """What the candidate said came from where this goes."""
        del text, who

    def skipped(self, question: Question) -> None:
        self.notice(words.skipped(question))

    def time_left(self, minutes: int, planned: float) -> None:
        self.notice(words.time_left(minutes, planned, self._language))

    def feedback_begun(self, verdict: Verdict, advice: Advice) -> None:
        """Only what is final is told."""
        del verdict, advice

    def feedback(self, turn: Turn) -> None:
        """The verdict itself is read from where it is kept; what a model failed at is told here."""
        for note in self._notes.news(turn, self._language):
            self.notice(note)

    def judged_again(self, turn: Turn) -> None:
        """What came of it is told as a notice, and kept with the turn."""
        del turn

    def why(self, verdict: Verdict, advice: Advice | None) -> None:
        """The arithmetic stands with every verdict."""
        del verdict, advice

    def debrief(self, turns: Sequence[Turn]) -> None:
        """The feedback that was kept for the end is read from where it is kept."""
        del turns

    def report(self, report: Report, session: Session) -> None:
        """The report is read from where it is kept."""
        del report, session
