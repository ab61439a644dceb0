"""The guides that a user of the service put in: kept in Redis, for every machine that serves."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from memory.commands import AsyncClient, arun, command, invoke
from memory.keys import Keys


@dataclass(frozen=True, slots=True)
class Kept:
    """The guides as they are: `version` rises with every change, 0 where none was ever put in."""

    version: int
    digests: Mapping[str, str]
    """The sha256 of each, in hex, by its name."""


class RedisGuides:
    """Files by their names, with a version by which a machine knows whether its copy is the latest."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = (keys or Keys()).guides()

    async def version(self) -> int:
        """The version; 0 where no guide was ever put in."""
        return int(await arun(self._client, command("GET", self._keys.version)) or 0)

    async def kept(self) -> Kept:
        """What is kept, at one moment."""
        version, pairs = await arun(self._client, invoke("guides/list", self._keys[:2]))
        names = [part.decode("utf-8", "surrogateescape") for part in pairs]
        return Kept(int(version), dict(zip(names[::2], names[1::2], strict=True)))

    async def file(self, name: str) -> bytes | None:
        """The file of that name; None where it is gone meanwhile."""
        stored: bytes | None = await arun(self._client, command("HGET", self._keys.files, _field(name)))
        return None if stored is None else zlib.decompress(stored)

    async def put(self, name: str, data: bytes, digest: str) -> int:
        """Keep a file in the place of what had its name; the version then."""
        call = invoke("guides/put", self._keys, _field(name), digest, zlib.compress(data))
        return int(await arun(self._client, call))

    async def drop(self, name: str) -> int:
        """Let a file go; the version then."""
        return int(await arun(self._client, invoke("guides/drop", self._keys, _field(name))))


def _field(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
