"""What was heard of the answer that is being given in a room."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from app.session.as_spoken import as_spoken, time_for
from domain.guide import TalkingPoint
from domain.interview import Turn
from domain.spoken import Spoken
from voice.heard import Heard
from voice.terms import Terms, terms_of
from web.speech.marks import Mark


class Speaking:
    """What was heard since the last answer was sent, and what the guides have to it."""

    def __init__(self) -> None:
        self.marks: Sequence[Mark] = ()
        """What of the draft is still to be looked at, as the page had it last."""
        self.written: dict[str, asyncio.Task[dict[str, object]]] = {}
        """What came of each recording, by the page's name for it: sent again, it is heard once."""
        self._points: dict[str, TalkingPoint] = {}
        self._heard: list[Heard] = []

    def meet(self, points: Sequence[TalkingPoint]) -> None:
        """Answers are about these talking points from now on."""
        self._points = {point.id: point for point in points}

    def terms(self, turn: Turn) -> Terms:
        """What a recogniser is told of `turn`; linear in the guides, so not for the loop."""
        asked = self._points.get(turn.question.talking_point_id)
        return terms_of(self._points.values(), asked=asked, language=turn.question.language)

    def expected(self, turn: Turn) -> tuple[int, int]:
        """The least and the most seconds for an answer to `turn`."""
        return time_for(turn, self._points)

    def take(self, heard: Heard) -> None:
        """It is part of the answer now."""
        self._heard.append(heard)

    def of(self, answer: str) -> Spoken | None:
        """How `answer` was spoken; None where it was typed."""
        return as_spoken(answer, self._heard)

    def forget(self) -> None:
        """The answer was sent."""
        self.marks = ()
        self.written.clear()
        self._heard.clear()
