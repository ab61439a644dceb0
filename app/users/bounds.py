"""What one user may have and take, checked before there is more of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from app.users.budget import Budget
from app.users.workspaces import Workspace
from domain.errors import InterviewError
from domain.interview import Session, SessionStatus
from domain.users import Allowance
from knowledge.library import guides_by_name
from memory.sessions import RedisSessionStore
from models.account import Account


class TooManyOpen(InterviewError):
    """As many sessions are open as may be."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} sessions may be open at once: end one, or delete it.")
        self.most = most


class TooManyGuides(InterviewError):
    """There are as many guides as may be."""

    def __init__(self, known: int, most: int) -> None:
        super().__init__(f"You have {known} guides, and may have {most}: take one out first.")


async def check_open(allowance: Allowance, store: RedisSessionStore) -> None:
    """Raise `TooManyOpen` where one more session would be too many."""
    known = await store.sessions()
    if sum(session.status is SessionStatus.OPEN for session in known) >= allowance.open_sessions:
        raise TooManyOpen(allowance.open_sessions)


def check_guides(allowance: Allowance, own: Path, name: str) -> None:
    """Raise `TooManyGuides` where the guide `name` would be one too many in the folder `own`."""
    known = guides_by_name([own]) if own.is_dir() else {}
    if name not in known and len(known) >= allowance.guides:
        raise TooManyGuides(len(known), allowance.guides)


@dataclass(slots=True)
class Bounds:
    """What the owner of `workspace` may have and take; `allowance` may become another meanwhile."""

    workspace: Workspace
    allowance: Allowance

    @asynccontextmanager
    async def held(self, session: Session) -> AsyncIterator[Settings]:
        """The settings under which `session` is held, from now to its end, within the day's budget."""
        memory = self.workspace.memory
        store = memory.drills if session.drill else memory.store
        async with self._budget.within(session, store) as settings:
            yield settings

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[Account]:
        """What language models may use outside of a session, within the day's budget."""
        budget = self._budget
        account = await budget.account()
        try:
            yield account
        finally:
            await budget.count(account.usage.tokens)

    @property
    def _budget(self) -> Budget:
        return Budget(self.workspace, self.allowance.model_tokens_a_day)
