"""FSRS, by whole days: what it remembers of one talking point, and when that comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from fsrs import Card, Scheduler
from fsrs import Rating as Fsrs

from domain.mastery import Rating

# FSRS-6 with its published weights, to be recalled in nine of ten cases. No steps of minutes, since an
# interview is not held twice in ten minutes: every interval is whole days. No fuzz, so that the same
# practices give the same day.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_RATINGS = {
    Rating.AGAIN: Fsrs.Again,
    Rating.HARD: Fsrs.Hard,
    Rating.GOOD: Fsrs.Good,
    Rating.EASY: Fsrs.Easy,
}


class Learned:
    """What is known of one talking point after ratings on days in order."""

    def __init__(self) -> None:
        self._card: Card | None = None

    def rate(self, day: date, rating: Rating) -> None:
        """It went like this on `day`, which is not before the last one."""
        at = _moment(day)
        # Without an id and a day of its own a card would ask the clock for them.
        card = self._card or Card(card_id=0, due=at)
        self._card, _ = _SCHEDULER.review_card(card, _RATINGS[rating], review_datetime=at)

    @property
    def due(self) -> date | None:
        """The day it comes back on, None before the first rating."""
        return None if self._card is None else self._card.due.date()

    def recall(self, day: date) -> float:
        """The chance (0 to 1) that it comes out well on `day`, 0 before the first rating."""
        return 0.0 if self._card is None else _SCHEDULER.get_card_retrievability(self._card, _moment(day))


def _moment(day: date) -> datetime:
    """A day as FSRS is given it, which counts spans of 24 hours between moments in UTC."""
    return datetime.combine(day, time.min, tzinfo=UTC)
