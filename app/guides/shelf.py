"""The guides that a front works over, read once and again when they changed, and changed here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from app.bootstrap.contradictions import contradictions_of
from app.bootstrap.guides import library_of
from app.bootstrap.index import open_index
from app.bootstrap.memory import Memory
from app.bootstrap.people import Chosen, of_one_person
from app.guides import editing, folder
from app.guides.place import Closed, is_samples, place_of
from app.guides.watching import Snapshot, snapshot
from app.settings import SAMPLE_GUIDES, Settings, guides_in
from app.watched import Watched, Watcher
from domain.contradiction import Contradiction
from domain.errors import InterviewError, NoGuides
from domain.guide import TalkingPoint
from knowledge import consistency
from knowledge.base import KnowledgeBase
from knowledge.files.read import read_text
from knowledge.library import Library, guides_by_name
from knowledge.values import GuideText

Key = TypeVar("Key")
Value = TypeVar("Value")
OnProgress = Callable[[int, int], None]
_MOST = 4
"""So many sets of guides are kept read: those of the shelf, and of sessions that were held over others."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Guides that were read, everybody's, as they were at `seen`."""

    where: tuple[Path, ...]
    seen: Snapshot
    library: Library
    paths: Mapping[str, Path]
    """Where each guide is, by its name."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Guides that were read and indexed, as they were at `seen`; `notices` is what there is to tell of it."""

    where: tuple[Path, ...]
    seen: Snapshot
    chosen: Chosen
    knowledge: KnowledgeBase
    contradictions: tuple[Contradiction, ...]
    doubts: tuple[TalkingPoint, ...]
    notices: tuple[str, ...]

    @property
    def library(self) -> Library:
        return self.chosen.library


class Elsewhere(Protocol):
    """Where the guides are kept besides their folder, for other machines that have one like it."""

    async def fetch(self) -> None:
        """Bring the folder up to date, where another machine changed something."""
        ...

    async def put(self, name: str, data: bytes) -> None:
        """The guide of that name was put in, or replaced, and holds `data`."""
        ...

    async def drop(self, name: str) -> None:
        """The guide of that name is being taken out."""
        ...


