"""The recogniser of this process: loaded when somebody wants to speak, let go when nobody does any more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from voice.errors import NoRecogniser, Why
from voice.heard import Heard
from voice.terms import NO_TERMS, Terms
from voice.weights import missing

_SECONDS_KEPT = 600.0
"""After so long without an answer its 400 MB are let go; the next answer waits some seconds for it."""


class Hears(Protocol):
    """What writes down a recording (`voice.recogniser.Recogniser`)."""

    async def hear(self, audio: bytes, *, language: str = "en", terms: Terms = NO_TERMS) -> Heard: ...

    async def close(self) -> None: ...


Opens = Callable[[], Awaitable[Hears]]


class Ears:
    """Hears for everybody at this page, one recording after the other.

    `opens` loads what does, `missing` names the packages that it would need besides those that are here.
    """

    def __init__(self, opens: Opens, missing: Callable[[], Sequence[str]] = missing) -> None:
        self._opens = opens
        self._missing = missing
        self._open: Hears | None = None
        self._opening = asyncio.Lock()
        self._working = 0
        self._letting_go: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def missing(self) -> NoRecogniser | None:
        """Why nothing is heard on this machine whatever one does, None where it may well be."""
        names = self._missing()
        return NoRecogniser(Why.NOT_INSTALLED, package=names[0]) if names else None

    async def ready(self) -> None:
        """Have it loaded before it is needed. Raises `NoRecogniser`."""
        await self._opened()
        self._wait_for_more()

    async def hear(self, recording: bytes, *, language: str, terms: Terms) -> Heard:
        """What is said in a recording, a file's bytes. Raises `VoiceError`."""
        self._working += 1
        try:
            return await (await self._opened()).hear(recording, language=language, terms=terms)
        finally:
            self._working -= 1
            self._wait_for_more()

    async def close(self) -> None:
        """Let it go."""
        if self._letting_go is not None:
            self._letting_go.cancel()
            self._letting_go = None
        opened, self._open = self._open, None
        if opened is not None:
            await opened.close()

    async def _opened(self) -> Hears:
        async with self._opening:
            if self._open is None:
                self._open = await self._opens()
            return self._open

    def _wait_for_more(self) -> None:
        if self._letting_go is not None:
            self._letting_go.cancel()
        self._letting_go = asyncio.get_running_loop().call_later(_SECONDS_KEPT, self._let_go)

    def _let_go(self) -> None:
        if self._working:
            self._wait_for_more()
            return
        task = asyncio.create_task(self.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
