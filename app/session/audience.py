"""Who watches an interview: sees the words come, and reads the feedback before the next question."""

from __future__ import annotations

from collections.abc import Callable

from app.display.screen import Screen
from app.session.candidate import COMMANDS, Candidate, EndOfInput
from app.session.interviewing import Interview
from domain.interview import Agenda, Phase, Turn
from domain.verdict import Verdict
from graphs.telling import Coached, Drafted, Event, Planned, Words


class Audience:
    """Shows on `screen` what an interview tells.

    `feedback` is whether the candidate gets feedback as they go; `planned` is called with the agenda.
    """

    def __init__(
        self,
        interview: Interview,
        screen: Screen,
        candidate: Candidate | None = None,
        *,
        feedback: bool = False,
        planned: Callable[[Agenda], None] = lambda agenda: None,
    ) -> None:
        self._interview = interview
        self._screen = screen
        self._candidate = candidate
        self._feedback = feedback
        self._planned = planned
        self._coached = 0

    async def show(self, event: Event) -> None:
        """Show `event`, and wait where it is to be read first."""
        match event:
            case Planned(agenda):
                self._planned(agenda)
            case Words("coach", text):
                if self._feedback:
                    self._screen.saying("coach", text)
            case Words(agent, text):
                self._screen.saying(agent, text)
            case Drafted(verdict, advice):
                if self._feedback and self._screen.live:
                    self._screen.feedback_begun(verdict, advice)
            case Coached(turn):
                await self.read(turn)

    async def read(self, turn: Turn) -> None:
        """Show the feedback on `turn`, once, and let the candidate read it."""
        if not self._feedback or self._candidate is None or turn.number == self._coached:
            return
        self._coached = turn.number
        self._screen.settle()
        self._screen.setbacks(self._interview.news())
        self._screen.feedback(turn)
        try:
            while word := (await self._candidate.read_on()).strip().lower():
                match word:
                    case "/why":
                        self.why(turn.verdict, turn)
                    case "/help":
                        self.help()
                    case _:
                        self._screen.notice(f"{word} is for a question; Enter goes on to the next.")
        except EndOfInput:
            # The next question will meet the end of the input again, and end the session properly.
            return

    def help(self) -> None:
        """What a candidate can do besides answering."""
        widest = max(map(len, COMMANDS))
        for command, meaning in COMMANDS.items():
            self._screen.notice(f"{command:<{widest}}  {meaning}")

    def why(self, verdict: Verdict | None, turn: Turn) -> None:
        """The arithmetic of the score of `turn`."""
        if turn.question.phase is Phase.THEIR_QUESTIONS:
            self._screen.notice("Questions of your own are not scored.")
        elif verdict is None:
            when = "when this question is done" if self._feedback else "at the end of the interview"
            self._screen.notice(f"No score yet: it comes {when}.")
        else:
            self._screen.why(verdict, turn.advice)
