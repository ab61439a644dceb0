"""What calls to language models came to, by turn and agent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from domain.values import Frozen

_CENT = 0.01
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


class Setback(Frozen):
    """Why models are not asked, and what is done instead: "a:b rests for 60 s", "drafts until then".

    `of_a_model` says that `why` begins with the name of one.
    """

    why: str
    instead: str
    of_a_model: bool = False


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


def told(usage: Usage) -> str:
    """Tokens and cost in words: "12,340 tokens, $0.03"; empty where no model was asked."""
    if not usage.tokens:
        return ""
    about = "about " if usage.estimated else ""
    return f"{about}{usage.tokens:,} tokens, {told_cost(usage)}"


def told_cost(usage: Usage) -> str:
    """The cost in words: "$0.03", "no charge", "price not known", and never more than is known."""
    if usage.dollars == 0:
        return "price not known" if usage.unpriced else "no charge"
    cost = f"${usage.dollars:.2f}" if usage.dollars >= _CENT else "less than $0.01"
    calls = "1 call" if usage.unpriced == 1 else f"{usage.unpriced} calls"
    return f"{cost} and {calls} of unknown price" if usage.unpriced else cost
