"""A session held request by request: whichever worker takes a turn, it begins where the database says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from app.bootstrap.guides import check_askable, check_round
from app.bootstrap.memory import check_writing
from app.bootstrap.whereabouts import guides_of
from app.choices import ModeName
from app.display.labels import label
from app.display.words import setback
from app.guides.shelf import Opened
from app.practice.practising import ANYTHING, new_drill
from app.session.beginning import new_session
from app.session.going_on import over_its_questions
from app.session.interviewing import Interview, Step
from app.session.sitting import Sitting, sitting
from app.users.budget import Budget
from app.users.workspaces import Workspace
from domain.interview import Choice, Session
from domain.rounds import Round, Tone
from graphs.telling import Event
from knowledge.base import KnowledgeBase
from memory.sessions import RedisSessionStore

PATIENCE = 2.0
"""Seconds for which a request waits for another that works on the same session."""


def unheard(event: Event) -> None:
    """Nobody listens."""


def unknown(session: Session) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Heard:
    """Stands where a screen would: keeps what the candidate is to know besides, for the response."""

    language: str
    live: bool = True
    notices: list[str] = field(default_factory=list)

    def tell(self, key: str, **given: object) -> None:
        """Keep the label `key` as a notice."""
        self.notices.append(label(key, self.language, **given))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The interview that is asked for; None is what the settings have."""

    minutes: float
    mode: ModeName
    round: Round | None = None
    tone: Tone | None = None
    seed: int | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A session that this request has to itself."""

    sitting: Sitting
    interview: Interview
    heard: Heard

    def notices(self, step: Step) -> tuple[str, ...]:
        """What the candidate is to know besides, after `step`, in the session's language."""
        return (*self.heard.notices, *(setback(each, self.heard.language) for each in step.news))


def store_of(workspace: Workspace, session: Session) -> RedisSessionStore:
    """Where the workspace keeps sessions like this one."""
    return workspace.memory.drills if session.drill else workspace.memory.store


async def prepared(workspace: Workspace, wanted: Wanted) -> tuple[Session, KnowledgeBase]:
    """The interview that is wanted, over the workspace's guides: still to begin, and kept nowhere yet.

    Raises `NoGuides`, `NothingForRound` where there is nothing to ask, `MemoryUnavailable`.
    """
    opened = await workspace.shelf.opened(person=wanted.person)
    settings = workspace.settings
    round_, tone = wanted.round or settings.round, wanted.tone or settings.tone
    check_askable(opened.library, round_)
    check_round(opened.library, round_)
    await asyncio.to_thread(check_writing, workspace.memory)
    knowledge = opened.knowledge.with_doubts(opened.doubts)
    where = opened.chosen.where
    session = await new_session(
        workspace.memory, where, wanted.minutes, wanted.mode, wanted.seed, knowledge, round_, tone
    )
    return session, knowledge


async def prepared_drill(
    workspace: Workspace, kind: str, limit: int, choice: Choice = ANYTHING
) -> tuple[Session, KnowledgeBase]:
    """A drill over the workspace's guides that is still to begin. Raises as `practising.begin`."""
    opened = await workspace.shelf.opened()
    await asyncio.to_thread(check_writing, workspace.memory)
    session = await new_drill(
        workspace.memory, opened.chosen.where, opened.knowledge, kind=kind, limit=limit, choice=choice
    )
    return session, opened.knowledge


@asynccontextmanager
async def begun(
    workspace: Workspace, session: Session, knowledge: KnowledgeBase, most_tokens: int | None = None
) -> AsyncIterator[Held]:
    """`session`, which is still to begin, for this request alone."""
    language = knowledge.library.language
    async with workspace.room, _sat(workspace, session, language, most_tokens) as (here, heard):
        yield Held(here, here.interview(knowledge), heard)


@asynccontextmanager
async def held(workspace: Workspace, session: Session, most_tokens: int | None = None) -> AsyncIterator[Held]:
    """`session` for this request alone, ready to be gone on with.

    Raises `SessionInUse` where another request keeps it for longer than `PATIENCE`, `NoGuides` and
    `QuestionsGone` where its guides are not what they were.
    """
    async with workspace.room:
        opened = await guides_opened(workspace, session)
        async with _sat(workspace, session, opened.library.language, most_tokens) as (here, heard):
            interview = here.interview(opened.knowledge)
            # Read once for all that this request does.
            with interview.held():
                yield Held(here, await over_its_questions(session, interview, opened.knowledge), heard)


async def guides_opened(workspace: Workspace, session: Session) -> Opened:
    """The guides of `session`, read and indexed; of one out of a file the workspace's own."""
    await workspace.shelf.fetch()
    own = workspace.shelf.where
    # Known by their content on a machine where they lie elsewhere.
    settings = workspace.settings.model_copy(update={"guides": own})
    where = await asyncio.to_thread(guides_of, session, settings, own if session.imported else None)
    return await workspace.shelf.opened(where, fetched=True)


@asynccontextmanager
async def _sat(
    workspace: Workspace, session: Session, language: str, most_tokens: int | None
) -> AsyncIterator[tuple[Sitting, Heard]]:
    heard = Heard(language)
    budget = Budget(workspace, most_tokens)
    settings = await budget.settings(session, store_of(workspace, session))
    memory, models = workspace.memory, workspace.models
    async with sitting(
        settings, heard, memory, session, models, PATIENCE, counts_earlier=bool(models)
    ) as here:
        before = here.account.usage.tokens
        try:
            yield here, heard
        finally:
            await budget.count(here.account.usage.tokens - before)
