"""Which model is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import ModelUnavailable
from domain.usage import SetbackKind

_LONGEST = 3600.0
"""Seconds: a server that asks for more is tried again after these."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Why a model is left alone, and for how many seconds; `times` is how often it failed."""

    kind: SetbackKind
    seconds: float
    times: int = 0

    def of(self, who: str) -> str:
        """That `who` rests, in a sentence for those who ask it meanwhile."""
        if self.kind is SetbackKind.LEFT_ALONE:
            return f"{who} asked to be left alone for {self.seconds:g} s"
        return f"{who} failed {self.times} times in a row and rests for {self.seconds:g} s"


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
        self._rest: Rest | None = None

    @property
    def rest(self) -> Rest | None:
        """The rest that goes on, the same meanwhile; None where there is none."""
        return self._rest if self._clock() < self._until else None

    def check(self, who: str) -> None:
        """Raise `ModelUnavailable` while `who` rests."""
        if (rest := self.rest) is not None:
            raise ModelUnavailable(rest.of(who))

    def failed(self) -> None:
        """Note a call that brought nothing."""
        self._failures += 1
        if self._failures >= self._limit:
            self._begin(Rest(SetbackKind.FAILED_OFTEN, self._seconds, self._limit))

    def asked(self, seconds: float) -> None:
        """Note that its server asks to be left alone for `seconds`; no more than an hour of them count."""
        seconds = min(seconds, _LONGEST)
        self._begin(Rest(SetbackKind.LEFT_ALONE, seconds))

    def succeeded(self) -> None:
        """Note a call that worked."""
        self._failures = 0
        self._until = 0.0

    def _begin(self, rest: Rest) -> None:
        # The longer rest stands: what the server asked for, or ours.
        if (until := self._clock() + rest.seconds) > self._until:
            self._until, self._rest = until, rest
