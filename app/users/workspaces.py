"""What one user's requests share in this process, and nobody else's."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.bootstrap.memory import Memory, memory_in
from app.bootstrap.models import masking
from app.guides.shelf import Shelf
from app.settings import Settings
from app.users.copies import Copy
from domain.interview import Session
from memory.allowances import RedisAllowances
from memory.connection import RedisHandle
from memory.guides import RedisGuides
from memory.sent import RedisBegun, RedisSent
from memory.told import RedisTold
from models.fail_over import FirstThatAnswers
from models.language_model import LanguageModel

AT_ONCE = 4
AT_ONCE_WITH_MODELS = 64
"""Turns that one process works on at once, without and with language models."""
_MOST = 256
"""So many users' guides are kept read; another's are read again, which takes no longer than a page's first
visit."""


@dataclass(frozen=True)
class Workspace:
    """One person's settings, keys, guides and models: nothing here reaches anybody else's."""

    settings: Settings
    memory: Memory
    shelf: Shelf
    models: Mapping[str, LanguageModel]
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    """Taken while a session is worked on: of all that this process was sent so many at once, in order.

    A turn is the processor's work. A hundred at once would all be as slow as the last, and so slow to listen
    that the database seemed away.
    """

    @cached_property
    def sent(self) -> RedisSent:
        """The requests of interviews that were sent already."""
        return RedisSent(self.memory.redis.client, keys=self.memory.keys)

    @cached_property
    def sent_in_drills(self) -> RedisSent:
        """The same of drills."""
        return RedisSent(self.memory.redis.client, keys=self.memory.keys.drills)

    def told(self, session: Session) -> RedisTold:
        """What those are told who watch sessions like this one."""
        keys = self.memory.keys.drills if session.drill else self.memory.keys
        return RedisTold(self.memory.redis.client, keys=keys)

    @cached_property
    def begun(self) -> RedisBegun:
        """Which interviews were begun with which idempotency keys."""
        return RedisBegun(self.memory.redis.client, keys=self.memory.keys)

    @cached_property
    def begun_drills(self) -> RedisBegun:
        """The same of drills."""
        return RedisBegun(self.memory.redis.client, keys=self.memory.keys.drills)

    @cached_property
    def allowances(self) -> RedisAllowances:
        """How much of what was taken, over all workers."""
        return RedisAllowances(self.memory.redis.client, keys=self.memory.keys)


def workspace_of(
    settings: Settings,
    handle: RedisHandle,
    models: Mapping[str, FirstThatAnswers],
    room: asyncio.Semaphore | None = None,
) -> Workspace:
    """The workspace of whom `settings` are for; masks of `models` are theirs alone, `room` is everybody's."""
    memory = memory_in(handle, settings)
    copy = Copy(settings.own_guides, RedisGuides(handle.client, keys=memory.keys))
    shelf = Shelf(settings, memory, settings.guides, copy)
    return Workspace(settings, memory, shelf, masking(models, settings), room or asyncio.Semaphore(AT_ONCE))


class Workspaces:
    """The workspaces of users who asked of late, over one database and one set of models."""

    def __init__(
        self, settings: Settings, handle: RedisHandle, models: Mapping[str, FirstThatAnswers]
    ) -> None:
        self._settings = settings
        self._handle = handle
        self._models = models
        # Who waits for a model's server needs no processor.
        self._room = asyncio.Semaphore(AT_ONCE_WITH_MODELS if models else AT_ONCE)
        self._kept: OrderedDict[str, Workspace] = OrderedDict()

    @property
    def chains(self) -> Mapping[str, FirstThatAnswers]:
        """The language models that all users share, by agent."""
        return self._models

    def of(self, user: str) -> Workspace:
        """The workspace of `user`."""
        if (found := self._kept.get(user)) is None:
            found = workspace_of(self._settings.of_user(user), self._handle, self._models, self._room)
            self._kept[user] = found
        self._kept.move_to_end(user)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return found

    def forget(self, user: str) -> None:
        """Let go of what is kept of `user`."""
        self._kept.pop(user, None)
