"""What calls to language models cost, and the limit a session may set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from models.failures import BudgetSpent


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts since a meter was made.

    `calls` counts requests sent; `replies` values handed over, of which `accepted` fitted at once,
    `repaired` after a second request, and `from_cache` cost none; `failures` calls that ended without a
    value. Tokens are the servers' counts, or, for `estimated` of the requests, four characters a token.
    `milliseconds` is the time callers waited, cached replies left out.
    """

    calls: int = 0
    accepted: int = 0
    repaired: int = 0
    from_cache: int = 0
    failures: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: int = 0
    milliseconds: float = 0.0

    @property
    def replies(self) -> int:
        """Values handed over."""
        return self.accepted + self.repaired + self.from_cache

    @property
    def tokens(self) -> int:
        """Tokens in both directions."""
        return self.input_tokens + self.output_tokens


class Meter:
    """Counts usage, and refuses calls once `budget` tokens are used (None: no limit).

    A call that is under way when the budget runs out is finished, so usage may end above the budget by the
    calls that ran at once.
    """

    def __init__(self, budget: int | None = None) -> None:
        self._budget = budget
        self._usage = Usage()

    @property
    def usage(self) -> Usage:
        """The counts so far."""
        return self._usage

    def check(self) -> None:
        """Raise `BudgetSpent` when the budget is used up."""
        if self._budget is not None and self._usage.tokens >= self._budget:
            raise BudgetSpent

    def sent(self) -> None:
        """Count one request."""
        self._usage = replace(self._usage, calls=self._usage.calls + 1)

    def spent(self, tokens: tuple[int | None, int | None], characters: tuple[int, int]) -> None:
        """Count what one request took, as (sent, received); characters stand in for tokens nobody counted."""
        into, out = tokens
        known = into is not None and out is not None
        self._usage = replace(
            self._usage,
            input_tokens=self._usage.input_tokens + (into if into is not None else characters[0] // 4),
            output_tokens=self._usage.output_tokens + (out if out is not None else characters[1] // 4),
            estimated=self._usage.estimated + (not known),
        )

    def answered(self, milliseconds: float, *, repaired: bool) -> None:
        """Count a value that was handed over."""
        self._usage = replace(
            self._usage,
            accepted=self._usage.accepted + (not repaired),
            repaired=self._usage.repaired + repaired,
            milliseconds=self._usage.milliseconds + milliseconds,
        )

    def cached(self) -> None:
        """Count a value from the cache."""
        self._usage = replace(self._usage, from_cache=self._usage.from_cache + 1)

    def failed(self, milliseconds: float) -> None:
        """Count a call that ended without a value."""
        self._usage = replace(
            self._usage,
            failures=self._usage.failures + 1,
            milliseconds=self._usage.milliseconds + milliseconds,
        )


@runtime_checkable
class Metered(Protocol):
    """A language model that counts what its calls came to."""

    @property
    def usage(self) -> Usage:
        """The counts so far."""
        ...


def tokens_used(models: Iterable[object]) -> int:
    """Tokens of `models` in both directions; those of one run share a meter, so the largest count is all."""
    return max((model.usage.tokens for model in models if isinstance(model, Metered)), default=0)
