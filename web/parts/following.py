"""Keeps a page as the guides are: reads them when it opens, and again when they were changed here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from nicegui import Client, background_tasks
from nicegui.element import Element

from app.guides.shelf import Opened, Shelf
from domain.errors import InterviewError
from web.parts.elements import tag
from web.parts.layout import told

_SECONDS_BETWEEN_NEWS = 0.25


def _nothing() -> None:
    """What ends a watch that was never begun."""


class Left(Exception):
    """The tab is gone: nothing is shown to it any more."""


class Following:
    """Calls `fill` for a tab when it comes, when it comes back, and after each change of the guides.

    One call at a time; what changes meanwhile leads to another. What `fill` raises is told in one line. Its
    elements go where this is made; the line with the news stands before them.
    """

    def __init__(self, shelf: Shelf, client: Client, fill: Callable[[], Awaitable[None]]) -> None:
        self._shelf = shelf
        self._client = client
        self._fill = fill
        self._running = self._again = False
        self._unwatch: Callable[[], None] = _nothing
        self._news = tag("div", "", "news", role="status")
        self.body: Element = tag("div")
        client.on_connect(self._entered)
        client.on_disconnect(self._left)
        client.on_delete(self._left)

    def tell(self, text: str) -> None:
        """Say what is being done, "" for nothing."""
        self._check()
        self._news.clear()
        if text:
            with self._news:
                tag("p", text, "notice")

    async def opened(self, person: str | None = None) -> Opened:
        """The shelf's guides, read and indexed; the news say how far that is. Raises as `Shelf.opened`."""
        loop = asyncio.get_running_loop()
        told = 0.0

        def news(done: int, total: int) -> None:
            nonlocal told
            if self._client.is_deleted or (done < total and loop.time() - told < _SECONDS_BETWEEN_NEWS):
                return
            told = loop.time()
            if done == total:
                self.tell("The index is there. Looking where your guides contradict themselves …")
                return
            self.tell(f"The index follows: {done} of {total} passages.")

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(news, done, total)

        opened = await self._shelf.opened(person=person, progress=progress)
        self._check()
        return opened

    def _check(self) -> None:
        if self._client.is_deleted:
            raise Left

    def _entered(self) -> None:
        self._unwatch()
        self._unwatch = self._shelf.watch(self._start)
        self._start()

    def _left(self) -> None:
        self._unwatch()
        self._unwatch = _nothing

    def _start(self) -> None:
        background_tasks.create(self._run(), name="guides")

    async def _run(self) -> None:
        if self._running:
            self._again = True
            return
        self._running = True
        try:
            self._again = True
            while self._again:
                self._again = False
                await self._once()
        except Left:
            return
        finally:
            self._running = False

    async def _once(self) -> None:
        self._check()
        try:
            with self.body:
                await self._fill()
        except InterviewError as error:
            self._check()
            self._news.clear()
            with self._news:
                told(str(error))
