"""The candidate behind an assistant, as a session sees them: here for as long as one call."""

from __future__ import annotations

from collections.abc import Sequence

from app.session.candidate import LeftOpen
from domain.errors import InterviewError
from domain.interview import Turn


class OtherTurn(InterviewError):
    """What was said belongs to a turn that does not wait for anything."""

    def __init__(self, number: int, waiting: Turn) -> None:
        super().__init__(
            f"Turn {number} is not what waits for an answer: turn {waiting.number} does. Nothing was kept. "
            f"Ask the candidate this, and send what they say to it: {waiting.said}"
        )


class Once:
    """A candidate (`app.session.candidate.Candidate`, `AtHand`, `Hurried`) who says `words` to turn `number`
    and then leaves the session open.

    In an editor (`app.session.at_task.Writes`) they write `work`, whatever stood there. What could be an
    answer and could be a request is asked back, unless `as_it_is` says that it is an answer.
    """

    measures_time = False
    """The time until the call came is the assistant's, too."""
    pauses = (1.0, 2.0)

    def __init__(
        self, number: int = 0, words: Sequence[str] = (), work: str = "", *, as_it_is: bool = False
    ) -> None:
        self.asked_back = ""
        """What is to be asked before what was said can be used, "" for nothing."""
        self.typed = ""
        """What was typed in another window and not sent."""
        self.number = number
        self._words = list(words)
        self._work = work
        self._begun = False
        self._as_it_is = as_it_is

    @property
    def draft(self) -> str:
        """Nothing is typed here; what was typed elsewhere stays there."""
        return ""

    @draft.setter
    def draft(self, text: str) -> None:
        self.typed = self.typed or text

    @property
    def has_more(self) -> bool:
        """Whether there is something to say yet."""
        return bool(self._words)

    async def answer(self, turn: Turn) -> str:
        if self._words and turn.number != self.number and not self._begun:
            raise OtherTurn(self.number, turn)
        if not self._words or turn.number != self.number:
            raise LeftOpen
        self._begun = True
        return self._words.pop(0)

    async def write(self, text: str, ending: str) -> str | None:
        del text, ending
        return self._work or None

    async def read_on(self) -> str:
        return ""

    async def agrees(self, question: str) -> bool:
        if self._as_it_is:
            return False
        self.asked_back = question
        raise LeftOpen

    async def tells(self, question: str) -> str:
        self.asked_back = question
        raise LeftOpen
