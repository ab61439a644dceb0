"""A session watched while any worker, or any window, takes its turns."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from pydantic_core import to_json

from app.users.letting_in import NotLetIn
from domain.errors import InterviewError
from domain.interview import Session, SessionStatus
from memory.sessions import RedisSessionStore
from memory.told import RedisTold
from service.draining import DRAIN
from service.person import Person
from service.problems import Problem, problem_of, too_many
from service.problems import told as told_of
from service.service import Service
from service.streaming import as_event
from service.views import session_whole

PLACE = re.compile(r"[0-9]{1,20}-[0-9]{1,20}")
"""What `Last-Event-ID` looks like."""
MOST = 20
"""So many a user may watch at once, of each process."""
_BETWEEN_LOOKS = 0.2
_BETWEEN_READS = 2.0
_BETWEEN_SIGNS = 10.0
LONGEST = 3600.0
"""Seconds; a client that would watch for longer comes again, to any worker."""


@dataclass(frozen=True, slots=True)
class Following:
    """One client that watches `session`, as events, from behind `place` on."""

    service: Service
    person: Person
    store: RedisSessionStore
    told: RedisTold
    session: Session
    place: str

    async def events(self, seconds: float = LONGEST) -> AsyncIterator[bytes]:
        """`session` at the beginning and whenever what is kept of it changed; between that what happens.

        It ends with the session, with the token, after so many `seconds`, and when this process does.
        """
        watching = self.service.watching
        watching[self.person.user.name] += 1
        try:
            async for event in self._events(seconds):
                yield event
        except InterviewError as error:
            yield as_event("problem", to_json(told_of(problem_of(error))))
        except Problem as problem:
            yield as_event("problem", to_json(told_of(problem)))
        finally:
            watching[self.person.user.name] -= 1
            # Nobody's name is kept for having watched once.
            if not watching[self.person.user.name]:
                del watching[self.person.user.name]

    async def _events(self, seconds: float) -> AsyncIterator[bytes]:
        session_id, place = self.session.id, self.place
        known: Session | None = None
        began = time.monotonic()
        read = signed = -LONGEST
        while not DRAIN.is_on and time.monotonic() - began < seconds:
            now = time.monotonic()
            if now - signed >= _BETWEEN_SIGNS:
                signed = now
                if not await self._may():
                    return
                await self.told.watch(session_id)
                yield b": watched\n\n"
            happened = await self.told.since(session_id, place)
            for event in happened:
                place = event.id
                yield as_event(event.name, event.value, place)
            if now - read >= _BETWEEN_READS or any(event.name == "outcome" for event in happened):
                read = now
                session = await self.store.session(session_id)
                if session != known:
                    known = session
                    whole = session_whole(session, await self.store.turns(session_id))
                    yield as_event("session", to_json(whole), place)
                if session.status is SessionStatus.FINISHED:
                    return
            if not happened:
                await asyncio.sleep(_BETWEEN_LOOKS)

    async def _may(self) -> bool:
        """Whether the token is still good."""
        kept = await self.service.users.token(self.person.token.id)
        try:
            return kept is not None and bool(await self.service.gate.still(kept, self.service.now()))
        except NotLetIn:
            return False


async def following(
    service: Service, person: Person, store: RedisSessionStore, session_id: str, after: str
) -> Following:
    """Watch a session from behind `after` on, "" for from now on.

    Raises `UnknownSession`, and `Problem` where the person watches as much as they may.
    """
    if service.watching[person.user.name] >= MOST:
        raise too_many(f"{MOST} sessions may be watched at once.", _BETWEEN_SIGNS)
    session = await store.session(session_id)
    told = person.workspace.told(session)
    await told.watch(session_id)
    place = after or await told.last(session_id)
    return Following(service, person, store, told, session, place)
