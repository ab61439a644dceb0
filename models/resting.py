"""Which model is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import ModelUnavailable

_LONGEST = 3600.0
"""Seconds: a server that asks for more is tried again after these."""


class Resting:
    """A circuit breaker: after `limit` failures in a row calls fail at once for `seconds`, and where a server
    asks to be left alone for as long as it asked.

    When the rest is over calls go through again; the first that fails starts another rest. `clock` gives
    seconds and never goes back (`time.monotonic`).
    """

    def __init__(self, clock: Callable[[], float], limit: int = 3, seconds: float = 60.0) -> None:
        self._clock = clock
        self._limit = limit
        self._seconds = seconds
        self._failures = 0
        self._until = 0.0
        self._why = ""

    def told(self, who: str) -> str:
        """That `who` rests, in a sentence that stays the same meanwhile; empty when it does not."""
        return f"{who} {self._why}" if self._clock() < self._until else ""

    def check(self, who: str) -> None:
        """Raise `ModelUnavailable` while `who` rests."""
        sentence = self.told(who)
        if sentence:
            raise ModelUnavailable(sentence)

    def failed(self) -> None:
        """Note a call that brought nothing."""
        self._failures += 1
        if self._failures >= self._limit:
            self._rest(
                self._seconds, f"failed {self._limit} times in a row and rests for {self._seconds:g} s"
            )

    def asked(self, seconds: float) -> None:
        """Note that its server asks to be left alone for `seconds`; no more than an hour of them count."""
        seconds = min(seconds, _LONGEST)
        self._rest(seconds, f"asked to be left alone for {seconds:g} s")

    def succeeded(self) -> None:
        """Note a call that worked."""
        self._failures = 0
        self._until = 0.0

    def _rest(self, seconds: float, why: str) -> None:
        # The longer rest stands, and its sentence: what the server asked for, or ours.
        if (until := self._clock() + seconds) > self._until:
            self._until, self._why = until, why
