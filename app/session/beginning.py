"""Beginning an interview in this window, and holding it to its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app import bootstrap, terminal
from app.choices import ModeName
from app.display.audience import Audience
from app.display.screen import Screen
from app.session.candidate import Candidate
from app.session.conversation import hold
from app.session.following import follow
from app.session.interviewing import Interview
from app.session.seen import session_seen
from app.session.simulation import SimulatedCandidate
from app.session.unsent import reserved
from app.settings import Settings
from domain.days import HERE
from domain.interview import Agenda, Mode, Session
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from models.account import for_session


async def begin(
    settings: Settings,
    screen: Screen,
    guides: Sequence[Path] | None,
    minutes: float,
    mode: ModeName,
    seed: int | None,
    candidate: Candidate | None,
) -> None:
    """Interview `candidate`, or a simulated one where there is none, over `guides`.

    Raises `NoGuides` where there is nothing to ask, `BadSetting` or `MemoryUnavailable` for a wrong setting.
    """
    where = bootstrap.checked(guides, settings)
    library = bootstrap.read_guides(where)
    bootstrap.check_askable(library)
    terminal.tell_guides(screen, library)
    async with bootstrap.open_models(settings) as models, bootstrap.open_memory(settings) as memory:
        bootstrap.check_writing(memory)
        knowledge = terminal.index(settings, library, where, memory, screen)
        knowledge = knowledge.with_doubts(bootstrap.doubts(settings, where, library))
        terminal.tell_memory(screen, memory)
        terminal.tell_model(screen, settings)
        session = await _new_session(memory, where, minutes, mode, seed, knowledge)
        # What a simulated candidate knows says nothing about the real one.
        mastery = memory.mastery if candidate is not None else None
        account = await bootstrap.account(settings, memory.store, session)
        shared = for_session(models, account)
        context = InterviewContext(
            knowledge,
            memory.store,
            bootstrap.now,
            shared,
            mastery,
            account,
            unmasked=not settings.mask,
            zone=HERE,
        )

        def head(agenda: Agenda) -> None:
            screen.line("Agenda", terminal.agenda_line(agenda))
            screen.line(
                "Session", f"{session.id} · {mode} mode · /help for what you can do besides answering"
            )
            screen.blank()

        async with (
            bootstrap.locked(memory, session.id) as lock,
            session_seen(memory, session.id, screen) as keep,
        ):
            graph = bootstrap.compile_interview(memory)
            interview = Interview(graph, context, session.id, lock.ensure, keep)
            step = await follow(
                lambda tell: interview.begin(session, tell),
                Audience(interview, screen, planned=head).show,
                screen,
                slow=interview.uses_models,
            )
            if candidate is None:
                candidate = terminal.shown(SimulatedCandidate(knowledge, session.seed), screen)
            with reserved(bootstrap.unsent(memory, session.id)) as unsent:
                await hold(interview, step, candidate, screen, unsent=unsent)
        bootstrap.count_savings(memory, knowledge)


async def _new_session(
    memory: bootstrap.Memory,
    where: Sequence[Path],
    minutes: float,
    mode: ModeName,
    seed: int | None,
    knowledge: KnowledgeBase,
) -> Session:
    moment = bootstrap.now()
    taken = await memory.store.ids()
    return Session(
        id=bootstrap.new_session_id(taken, moment),
        mode=Mode(mode),
        guides=bootstrap.places(where),
        contents=bootstrap.contents(knowledge.library),
        minutes=minutes,
        seed=seed if seed is not None else int(moment.timestamp()) % 100_000,
        started_at=moment,
        updated_at=moment,
        index_version=knowledge.version,
    )
