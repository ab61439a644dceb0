"""What a session shows, put into a room's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.display.labels import label
from app.display.own_words import OwnWords
from domain.interview import ENGLISH, Agenda, Question, Session, Turn
from domain.report import Advice, Report
from domain.verdict import Verdict
from domain.work import Work
from web.rooms.entries import (
    Asked,
    Begun,
    Explained,
    Head,
    LeftOut,
    Notice,
    Planned,
    Saying,
    TimeLeft,
    Tried,
)
from web.rooms.thread import Thread

_OF_THE_PAGE = {
    f"work_{key}": f"page_work_{key}" for key in ("none", "none_review", "none_better", "none_design", "over")
}
"""What the terminal tells with commands that are buttons here."""
_SHOWN_BY_THE_BOX = frozenset({"work_kept", "work_kept_review", "work_kept_better", "work_kept_design"})
_WITH_BUTTONS = frozenset({"/edit", "/run", "/next", "/done"})


class PageFront(OwnWords):
    """A front (`app.display.front.Front`) whose screen is a thread that tabs render.

    `judged` is called with every turn that got a verdict, also one that was looked at again, `reported` with
    the report.
    """

    live = True

    def __init__(
        self,
        thread: Thread,
        judged: Callable[[Turn], None],
        reported: Callable[[Report, Session], None],
    ) -> None:
        super().__init__()
        self._thread = thread
        self._judged = judged
        self._reported = reported

    def thinking(self) -> None:
        if self._thread.saying is None:
            self._thread.say(Saying("", ""))

    def saying(self, who: str, text: str) -> None:
        self._thread.say(Saying(who, text))

    def settle(self) -> None:
        if self._thread.saying is not None:
            self._thread.say(None)

    def line(self, label: str, text: str) -> None:
        self._thread.add(Head(label, text))

    def planned(self, agenda: Agenda, session: Session) -> None:
        del session
        self._thread.add(Planned(agenda, self._language))

    def help(self, commands: Mapping[str, str]) -> None:
        """The commands; the page has no editor of its own and other keys, which stand at its buttons."""
        for command, meaning in commands.items():
            if command.startswith("/") and command not in _WITH_BUTTONS:
                self.notice(f"{command}: {meaning}")

    def notice(self, text: str) -> None:
        self._thread.add(Notice(text))

    def tell(self, key: str, **given: object) -> None:
        if key not in _SHOWN_BY_THE_BOX:
            self.notice(label(_OF_THE_PAGE.get(key, key), self._language, **given))

    def blank(self) -> None:
        """A thread has its own spaces."""

    def question(
        self, turn: Turn, position: int, planned: int, follow_ups: int, *, numbered: bool = False
    ) -> None:
        del numbered
        self._language = turn.question.language
        self._thread.ask(Asked(turn, position, planned, follow_ups))

    def task_begun(self, question: Question, lines: int) -> None:
        """Nothing: the page's box shows how it is done, and the work that stands already."""
        del question, lines

    def tried(self, work: Work) -> None:
        self._thread.add(Tried(work, self._language))

    def answer(self, text: str, who: str = "") -> None:
        del who
        self._thread.answer(text)

    def skipped(self, question: Question) -> None:
        self._thread.add(LeftOut(question))

    def time_left(self, minutes: int, planned: float) -> None:
        self._thread.add(TimeLeft(minutes, planned, self._language))

    def feedback_begun(self, verdict: Verdict, advice: Advice) -> None:
        begun = Begun(verdict, advice, self._language)
        # Begun once already, before the database went away for a moment.
        if self._thread.last(Begun) != begun:
            self._thread.add(begun)

    def feedback(self, turn: Turn) -> None:
        if turn.verdict is not None and turn.advice is not None:
            self._judged(turn)
            for note in self._notes.news(turn, self._language):
                self.notice(note)

    def judged_again(self, turn: Turn) -> None:
        self._judged(turn)

    def why(self, verdict: Verdict, advice: Advice | None) -> None:
        self._thread.add(Explained(verdict, advice, self._language))

    def debrief(self, turns: Sequence[Turn]) -> None:
        coached = [turn for turn in turns if turn.advice is not None]
        if coached:
            self.notice(label("debrief", coached[0].question.language or ENGLISH))
        for turn in coached:
            self.feedback(turn)

    def report(self, report: Report, session: Session) -> None:
        self._reported(report, session)
