"""What the pages of one candidate share, and how a page comes to those of whoever looks at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from app.bootstrap.memory import Memory
from app.guides.shelf import Shelf
from app.settings import Settings
from app.users.bounds import Bounds, check_guides, check_open
from models.account import Account
from models.language_model import LanguageModel
from web.desk import Desk
from web.rooms.rooms import Rooms
from web.speech.speech import Speech


@dataclass(frozen=True, slots=True)
class House:
    """The database, the models, the guides, the sessions that are being held, what hears and speaks, and
    what was put in to be looked at.

    `user` is whose all this is where the page is for several, "" where it is for one; `bounds` is what they
    may take.
    """

    settings: Settings
    memory: Memory
    models: Mapping[str, LanguageModel]
    shelf: Shelf
    rooms: Rooms
    speech: Speech
    desk: Desk = field(default_factory=Desk)
    user: str = ""
    bounds: Bounds | None = None

    async def check_guide(self, name: str) -> None:
        """Raise `TooManyGuides` where a guide of this name would be one too many."""
        if self.bounds is not None:
            await self.shelf.fetch()
            own, allowance = self.settings.own_guides, self.bounds.allowance
            await asyncio.to_thread(check_guides, allowance, own, name)

    async def check_open(self) -> None:
        """Raise `TooManyOpen` where one more interview would be one too many."""
        if self.bounds is not None:
            await check_open(self.bounds.allowance, self.memory.store)

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[Account | None]:
        """What language models may use outside of a session; None where the settings alone say it."""
        if self.bounds is None:
            yield None
            return
        async with self.bounds.beside() as account:
            yield account


def here(request: Request) -> House:
    """The house of whoever sent `request`, as the guard found it: a page knows no other."""
    found = request.state.house
    assert isinstance(found, House)
    return found


Here: TypeAlias = Annotated[House, Depends(here)]
