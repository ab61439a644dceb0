"""One scenario played through: the real graph, a simulated candidate, memory in the process."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from langgraph.checkpoint.memory import InMemorySaver

from app.session.interviewing import Interview
from domain.interview import Agenda, CandidateMessage, Session, Turn
from domain.usage import by_agent
from evals.candidates.acting import NobodyPlays, PersonaCandidate
from evals.candidates.behaviour import Answer
from evals.candidates.catalogue import BEHAVIOURS, BehavingCandidate, ScriptedCandidate
from evals.playing import costs
from evals.playing.costs import Cost
from evals.playing.played import Exchange, Played
from evals.playing.scenario import Scenario
from evals.playing.world import World
from graphs.interview import interview_on
from graphs.state import InterviewContext
from memory.in_memory import InMemorySessionStore
from models.account import Account, Limits, for_session
from models.language_model import LanguageModel

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CANDIDATE = "candidate"
"""Whose model plays a persona, among the agents'."""
_MOST_TURNS = 200
"""A session that goes on for longer has lost its way; the routes then say so."""

Answers = dict[int, tuple[Answer, float, Mapping[str, Cost]]]
"""By the turn's number: the answer, the milliseconds until the next question, and what the agents did."""


class _Clock:
    """Goes on by a second whenever it is read: a run's records do not depend on the day."""

    def __init__(self) -> None:
        self._moment = START

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment


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
    account = Account(limits) if limits is not None else Account()
    # Apart from the agents', so that neither pays for the other; nobody waits for a candidate.
    apart = Account(replace(account.limits, turn_seconds=None))
    agents = dict(models or {})
    players = {CANDIDATE: agents.pop(CANDIDATE)} if CANDIDATE in agents else {}
    candidate = _candidate(scenario, seed, world, for_session(players, apart).get(CANDIDATE))
    store = InMemorySessionStore()
    session = _session(scenario, world)
    given = world.knowledge, store, _Clock(), for_session(agents, account)
    context = InterviewContext(*given, account=account, sandbox=world.sandbox)
    interview = Interview(interview_on(InMemorySaver()), context, session.id)
    agenda, answers = await _answered(interview, session, candidate, account)
    return Played(
        scenario=scenario,
        seed=seed,
        world=world,
        session=await store.session(session.id),
        agenda=agenda,
        exchanges=_exchanges(await store.turns(session.id), answers),
        report=await store.report(session.id),
        usage=by_agent((*account.turns, *apart.turns)),
    )


def _session(scenario: Scenario, world: World) -> Session:
    return Session(
        id=scenario.name,
        mode=scenario.mode,
        guides=tuple(world.lines),
        minutes=scenario.minutes,
        seed=scenario.seed,
        started_at=START,
        updated_at=START,
        index_version=world.knowledge.version,
        round=scenario.round,
    )


async def _answered(
    interview: Interview,
    session: Session,
    candidate: BehavingCandidate | ScriptedCandidate | PersonaCandidate,
    account: Account,
) -> tuple[Agenda, Answers]:
    """Hold the interview to its end; what was planned and what was answered."""
    stopwatch = costs.start()
    step = await interview.begin(session)
    agenda = Agenda.model_validate((await interview.values())["agenda"])
    stopwatch.taken({})
    answers: Answers = {}
    while step.waiting is not None and len(answers) < _MOST_TURNS:
        turn = step.waiting
        answer = await candidate.answer(turn)
        message = CandidateMessage(kind=answer.kind, text=answer.text, at=interview.now, work=answer.work)
        begun = time.perf_counter()
        step = await interview.answer(turn.number, message)
        passed = (time.perf_counter() - begun) * 1000
        answers[turn.number] = answer, passed, stopwatch.taken(account.of_turn(turn.number).agents)
    return agenda, answers


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


def _exchanges(turns: list[Turn], answers: Answers) -> tuple[Exchange, ...]:
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
