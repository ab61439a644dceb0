"""Beginning an interview in this window, and holding it to its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.contradictions import doubts_of
from app.bootstrap.guides import check_askable, checked
from app.bootstrap.index import count_savings
from app.bootstrap.memory import Memory, check_writing, new_session_id, now, open_memory
from app.bootstrap.models import open_models
from app.bootstrap.people import of_one_person
from app.bootstrap.whereabouts import contents_of, places_of
from app.choices import ModeName
from app.display.head import agenda_line, tell_guides, tell_memory, tell_model
from app.display.screen import Screen
from app.display.whose import tell_languages, tell_people
from app.indexing import open_shown_index
from app.session.audience import Audience
from app.session.candidate import Candidate
from app.session.conversation import hold
from app.session.following import follow
from app.session.simulation import Shown, SimulatedCandidate
from app.session.sitting import Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from domain.interview import Agenda, Mode, Session
from knowledge.base import KnowledgeBase
from knowledge.library import read_library


async def begin(
    settings: Settings,
    screen: Screen,
    guides: Sequence[Path] | None,
    minutes: float,
    mode: ModeName,
    seed: int | None,
    candidate: Candidate | None,
    person: str | None = None,
) -> None:
    """Interview `candidate`, or a simulated one where there is none, over `guides`, `person`'s where named.

    Raises `NoGuides` where there is nothing to ask, `BadSetting` or `MemoryUnavailable` for a wrong setting.
    """
    given = checked(guides, settings)
    chosen = of_one_person(given, read_library(given), person)
    where, library = chosen.where, chosen.library
    check_askable(library)
    tell_guides(screen, library, where)
    tell_people(screen, chosen)
    tell_languages(screen, library)
    async with open_models(settings) as models, open_memory(settings) as memory:
        check_writing(memory)
        knowledge = open_shown_index(settings, library, where, memory, screen)
        knowledge = knowledge.with_doubts(doubts_of(settings, where, library))
        tell_memory(screen, memory)
        tell_model(screen, settings)
        session = await _new_session(memory, where, minutes, mode, seed, knowledge)
        async with sitting(settings, screen, memory, session, models) as held:
            await _hold(held, knowledge, candidate, screen)
        count_savings(memory, knowledge)


async def _hold(held: Sitting, knowledge: KnowledgeBase, candidate: Candidate | None, screen: Screen) -> None:
    session = held.session
    # What a simulated candidate knows says nothing about the real one.
    interview = held.interview(knowledge, remembered=candidate is not None)

    def head(agenda: Agenda) -> None:
        screen.line("Agenda", agenda_line(agenda))
        screen.line(
            "Session",
            f"{session.id} · {session.mode.value} mode · /help for what you can do besides answering",
        )
        screen.blank()

    step = await follow(
        lambda tell: interview.begin(session, tell),
        Audience(interview, screen, planned=head).show,
        screen,
        slow=interview.uses_models,
    )
    if candidate is None:
        candidate = Shown(SimulatedCandidate(knowledge, session.seed), screen)
    with reserved(unsent_answer(held.memory, session.id)) as unsent:
        await hold(interview, step, candidate, screen, unsent=unsent)


async def _new_session(
    memory: Memory,
    where: Sequence[Path],
    minutes: float,
    mode: ModeName,
    seed: int | None,
    knowledge: KnowledgeBase,
) -> Session:
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
    )
