"""One scenario played through: the real graph, a simulated candidate, memory in the process."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.guide import KeyPoint
from domain.interview import Agenda, CandidateMessage, MessageKind, Phase, Session, Turn
from domain.report import Report
from domain.usage import Usage, by_agent
from evals.candidates.acting import NobodyPlays, PersonaCandidate
from evals.candidates.behaviour import Answer, Behaviour, spoken
from evals.candidates.catalogue import BEHAVIOURS, BehavingCandidate, ScriptedCandidate
from evals.runs.scenario import Scenario
from evals.runs.world import World

if TYPE_CHECKING:
    from langgraph.graph import StateGraph

    from evals.runs.costs import Cost
    from graphs.state import InterviewContext, InterviewState
    from models.account import Limits
    from models.language_model import LanguageModel

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CANDIDATE = "candidate"
"""Whose model plays a persona, among the agents'."""
_MOST_TURNS = 200
"""A session that goes on for longer has lost its way; the routes then say so."""


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


class _Clock:
    """Goes on by a second whenever it is read: a run's records do not depend on the day."""

    def __init__(self) -> None:
        self._moment = START

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment


@lru_cache(maxsize=1)
def _map() -> StateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]:
    from graphs.interview import interview_graph  # noqa: PLC0415 -- LangGraph costs half a second

    return interview_graph()


async def play(
    scenario: Scenario,
    seed: int,
    world: World,
    models: Mapping[str, LanguageModel] | None = None,
    limits: Limits | None = None,
) -> Played:
    """Hold the interview of `scenario`; `seed` is added to the candidate's own.

    `models` are the agents', and under "candidate" the one that plays a persona; `limits` hold for the
    agents' in this interview. Raises `NobodyPlays` where a persona has none, or it does not answer.
    """
    from langgraph.checkpoint.memory import InMemorySaver  # noqa: PLC0415

    from app.session.interviewing import Interview  # noqa: PLC0415
    from evals.runs import costs  # noqa: PLC0415
    from graphs.state import InterviewContext  # noqa: PLC0415
    from memory.in_memory import InMemorySessionStore  # noqa: PLC0415
    from models.account import Account, for_session  # noqa: PLC0415

    account = Account(limits) if limits is not None else Account()
    # Apart from the agents', so that neither pays for the other; nobody waits for a candidate.
    apart = Account(replace(account.limits, turn_seconds=None))
    agents = {agent: model for agent, model in (models or {}).items() if agent != CANDIDATE}
    players = {agent: model for agent, model in (models or {}).items() if agent == CANDIDATE}
    candidate = _candidate(scenario, seed, world, for_session(players, apart).get(CANDIDATE))
    store = InMemorySessionStore()
    session = Session(
        id=scenario.name,
        mode=scenario.mode,
        guides=tuple(world.lines),
        minutes=scenario.minutes,
        seed=scenario.seed,
        started_at=START,
        updated_at=START,
        index_version=world.knowledge.version,
    )
    context = InterviewContext(
        world.knowledge, store, _Clock(), for_session(agents, account), account=account
    )
    stopwatch = costs.start()
    interview = Interview(_map().compile(checkpointer=InMemorySaver()), context, session.id)
    step = await interview.begin(session)
    agenda = Agenda.model_validate((await interview.values())["agenda"])
    stopwatch.taken({})
    answers: dict[int, tuple[Answer, float, Mapping[str, Cost]]] = {}
    while step.waiting is not None and len(answers) < _MOST_TURNS:
        turn = step.waiting
        answer = await candidate.answer(turn)
        message = CandidateMessage(kind=answer.kind, text=answer.text, at=context.now())
        begun = time.perf_counter()
        step = await interview.answer(turn.number, message)
        passed = (time.perf_counter() - begun) * 1000
        answers[turn.number] = answer, passed, stopwatch.taken(account.of_turn(turn.number).agents)
    turns = await store.turns(session.id)
    return Played(
        scenario=scenario,
        seed=seed,
        world=world,
        session=await store.session(session.id),
        agenda=agenda,
        exchanges=_exchanges(turns, answers),
        report=await store.report(session.id),
        usage=by_agent((*account.turns, *apart.turns)),
    )


def _candidate(
    scenario: Scenario, seed: int, world: World, model: LanguageModel | None
) -> BehavingCandidate | ScriptedCandidate | PersonaCandidate:
    wanted = scenario.candidate
    if wanted.persona is not None:
        if model is None:
            raise NobodyPlays("no language model plays the candidate: --model, or --candidate-model NAME")
        return PersonaCandidate(wanted.persona, world.knowledge, wanted.seed + seed, model)
    if wanted.script:
        return ScriptedCandidate(wanted.script)
    behaviour = BEHAVIOURS[wanted.behaviour]
    return BehavingCandidate(behaviour, world.knowledge, wanted.seed + seed, wanted.parameters)


def _exchanges(
    turns: list[Turn], answers: Mapping[int, tuple[Answer, float, Mapping[str, Cost]]]
) -> tuple[Exchange, ...]:
    """The turns with the truth about each; what was said to a question grows with its follow-ups."""
    exchanges: list[Exchange] = []
    for turn in turns:
        if turn.number not in answers:
            continue
        answer, milliseconds, spent = answers[turn.number]
        new = Exchange(turn, answer, milliseconds, answer.said, answer.unclear, answer.contradicted, spent)
        before = exchanges[-1] if exchanges else None
        if before is not None and before.turn.question.id == turn.question.id:
            said = new.said | before.said
            new = replace(
                new,
                said=said,
                unclear=(new.unclear | before.unclear) - said,
                contradicted=(new.contradicted | before.contradicted) - said,
            )
        exchanges.append(new)
    return tuple(exchanges)