class Shelf:
    """The guides at `where`, for all pages of this process. Reading and indexing never block the page.

    Where nobody named guides, what is put in makes a folder of the candidate's own, and the shelf is over
    that from then on; when it is empty again, over the samples.
    """

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        where: Sequence[Path],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._named = tuple(where)
        self._elsewhere = elsewhere
        self._settings = settings
        self._memory = memory
        self._understood: dict[tuple[Path, ...], Understood] = {}
        self._opened: dict[tuple[tuple[Path, ...], str | None], Opened] = {}
        self._texts: dict[Path, tuple[tuple[int, int], GuideText]] = {}
        self._reading = asyncio.Lock()
        self._at_work = asyncio.Lock()
        self._changing = asyncio.Lock()
        self._watched = Watched()

    @property
    def where(self) -> tuple[Path, ...]:
        """Where the guides are now; another process may have put the first one in, or taken the last out."""
        if is_samples(self._named) or self._named == (self._settings.own_guides,):
            return guides_in(self._settings.home)
        return self._named

    async def fetch(self) -> None:
        """Bring the folder up to date, where guides are kept elsewhere, too."""
        if self._elsewhere is not None:
            await self._elsewhere.fetch()

    async def understood(self, where: Sequence[Path] | None = None) -> Understood:
        """The guides at `where` (the shelf's own), read as they are now: no index is needed.

        Raises `NoGuides` where there are none.
        """
        await self.fetch()
        return await self._understood_at(tuple(where) if where is not None else self.where)

    async def _understood_at(self, key: tuple[Path, ...]) -> Understood:
        async with self._reading:
            return _kept(self._understood, key, await asyncio.to_thread(self._understand, key))

    async def opened(
        self,
        where: Sequence[Path] | None = None,
        person: str | None = None,
        progress: OnProgress | None = None,
        *,
        fetched: bool = False,
    ) -> Opened:
        """The guides at `where` (the shelf's own), `person`'s where named, read and indexed as they are now.

        `progress` is called, in another thread, with passages done and in all while an index is built.
        With `fetched` the caller has just brought the folder up to date.
        Raises `NoGuides` where there are none, `BadSetting` for a person who has none.
        """
        if not fetched:
            await self.fetch()
        key = tuple(where) if where is not None else self.where
        known = self._opened.get((key, person))
        if known is not None and await asyncio.to_thread(snapshot, key) == known.seen:
            return _kept(self._opened, (key, person), known)
        understood = await self._understood_at(key)
        async with self._at_work:
            opened = await asyncio.to_thread(self._open, understood, person, progress)
            return _kept(self._opened, (opened.where, person), opened)

    async def text(self, name: str) -> tuple[Path, GuideText]:
        """Where the guide called `name` is, and its text as it was read. Raises `NoGuides`."""
        await self.fetch()
        path = await asyncio.to_thread(self.path_of, name)
        read = await asyncio.to_thread(self._text, path, name)
        return path, _kept(self._texts, path, read)[1]

    def path_of(self, name: str) -> Path:
        """Where the guide called `name` is. Raises `NoGuides` where there is none."""
        paths = guides_by_name(self.where)
        # One person's guides of several are called by their files' names alone.
        alone = [path for path in paths.values() if path.name == name]
        path = paths.get(name) or (alone[0] if len(alone) == 1 else None)
        if path is None:
            raise NoGuides(_told(self.where), f"none of them is called {name!r}.")
        return path

    @property
    def place(self) -> Path | Closed:
        """The folder into which guides are put, or why none can be."""
        return place_of(self.where, self._settings.own_guides)

    def may_change(self, path: Path) -> bool:
        """Whether the guide at `path` may be edited: one that comes with the program may not."""
        return not path.resolve().is_relative_to(SAMPLE_GUIDES.resolve())

    async def put(self, name: str, data: bytes, where: folder.Where = folder.Where.ASK) -> folder.Put:
        """Put a guide in. Raises `InterviewError` where that cannot be, `NoDocument` for what is none."""
        async with self._changing:
            await self.fetch()
            place = self.place
            if isinstance(place, Closed):
                raise InterviewError(f"The page is over {place.value}: put {name} there yourself.")
            done = await asyncio.to_thread(folder.put, place, name, data, where)
            if self._elsewhere is not None and done.outcome is not folder.Outcome.TAKEN:
                await self._elsewhere.put(done.name, data)
            self._watched.changed()
        return done

    async def remove(self, name: str) -> Path:
        """Take a guide out; the path returned is where it lies now. Raises `InterviewError`."""
        async with self._changing:
            await self.fetch()
            path = await asyncio.to_thread(self.path_of, name)
            place = self.place
            if isinstance(place, Closed) or not path.is_relative_to(place):
                raise InterviewError(f"{name} is not in the page's own folder: remove it there yourself.")
            if self._elsewhere is not None:
                # First: what is gone here and not there would come back.
                await self._elsewhere.drop(path.name)
            kept = await asyncio.to_thread(folder.remove, path)
            self._watched.changed()
        return kept

    async def put_back(self, kept: Path) -> None:
        """Put a guide back that lies at `kept` since it was removed. Raises `InterviewError`."""
        async with self._changing:
            # That it was taken out is known here then: what lies here besides is handed on, and not removed.
            await self.fetch()
            path = await asyncio.to_thread(folder.put_back, kept)
            if self._elsewhere is not None:
                await self._elsewhere.put(path.name, await asyncio.to_thread(path.read_bytes))
            self._watched.changed()

    async def editable(self, name: str) -> editing.Editable:
        """The text of a guide, to be changed. Raises `NotEditable`, `NoGuides`."""
        await self.fetch()
        path = await asyncio.to_thread(self.path_of, name)
        self._check_own(name, path)
        return await asyncio.to_thread(editing.editable, path)

    async def save(self, name: str, text: str, seen: str) -> editing.Saved | editing.Changed:
        """Write a guide's text over what was `seen` of it. Raises `InterviewError`."""
        async with self._changing:
            await self.fetch()
            path = await asyncio.to_thread(self._path_even_if_gone, name)
            self._check_own(name, path)
            done = await asyncio.to_thread(editing.save, path, text, seen)
            if isinstance(done, editing.Saved):
                if self._elsewhere is not None:
                    await self._elsewhere.put(path.name, done.data)
                self._watched.changed()
        return done

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher` after guides were changed here; what is returned ends that."""
        return self._watched.watch(watcher)

    def _check_own(self, name: str, path: Path) -> None:
        if not self.may_change(path):
            raise editing.NotEditable(name, "it comes with the program. Drop in a copy of your own.")

    def _path_even_if_gone(self, name: str) -> Path:
        """The path of a guide that somebody edits, and somebody else may have removed meanwhile."""
        try:
            return self.path_of(name)
        except NoGuides:
            known = next((each.paths[name] for each in self._understood.values() if name in each.paths), None)
            if known is None:
                raise
            return known

    def _understand(self, where: tuple[Path, ...]) -> Understood:
        seen = snapshot(where)
        known = self._understood.get(where)
        if known is not None and known.seen == seen:
            return known
        library = library_of(self._settings, where, known.library if known is not None else None)
        return Understood(where, seen, library, guides_by_name(where))

    def _open(self, understood: Understood, person: str | None, progress: OnProgress | None) -> Opened:
        where, seen = understood.where, understood.seen
        known = self._opened.get((where, person))
        if known is not None and known.seen == seen:
            return known
        notices: list[str] = []
        chosen = of_one_person(where, understood.library, person)
        knowledge = open_index(
            self._settings,
            chosen.library,
            chosen.where,
            memory=self._memory,
            notify=notices.append,
            progress=progress,
        )
        found = contradictions_of(self._settings, chosen.where, chosen.library)
        return Opened(where, seen, chosen, knowledge, found, consistency.doubts(found), tuple(notices))

    def _text(self, path: Path, name: str) -> tuple[tuple[int, int], GuideText]:
        # A PDF takes seconds to read, and is opened again and again.
        status = path.stat()
        seen = (status.st_mtime_ns, status.st_size)
        known = self._texts.get(path)
        return known if known is not None and known[0] == seen else (seen, read_text(path, name))


def _kept(kept: dict[Key, Value], key: Key, value: Value) -> Value:
    """Keep `value` as the one used last, and let the ones go that were used longest ago."""
    kept.pop(key, None)
    kept[key] = value
    while len(kept) > _MOST:
        kept.pop(next(iter(kept)))
    return value


def _told(where: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in where)
