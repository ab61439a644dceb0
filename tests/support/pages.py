"""The page in this process, without a browser: its elements, its buttons and its files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from nicegui import app as pages_app
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation

from app.bootstrap.memory import Memory, open_memory
from app.guides.shelf import Shelf
from app.settings import from_environment
from tests.support import guards
from web.house import House, here
from web.pages import addresses
from web.rooms.rooms import Rooms
from web.speech.speech import Speech, speech_of

ANSWER = (
    "I replaced the nightly batch with a stream of parcel events. The consumers are idempotent, because "
    "redelivery is certain. The run went from four hours to forty minutes."
)
GUIDE = f"""# Notes

### Q1: How did you make the nightly job faster?

**Answer:** {ANSWER}

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry, and we check every change.
"""


# It looks ten times a second, and unless told three times: too soon for a page that waits for a thread.
_LOOKS = int(10 * guards.SECONDS)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages over a house; `user` opens and clicks, `http` fetches."""

    user: User
    house: House

    @property
    def memory(self) -> Memory:
        return self.house.memory

    @property
    def http(self) -> httpx.AsyncClient:
        return self.user.http_client


@asynccontextmanager
async def pages(
    home: Path, guides: Path, guide: str = GUIDE, speech: Speech | None = None
) -> AsyncIterator[Pages]:
    """The pages over the workspace in `home` and `guide`, which is put into the folder `guides`.

    `speech` hears and speaks in place of what this machine has.
    """
    (guides / "notes.md").write_text(guide, encoding="utf-8")
    settings = from_environment({"INTERVIEW_HOME": str(home)})
    async with open_memory(settings) as memory, user_simulation() as user:
        user.should_see = partial(user.should_see, retries=_LOOKS)  # type: ignore[method-assign]
        shelf = Shelf(settings, memory, (guides,))
        rooms = Rooms(settings, memory, shelf, {})
        house = House(settings, memory, {}, shelf, rooms, speech or speech_of(settings))
        addresses.register()
        pages_app.dependency_overrides[here] = lambda: house
        try:
            yield Pages(user, house)
        finally:
            del pages_app.dependency_overrides[here]
            await house.rooms.close()
            await house.speech.ears.close()
