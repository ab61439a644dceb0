"""A scenario that was played: its turns, and the truth about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.guide import KeyPoint
from domain.interview import Agenda, MessageKind, Phase, Session, Turn
from domain.report import Report
from domain.usage import Usage
from evals.candidates.behaviour import Answer, Behaviour, spoken
from evals.candidates.catalogue import BEHAVIOURS
from evals.playing.costs import Cost
from evals.playing.scenario import Scenario
from evals.playing.world import World


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn with what the candidate meant by it.

    `said`, `unclear` and `contradicted` are the truth about everything said to the question so far; `costs`
    what the agents did with the answer, by agent.
    """

    turn: Turn
    answer: Answer
    milliseconds: float
    said: frozenset[str]
    unclear: frozenset[str]
    contradicted: frozenset[str]
    costs: Mapping[str, Cost] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario that was played to its end (or to the bound on turns).

    `usage` is what the agents' language models took in all, by agent.
    """

    scenario: Scenario
    seed: int
    world: World
    session: Session
    agenda: Agenda
    exchanges: tuple[Exchange, ...]
    report: Report | None
    usage: Mapping[str, Usage] = field(default_factory=dict)

    @property
    def behaviour(self) -> Behaviour | None:
        """The simulated candidate's behaviour, None for a script."""
        return BEHAVIOURS.get(self.scenario.candidate.behaviour)

    def key_points(self, exchange: Exchange) -> tuple[KeyPoint, ...]:
        """The key points of the exchange's question that can be said."""
        return spoken(self.world.knowledge.point(exchange.turn.question.talking_point_id))

    def judged(self) -> tuple[Exchange, ...]:
        """The answers with a verdict to questions that have something to say, asides left out."""
        return tuple(
            each
            for each in self.exchanges
            if each.turn.verdict is not None
            and each.answer.kind is MessageKind.ANSWER
            and each.turn.question.phase is not Phase.THEIR_QUESTIONS
            and self.key_points(each)
        )

    def first_answers(self) -> tuple[Exchange, ...]:
        """The first judged answer to each question."""
        firsts: dict[str, Exchange] = {}
        for each in self.judged():
            firsts.setdefault(each.turn.question.id, each)
        return tuple(firsts.values())

    def last_answers(self) -> tuple[Exchange, ...]:
        """The last judged answer to each question."""
        return tuple({each.turn.question.id: each for each in self.judged()}.values())
