"""An interview, or a drill, as it is held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from nicegui import Client, ui
from nicegui.element import Element

from app.display.labels import label
from app.display.rounds import mode_of
from domain.errors import InterviewError
from domain.interview import Mode
from web.house import Here, House
from web.parts.dock import Dock
from web.parts.elements import link, tag
from web.parts.layout import failed, page
from web.parts.thread import ThreadView
from web.rooms.entries import Answering, Reading
from web.rooms.room import Room
from web.rooms.rooms import Finished

_AT_ONCE = 1.0
"""Seconds within which a page comes with its session; one that takes longer to open comes after it."""
_TOGETHER = 0.02
"""Seconds within which changes are shown together."""


def _nothing() -> None:
    """What ends a watch that was never begun."""


def register() -> None:
    """Put the pages at `/interview/…` and `/drill/…`."""

    @ui.page("/interview/{session_id}")
    async def interview(
        house: Here, client: Client, session_id: str, take: int = 0, guides: str = ""
    ) -> None:
        opening = house.rooms.opened(session_id, by_force=bool(take), by_shelf=guides == "shelf")
        await _show(house, client, session_id, opening, drill=False)

    @ui.page("/drill/{session_id}")
    async def drill(house: Here, client: Client, session_id: str, take: int = 0) -> None:
        opening = house.rooms.opened(session_id, drill=True, by_force=bool(take))
        await _show(house, client, session_id, opening, drill=True)


async def _show(
    house: House, client: Client, session_id: str, room_of: Coroutine[Any, Any, Room], *, drill: bool
) -> None:
    name = "Drill" if drill else "Interview"
    opening = asyncio.ensure_future(room_of)
    with page(f"{name} {session_id}", "/practice" if drill else "/") as main:
        tag("h1", f"{name} {session_id}", "unseen")
        done, _ = await asyncio.wait([opening], timeout=_AT_ONCE)
        if not done:
            # Guides that changed are read first: the page comes meanwhile.
            waiting = tag("p", "Reading your guides …", "notice", role="status")
            await client.connected()
            await asyncio.wait([opening])
            waiting.delete()
        try:
            room = await opening
        except Finished as finished:
            tag("p", str(finished))
            link("Look at it again", "/practice" if drill else f"/past/{session_id}")
        except InterviewError as error:
            failed(error)
            link("All sessions", "/past")
        else:
            _View(house, room, client, main).show()


class _View:
    """One tab on a room."""

    def __init__(self, house: House, room: Room, client: Client, main: Element) -> None:
        self._house = house
        self._room = room
        self._client = client
        self._main = main
        self._unwatch: Callable[[], None] = _nothing
        self._queued = False
        self._is_placed = False
        """Whether the page stands where what is asked can be read: the box covers the end of a long one."""

    def show(self) -> None:
        """Put the room on the page, and keep it as the room is for as long as the tab is connected."""
        session = self._room.session
        language = self._room.front.language
        kind = label("head_drill", language) if session.drill else mode_of(session, language)
        with self._main:
            tag("p", f"{session.id} · {kind}", "notice")
            study = session.mode is Mode.STUDY
            self._thread = ThreadView(self._room.thread, self._main, self._object_to if study else None)
            self._dock = Dock(self._room, self._house.speech, self._main, self._client.id, self._take_pen)
        self._sync()
        if self._client.has_socket_connection:
            self._entered()
        self._client.on_connect(self._entered)
        self._client.on_disconnect(self._left)
        self._client.on_delete(self._left)

    def _entered(self) -> None:
        self._unwatch()
        self._unwatch = self._room.thread.watch(self._changed)
        if not self._room.pen:
            self._room.pen = self._client.id
        self._house.rooms.enter(self._room)
        self._room.thread.changed()

    def _left(self) -> None:
        self._unwatch()
        self._unwatch = _nothing
        if self._room.pen == self._client.id:
            self._room.pen = ""
            self._room.thread.changed()
        self._house.rooms.leave(self._room)

    def _take_pen(self) -> None:
        self._room.pen = self._client.id
        self._room.thread.changed()

    def _changed(self) -> None:
        # Many changes of one moment are rendered once.
        if not self._queued:
            self._queued = True
            asyncio.get_running_loop().call_later(_TOGETHER, self._render)

    def _render(self) -> None:
        self._queued = False
        if self._client.is_deleted:
            return
        if not self._room.pen:
            self._room.pen = self._client.id
        with self._client:
            if self._sync() or not self._is_placed:
                self._is_placed = True
                ui.run_javascript("showLatest()")

    def _sync(self) -> bool:
        added = self._thread.sync()
        self._dock.sync()
        return added

    def _object_to(self, number: int, selected: str) -> None:
        waiting = self._room.thread.waiting
        if isinstance(waiting, Answering | Reading):
            words = " ".join(selected.split())
            self._room.candidate.send(f"/said {number} {words}".strip(), waiting)
