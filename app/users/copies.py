"""This machine's copy of a user's guides: Redis has them, and files are what is read and indexed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from app.files import whole
from domain.values import Frozen
from knowledge.files.contents import digest_of, sha256
from knowledge.library import SUFFIXES
from memory.guides import Kept, RedisGuides

_SEEN = ".copied"


class Seen(Frozen):
    """The version that the folder was brought to, and the names of what was there then."""

    version: int = 0
    names: frozenset[str] = frozenset()


class Copy:
    """The guides in `place`, as `guides` has them.

    What another machine put in, replaced or took out comes, or goes, here with the next look. What somebody
    puts into the folder by hand is handed on to Redis, and so is everything where Redis lost it. Several
    workers may share the folder: whatever one does, another may do at once with the same outcome.
    """

    def __init__(self, place: Path, guides: RedisGuides) -> None:
        self._place = place
        self._guides = guides
        self._fetching = asyncio.Lock()
        self._read: tuple[tuple[int, int, int], Seen] | None = None

    async def fetch(self) -> None:
        """Bring the folder up to date, where another machine changed something."""
        version = await self._guides.version()
        if version and version == (await asyncio.to_thread(self._seen)).version:
            return
        async with self._fetching:
            await self._follow(await self._guides.kept())

    async def put(self, name: str, data: bytes) -> None:
        """Hand on the guide of that name, which holds `data`."""
        await self._guides.put(name, data, sha256(data))

    async def drop(self, name: str) -> None:
        """Let the guide of that name go everywhere."""
        await self._guides.drop(name)

    async def _follow(self, kept: Kept) -> None:
        seen, here = await asyncio.to_thread(self._looked)
        if kept.version < seen.version:
            # The database was emptied, or is an older one again: what lies here is all there is of it.
            for name in here:
                await self._hand_on(name)
            kept, seen = await self._guides.kept(), Seen()
        for name, digest in kept.digests.items():
            if here.get(name) != digest and (data := await self._guides.file(name)) is not None:
                await asyncio.to_thread(self._write, name, data)
        for name in here.keys() - kept.digests.keys():
            if name in seen.names:
                await asyncio.to_thread((self._place / name).unlink, missing_ok=True)
            else:
                await self._hand_on(name)
        if kept.version:
            # Of what was read before anything was handed on: the next look sees that, too.
            await asyncio.to_thread(self._keep, Seen(version=kept.version, names=frozenset(kept.digests)))

    async def _hand_on(self, name: str) -> None:
        await self.put(name, await asyncio.to_thread((self._place / name).read_bytes))

    def _looked(self) -> tuple[Seen, Mapping[str, str]]:
        return self._seen(), {path.name: digest_of(path) for path in self._files()}

    def _files(self) -> list[Path]:
        """The guides that lie there themselves; what lies deeper, or is hidden, no client can name."""
        if not self._place.is_dir():
            return []
        found = (path for path in self._place.iterdir() if path.suffix.lower() in SUFFIXES)
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))

    def _write(self, name: str, data: bytes) -> None:
        self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(self._place / name) as fresh:
            fresh.write_bytes(data)

    def _seen(self) -> Seen:
        file = self._place / _SEEN
        try:
            status = file.stat()
            as_it_is = status.st_mtime_ns, status.st_ino, status.st_size
            if self._read is None or self._read[0] != as_it_is:
                self._read = as_it_is, Seen.model_validate_json(file.read_bytes())
            return self._read[1]
        except (OSError, ValidationError):
            return Seen()

    def _keep(self, seen: Seen) -> None:
        self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(self._place / _SEEN) as fresh:
            fresh.write_text(seen.model_dump_json(), encoding="utf-8")
