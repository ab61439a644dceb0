"""What a person's language models may use in a day, over all their sessions and all workers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from app.bootstrap.models import limits
from app.settings import Settings
from app.users.workspaces import Workspace
from domain.errors import UnknownSession
from domain.interview import Session
from domain.usage import total
from memory.sessions import RedisSessionStore
from models.account import Account

_A_DAY = timedelta(days=1)
_TOKENS = "model-tokens"
_ANY_NUMBER = 1 << 53


class Budget:
    """A person's tokens of one day; `most` is None where they are not bounded.

    Where they are spent the interview goes on with drafts, as it does where a session's own budget is.
    """

    def __init__(self, workspace: Workspace, most: int | None) -> None:
        self._workspace = workspace
        self._most = most

    async def settings(self, session: Session, store: RedisSessionStore) -> Settings:
        """The workspace's settings, with what `session` may use in all so that the day's rest is not
        passed."""
        settings = self._workspace.settings
        left = await self._left() if self._workspace.models else None
        if left is None:
            return settings
        used = await _used(session, store)
        own = settings.model_budget
        bound = used + left if own is None else min(own, used + left)
        return settings.model_copy(update={"model_budget": bound})

    @asynccontextmanager
    async def within(self, session: Session, store: RedisSessionStore) -> AsyncIterator[Settings]:
        """The settings under which `session` is held for as long as it may last; at the end what it used is
        counted."""
        before = await _used(session, store) if self._workspace.models else 0
        try:
            yield await self.settings(session, store)
        finally:
            if self._workspace.models:
                await self.count(await _used(session, store) - before)

    async def account(self) -> Account:
        """What may be used outside of a session: the day's rest."""
        own = limits(self._workspace.settings)
        return Account(replace(own, tokens=await self._left(), turn_seconds=None))

    async def _left(self) -> int | None:
        if self._most is None:
            return None
        return max(0, self._most - await self._workspace.allowances.taken(_TOKENS))

    async def count(self, tokens: int) -> None:
        """Count what was used."""
        if tokens > 0:
            await self._workspace.allowances.take(_TOKENS, _ANY_NUMBER, _A_DAY, amount=tokens)


async def _used(session: Session, store: RedisSessionStore) -> int:
    """The tokens that were used in `session`; none in one that is still to begin, or was deleted."""
    try:
        return total(turn.whole for turn in await store.usage(session.id)).tokens
    except UnknownSession:
        return 0
