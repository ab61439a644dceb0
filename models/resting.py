"""Which model is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import ModelUnavailable


class Resting:
    """A circuit breaker: after `limit` failures in a row calls fail at once for `seconds`.

    When the rest is over calls go through again; the first that fails starts another rest. `clock` gives
    seconds and never goes back (`time.monotonic`).
    """

    def __init__(self, clock: Callable[[], float], limit: int = 3, seconds: float = 60.0) -> None:
        self._clock = clock
        self._limit = limit
        self._seconds = seconds
        self._failures = 0
        self._until = 0.0

    def told(self, who: str) -> str:
        """That `who` rests, in a sentence that stays the same meanwhile; empty when it does not."""
        if self._clock() >= self._until:
            return ""
        return f"{who} failed {self._limit} times in a row and rests for {self._seconds:g} s"

    def check(self, who: str) -> None:
        """Raise `ModelUnavailable` while `who` rests."""
        sentence = self.told(who)
        if sentence:
            raise ModelUnavailable(sentence)

    def failed(self) -> None:
        """Note a call that brought nothing."""
        self._failures += 1
        if self._failures >= self._limit:
            self._until = self._clock() + self._seconds

    def succeeded(self) -> None:
        """Note a call that worked."""
        self._failures = 0
        self._until = 0.0
