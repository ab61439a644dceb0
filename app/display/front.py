"""What a session needs of whatever shows it: the terminal's screen, the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.interview import Agenda, Question, Session, Turn
from domain.report import Advice, Report
from domain.usage import Setback
from domain.verdict import Verdict
from domain.work import Work


class Front(Protocol):
    """Shows a session as it goes on. What it is told is typed; how that looks is the front's own."""

    @property
    def live(self) -> bool:
        """Whether words may be shown before they are final."""
        ...

    @property
    def language(self) -> str:
        """The language in which what we say of our own is said."""
        ...

    def speak(self, language: str) -> None:
        """Say it in `language` from now on; every question brings its own."""
        ...

    def thinking(self) -> None:
        """Show that a model is at work, where nothing else tells it."""
        ...

    def saying(self, who: str, text: str) -> None:
        """What the interviewer or the coach says so far, the whole of it each time; "" takes it back."""
        ...

    def settle(self) -> None:
        """Erase what is not final."""
        ...

    def line(self, label: str, text: str) -> None:
        """A line of the head: "Guides      2 read, 118 talking points"."""
        ...

    def planned(self, agenda: Agenda, session: Session) -> None:
        """What will be asked in an interview that begins."""
        ...

    def help(self, commands: Mapping[str, str]) -> None:
        """What a candidate can do besides answering: each command or key with what it does."""
        ...

    def notice(self, text: str) -> None:
        """Something the candidate should know that is no part of the interview."""
        ...

    def tell(self, key: str, **given: object) -> None:
        """A notice in words of ours: those of `app/display/labels` for `key`."""
        ...

    def setbacks(self, news: Sequence[Setback]) -> None:
        """Why models are not asked from now on."""
        ...

    def blank(self) -> None:
        """A moment's rest for the eye."""
        ...

    def question(
        self, turn: Turn, position: int, planned: int, follow_ups: int, *, numbered: bool = False
    ) -> None:
        """What the interviewer says, with where the interview stands and, where `numbered`, the turn."""
        ...

    def task_begun(self, question: Question, lines: int) -> None:
        """How a task is worked on, and how many lines of code stand already."""
        ...

    def tried(self, work: Work) -> None:
        """What came of work that was tried, and not handed in."""
        ...

    def answer(self, text: str, who: str = "") -> None:
        """What the candidate said, where it was not typed here."""
        ...

    def skipped(self, question: Question) -> None:
        """Where the guide has the answer to a question that was left out."""
        ...

    def time_left(self, minutes: int, planned: float) -> None:
        """That time is running short, or nearly over."""
        ...

    def feedback_begun(self, verdict: Verdict, advice: Advice) -> None:
        """The coach on a question, as far as it stands while a model words the better answer."""
        ...

    def feedback(self, turn: Turn) -> None:
        """The coach on a question."""
        ...

    def judged_again(self, turn: Turn) -> None:
        """That the verdict on `turn` was looked at again, whatever came of it."""
        ...

    def why(self, verdict: Verdict, advice: Advice | None) -> None:
        """The arithmetic of a score, key point by key point, and the better answer."""
        ...

    def debrief(self, turns: Sequence[Turn]) -> None:
        """The coach on every question of a session that had no feedback while it lasted."""
        ...

    def report(self, report: Report, session: Session) -> None:
        """The report on a session."""
        ...
