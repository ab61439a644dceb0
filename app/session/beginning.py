"""Beginning an interview in this window, and holding it to its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.contradictions import doubts_of
from app.bootstrap.guides import check_askable, check_round, checked
from app.bootstrap.index import count_savings
from app.bootstrap.memory import Memory, check_writing, left_open, new_session_id, now, open_memory
from app.bootstrap.models import open_models
from app.bootstrap.people import of_one_person
from app.bootstrap.whereabouts import contents_of, places_of
from app.choices import ModeName
from app.display.front import Front
from app.display.head import tell_engines, tell_guides
from app.display.labels import label
from app.display.rounds import tell_round
from app.display.screen import Screen
from app.display.whose import tell_languages, tell_people
from app.indexing import open_shown_index
from app.process import collecting
from app.reading import library_shown
from app.session.audience import Audience
from app.session.bench import bench_of
from app.session.candidate import Candidate, Speaks
from app.session.conversation import hold
from app.session.following import follow
from app.session.sitting import Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from domain.days import day_of
from domain.interview import Mode, Session
from domain.later import later
from domain.posting import Posting
from domain.rounds import Round, Tone
from knowledge.base import KnowledgeBase

if TYPE_CHECKING:
    from app.bootstrap import postings
    from app.display import matched as told
    from app.session import simulation
    from knowledge.posting import matching
    from knowledge.posting.matched import Matched
else:
    postings = later("app.bootstrap.postings")
    simulation = later("app.session.simulation")
    told = later("app.display.matched")
    matching = later("knowledge.posting.matching")


async def begin(
    settings: Settings,
    screen: Screen,
    guides: Sequence[Path] | None,
    minutes: float,
    mode: ModeName,
    seed: int | None,
    candidate: Candidate | None,
    person: str | None = None,
    posting: Posting | None = None,
    task: str = "",
) -> None:
    """Interview `candidate`, or a simulated one where there is none, over `guides`, `person`'s where named.

    What `posting` asks for and they cannot show is asked about as well; the one `task` alone, where named.
    Raises `NoGuides` where there is nothing to ask, `BadSetting` or `MemoryUnavailable` for a wrong setting.
    """
    chosen = of_one_person(given := checked(guides, settings), library_shown(settings, given), person)
    where, library = chosen.where, chosen.library
    check_askable(library, settings.round, where)
    check_round(library, settings.round)
    screen.speak(library.language)
    tell_guides(screen, library, where)
    tell_people(screen, chosen)
    tell_languages(screen, library)
    tell_round(screen, library, settings.round)
    async with open_models(settings) as models, open_memory(settings) as memory:
        check_writing(memory)
        index = open_shown_index(settings, library, where, memory, screen)
        doubting = index.with_doubts(doubts_of(settings, where, library))
        knowledge, matched = with_gaps(posting, doubting, settings)
        tell_posting(screen, matched)
        tell_engines(screen, index, memory, settings)
        await _tell_what_is_open(screen, memory, candidate)
        of_it = settings.round, settings.tone, task, candidate is None
        session = await new_session(memory, where, minutes, mode, seed, knowledge, *of_it)
        async with sitting(settings, screen, memory, session, models) as held:
            await hold_new(held, knowledge, candidate, screen)
        count_savings(memory, knowledge)


async def _tell_what_is_open(screen: Screen, memory: Memory, candidate: Candidate | None) -> None:
    """Name a session that waits for its answers, where somebody is there to give them."""
    if candidate is not None and (other := await left_open(memory)) is not None:
        screen.tell("interview_left_open", session=other.id)


def with_gaps(
    posting: Posting | None, knowledge: KnowledgeBase, settings: Settings
) -> tuple[KnowledgeBase, list[Matched]]:
    """`knowledge` with what `posting` asks for and it cannot show, and what was found for all of it.

    A post in a CV that goes on counts until today.
    """
    if posting is None:
        return knowledge, []
    matched = matching.match(posting, knowledge, day_of(now(), settings.place))
    return knowledge.with_doubts(postings.gaps(matched, posting.language)), matched


def tell_posting(screen: Front, matched: Sequence[Matched]) -> None:
    """Say how much of what a posting asks for the guides can show, where there is one."""
    if not matched:
        return
    language = screen.language
    screen.line(
        label("head_posting", language), label("posting_line", language, tally=told.tally(matched, language))
    )


async def hold_new(
    held: Sitting,
    knowledge: KnowledgeBase,
    candidate: Candidate | None,
    screen: Front,
    elapsed: Callable[[], float] = time.monotonic,
) -> None:
    """Hold the session of `held` from its agenda to its end; without a candidate a simulated one answers.

    `elapsed` is the clock by which answers are timed, in seconds.
    """
    session = held.session
    # What a simulated candidate knows says nothing about the real one.
    interview = held.interview(knowledge, remembered=candidate is not None)
    step = await follow(
        lambda tell: interview.begin(session, tell),
        Audience(interview, screen, planned=lambda agenda: screen.planned(agenda, session)).show,
        screen,
        slow=interview.uses_models,
    )
    collecting.begin()
    if isinstance(candidate, Speaks):
        await candidate.meet(session, knowledge.talking_points)
    if candidate is None:
        candidate = simulation.Shown(simulation.SimulatedCandidate(knowledge, session.seed), screen)
    with reserved(unsent_answer(held.memory, session.id)) as unsent:
        bench = bench_of(held.memory, session.id)
        await hold(interview, step, candidate, screen, unsent=unsent, bench=bench, elapsed=elapsed)


async def new_session(
    memory: Memory,
    where: Sequence[Path],
    minutes: float,
    mode: ModeName,
    seed: int | None,
    knowledge: KnowledgeBase,
    held: Round = Round.WHOLE,
    tone: Tone = Tone.EVEN,
    task: str = "",
    simulated: bool = False,
) -> Session:
    """A session over `where` that is still to begin, and is kept nowhere yet."""
    moment = now()
    taken = await memory.store.ids()
    return Session(
        id=new_session_id(taken, moment),
        mode=Mode(mode),
        guides=places_of(where),
        contents=contents_of(knowledge.library),
        minutes=minutes,
        seed=seed if seed is not None else int(moment.timestamp()) % 100_000,
        started_at=moment,
        updated_at=moment,
        index_version=knowledge.version,
        round=held,
        tone=tone,
        task=task,
        simulated=simulated,
    )
