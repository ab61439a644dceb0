"""What calls to language models came to, by turn and agent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from domain.values import Frozen

_MOST = 1e12


class Usage(Frozen):
    """Counts over some calls; they can be added.

    `calls` counts requests sent; `replies` values handed over, of which `accepted` fitted at once, `repaired`
    after a second request, and `from_cache` cost none; `failures` calls that ended without a value. Tokens
    are the servers' counts, or, for `estimated` of the requests, four characters a token. `milliseconds` is
    the time callers waited, cached replies left out. `dollars` is the price of the requests whose price is
    known, and `unpriced` how many are not among them.
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
    dollars: float = 0.0
    unpriced: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(**{name: getattr(self, name) + getattr(other, name) for name in Usage.model_fields})

    @property
    def replies(self) -> int:
        """Values handed over."""
        return self.accepted + self.repaired + self.from_cache

    @property
    def tokens(self) -> int:
        """Tokens in both directions."""
        return self.input_tokens + self.output_tokens


def _plausible(usage: Usage) -> Usage:
    # Sums have no limit, what one turn took has: added up over any number of sessions it stays a number.
    for name in Usage.model_fields:
        if not 0 <= getattr(usage, name) <= _MOST:
            raise ValueError(f"{name} should be from 0 to {_MOST:g}")
    return usage


class SetbackKind(StrEnum):
    """Why models are not asked: what they may use is used up, or one of them rests."""

    TOKENS = "tokens"
    DOLLARS = "dollars"
    TURN_TIME = "turn_time"
    FAILED_OFTEN = "failed_often"
    LEFT_ALONE = "left_alone"


class Instead(StrEnum):
    """What is done while they are not asked."""

    FROM_NOW_ON = "from_now_on"
    FOR_THE_TURN = "for_the_turn"
    UNTIL_THEN = "until_then"
    ANOTHER = "another"


class Setback(Frozen):
    """Why models are not asked, and what is done instead; `agents.reasons` has the sentence.

    `amount` are the tokens, dollars or seconds it is about, `times` how often `model` failed, and `other` the
    model that is asked. `error` is how calls tell it that fail meanwhile.
    """

    kind: SetbackKind
    amount: float
    instead: Instead
    model: str = ""
    times: int = 0
    other: str = ""
    error: str = ""


class TurnUsage(Frozen):
    """What followed the answer in turn `turn`, by agent; turn 0 is what came before the first question.

    The interviewer's next question belongs to the turn whose answer it follows: it is what the candidate
    waited for.
    """

    turn: int = Field(ge=0, le=1_000_000)
    agents: Mapping[str, Annotated[Usage, AfterValidator(_plausible)]]

    @property
    def whole(self) -> Usage:
        """All agents together."""
        return total(self.agents.values())


def total(usages: Iterable[Usage]) -> Usage:
    """The sum of `usages`."""
    return sum(usages, Usage())


def by_agent(turns: Iterable[TurnUsage]) -> dict[str, Usage]:
    """The sum over `turns` for each agent, in the order in which they first took part."""
    found: dict[str, Usage] = {}
    for turn in turns:
        for agent, usage in turn.agents.items():
            found[agent] = found.get(agent, Usage()) + usage
    return found
