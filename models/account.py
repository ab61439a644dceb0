"""What the language models of one session spend, and what they may spend."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from domain.usage import Instead, Setback, SetbackKind, TurnUsage, Usage, total
from models.failures import BudgetSpent, LimitReached, TurnTimeSpent
from models.language_model import LanguageModel
from models.prices import Price
from models.watched import count_usage


@dataclass(frozen=True, slots=True)
class Limits:
    """What a session may use: tokens and dollars in all, seconds for the model work of one turn."""

    tokens: int | None = None
    dollars: float | None = None
    turn_seconds: float | None = None


_NO_LIMITS = Limits()


class Account:
    """Counts what a session's models use, by turn and agent, and refuses calls beyond its limits.

    `earlier` is what the session used in other processes. A call that is under way when a budget runs out is
    finished, so usage may end above it by the calls that ran at once. A turn's time runs from its first call.
    `clock` gives seconds and never goes back (`time.monotonic`).
    """

    def __init__(
        self,
        limits: Limits = _NO_LIMITS,
        earlier: Iterable[TurnUsage] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._turns = {each.turn: dict(each.agents) for each in earlier}
        self._whole = total(usage for agents in self._turns.values() for usage in agents.values())
        self._turn = 0
        self._until: float | None = None
        self._said: dict[str, Setback] = {}
        self._news: list[Setback] = []

    def at_turn(self, number: int) -> None:
        """What follows is work on turn `number`; a turn that is new has its whole time."""
        if number != self._turn:
            self._turn, self._until = number, None

    def meter(self, agent: str = "") -> Meter:
        """What `agent`'s calls are counted by."""
        return Meter(self, agent)

    @property
    def limits(self) -> Limits:
        """What the session may use."""
        return self._limits

    @property
    def usage(self) -> Usage:
        """The whole session so far."""
        return self._whole

    @property
    def turns(self) -> tuple[TurnUsage, ...]:
        """The session so far, turn by turn."""
        return tuple(self.of_turn(number) for number in sorted(self._turns))

    def of_turn(self, number: int) -> TurnUsage:
        """Turn `number` so far."""
        return TurnUsage(turn=number, agents=dict(self._turns.get(number, {})))

    def of(self, agent: str) -> Usage:
        """What `agent` used so far."""
        return total(agents[agent] for agents in self._turns.values() if agent in agents)

    def add(self, agent: str, usage: Usage) -> None:
        """Count `usage` for `agent` in the turn that is worked on."""
        count_usage(agent, usage)
        agents = self._turns.setdefault(self._turn, {})
        agents[agent] = agents.get(agent, Usage()) + usage
        self._whole += usage

    def begin(self) -> None:
        """A call begins, and with the first of a turn the turn's time."""
        if self._until is None and self._limits.turn_seconds is not None:
            self._until = self._clock() + self._limits.turn_seconds

    @property
    def seconds_left(self) -> float:
        """What is left of the turn's time; infinite where there is no limit."""
        if self._limits.turn_seconds is None:
            return math.inf
        return self._limits.turn_seconds if self._until is None else self._until - self._clock()

    def check(self) -> None:
        """Raise `BudgetSpent` or `TurnTimeSpent` when no call may be made any more."""
        tokens, dollars, seconds = self._limits.tokens, self._limits.dollars, self._limits.turn_seconds
        if tokens is not None and self._whole.tokens >= tokens:
            raise self._refused(BudgetSpent(f"{tokens:,} tokens"), SetbackKind.TOKENS, tokens)
        if dollars is not None and self._whole.dollars >= dollars:
            raise self._refused(BudgetSpent(f"${dollars:,.2f}"), SetbackKind.DOLLARS, dollars)
        if seconds is not None and self.seconds_left <= 0:
            raise self.turn_is_over()

    def turn_is_over(self) -> LimitReached:
        """The error to raise when the turn's time ends."""
        seconds = self._limits.turn_seconds or 0.0
        return self._refused(TurnTimeSpent(seconds), SetbackKind.TURN_TIME, seconds)

    def say(self, about: str, setback: Setback) -> None:
        """Something that the candidate is to hear once: not again until `about` is over."""
        if self._said.get(about) != setback:
            self._said[about] = setback
            self._news.append(setback)

    def over(self, about: str) -> None:
        """When `about` comes back it is said again."""
        self._said.pop(about, None)

    def news(self) -> tuple[Setback, ...]:
        """What is to be said and was not handed out yet."""
        news, self._news = tuple(self._news), []
        return news

    def _refused(self, error: LimitReached, kind: SetbackKind, amount: float) -> LimitReached:
        instead = Instead.FOR_THE_TURN if kind is SetbackKind.TURN_TIME else Instead.FROM_NOW_ON
        told = Setback(kind=kind, amount=amount, instead=instead, error=str(error))
        self.say(type(error).__name__, told)
        return error


class Meter:
    """One agent's part of an account."""

    def __init__(self, account: Account, agent: str = "") -> None:
        self.account = account
        self._agent = agent

    @property
    def usage(self) -> Usage:
        """What the agent used so far."""
        return self.account.of(self._agent)

    def sent(self) -> None:
        """Count one request."""
        self._add(Usage(calls=1))

    def spent(
        self, tokens: tuple[int | None, int | None], characters: tuple[int, int], price: Price | None = None
    ) -> None:
        """Count what one request took, as (sent, received); characters stand in for tokens nobody counted."""
        into, out = counted(tokens, characters)
        self._add(
            Usage(
                input_tokens=into,
                output_tokens=out,
                estimated=int(None in tokens),
                dollars=price.of((into, out)) if price is not None else 0.0,
                unpriced=int(price is None),
            )
        )

    def answered(self, milliseconds: float, *, repaired: bool) -> None:
        """Count a value that was handed over."""
        self._add(Usage(accepted=int(not repaired), repaired=int(repaired), milliseconds=milliseconds))

    def cached(self) -> None:
        """Count a value from the cache."""
        self._add(Usage(from_cache=1))

    def failed(self, milliseconds: float) -> None:
        """Count a call that ended without a value."""
        self._add(Usage(failures=1, milliseconds=milliseconds))

    def _add(self, usage: Usage) -> None:
        self.account.add(self._agent, usage)


def counted(tokens: tuple[int | None, int | None], characters: tuple[int, int]) -> tuple[int, int]:
    """The tokens (sent, received) of a request; four characters a token where nobody counted."""
    into, out = (
        given if given is not None else length // 4 for given, length in zip(tokens, characters, strict=True)
    )
    return into, out


@runtime_checkable
class Shareable(Protocol):
    """A language model that several sessions use, each counted by itself."""

    def for_session(self, meter: Meter) -> LanguageModel:
        """The same model, with its usage counted and limited by `meter`."""
        ...


def for_session(models: Mapping[str, LanguageModel], account: Account) -> dict[str, LanguageModel]:
    """`models`, by agent, each counted and limited by `account`; one that counts nothing stays as it is."""
    return {
        agent: model.for_session(account.meter(agent)) if isinstance(model, Shareable) else model
        for agent, model in models.items()
    }
