"""A session that this window has to itself: locked, counted and traced, and ready for its graph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from app.bootstrap.graphs import compile_drill, compile_interview
from app.bootstrap.memory import Memory, locked, now
from app.bootstrap.models import account_of
from app.bootstrap.sandbox import open_sandbox
from app.session.interviewing import Interview
from app.session.seen import Hears, session_seen
from app.settings import Settings
from domain.days import HERE, Where
from domain.interview import Session
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from models.account import Account, for_session
from models.language_model import LanguageModel
from rounds.sandbox.running import Sandbox

SECONDS_FOR_A_DEAD_WINDOW = 8.0
"""A window that was killed keeps its session's lock for up to six seconds; an open one keeps it for good."""


class Watches(Hears, Protocol):
    """What a sitting needs of whatever shows the session."""

    @property
    def live(self) -> bool:
        """Whether words may be shown before they are final."""
        ...


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, or a drill, in this window; `ensure` and `keep` are its `Interview`'s guard and after."""

    memory: Memory
    session: Session
    account: Account
    models: Mapping[str, LanguageModel]
    unmasked: bool
    ensure: Callable[[], Awaitable[None]]
    keep: Callable[[], Awaitable[None]]
    sees_words: bool
    place: Where = HERE
    sandbox: Sandbox | None = None

    def context(self, knowledge: KnowledgeBase, *, remembered: bool = True) -> InterviewContext:
        """What its graph works on; `remembered` is whether it counts as practice."""
        return InterviewContext(
            knowledge,
            self.memory.drills if self.session.drill else self.memory.store,
            now,
            for_session(self.models, self.account),
            self.memory.mastery if remembered else None,
            self.account,
            unmasked=self.unmasked,
            sees_words=self.sees_words,
            zone=self.place,
            sandbox=self.sandbox,
        )

    def interview(self, knowledge: KnowledgeBase, *, remembered: bool = True) -> Interview:
        """The session on its graph, over `knowledge`; `remembered` as in `context`."""
        context = self.context(knowledge, remembered=remembered)
        graph = compile_drill(self.memory) if self.session.drill else compile_interview(self.memory)
        return Interview(graph, context, self.session.id, self.ensure, self.keep)


@asynccontextmanager
async def sitting(
    settings: Settings,
    screen: Watches,
    memory: Memory,
    session: Session,
    models: Mapping[str, LanguageModel],
    patience: float = 0.0,
    *,
    by_force: bool = False,
    counts_earlier: bool = True,
    waits: Callable[[], None] = lambda: None,
) -> AsyncIterator[Sitting]:
    """`session` for this window alone. Raises `SessionInUse` where another has it and keeps it.

    `waits` is called before it is waited for, to see whether the other still lives. `by_force` takes it
    from the other window, which is told when it next answers. Without `counts_earlier` nobody asks what
    language models took of it before: none is used now.
    """
    drill = bool(session.drill)
    async with (
        locked(memory, session.id, patience, drill=drill, by_force=by_force, waits=waits) as lock,
        session_seen(memory, session.id, screen, one_of_many=settings.one_of_many) as keep,
    ):
        store = memory.drills if drill else memory.store
        account = await account_of(settings, store if counts_earlier else None, session)
        yield Sitting(
            memory,
            session,
            account,
            models,
            not settings.mask,
            lock.ensure,
            keep,
            screen.live,
            settings.place,
            open_sandbox(settings.common_home),
        )
