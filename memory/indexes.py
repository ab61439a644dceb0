"""Indexes of guides, for machines that have not built them: by version, for a while."""

from __future__ import annotations

import contextlib
import secrets
import time
import zlib
from collections.abc import Callable, Iterator, Mapping

from domain.errors import MemoryUnavailable
from memory.commands import SyncClient, command, invoke, run
from memory.keys import Keys

_KEPT_MS = 24 * 3600 * 1000
_MOST = 16 << 20
"""Bytes, deflated: a larger one each machine builds for itself, from embeddings that are shared."""
_CLAIMED_MS = 120_000
_BETWEEN_TRIES = 0.1
_LEVEL = 1


class RedisIndexes:
    """The files of indexes. Nothing here raises: a database that is away costs a machine its own building."""

    def __init__(self, client: SyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    def found(self, version: str) -> Mapping[str, bytes] | None:
        """The files of this version, by their names; None where nobody put it here of late."""
        with contextlib.suppress(MemoryUnavailable, zlib.error):
            stored: dict[bytes, bytes] = run(
                self._client, command("HGETALL", self._keys.index(version).files)
            )
            if stored:
                return {name.decode(): zlib.decompress(data) for name, data in stored.items()}
        return None

    def put(self, version: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of this version for a day."""
        packed = {name: zlib.compress(data, _LEVEL) for name, data in files.items()}
        if sum(map(len, packed.values())) > _MOST:
            return
        flat = [part for pair in packed.items() for part in pair]
        with contextlib.suppress(MemoryUnavailable):
            run(self._client, invoke("index/put", (self._keys.index(version).files,), _KEPT_MS, *flat))

    @contextlib.contextmanager
    def building(self, version: str, waiting: Callable[[], None]) -> Iterator[None]:
        """Be the one who builds this version; entered when another who does is done, or gone for two minutes.

        `waiting` is called where there is another.
        """
        key, token = self._keys.index(version).claim, secrets.token_hex(8)
        until, told = time.monotonic() + _CLAIMED_MS / 1000, False
        with contextlib.suppress(MemoryUnavailable):
            while not self._claimed(key, token) and time.monotonic() < until:
                if not told:
                    told = True
                    waiting()
                time.sleep(_BETWEEN_TRIES)
        try:
            yield
        finally:
            with contextlib.suppress(MemoryUnavailable):
                run(self._client, invoke("index/release", (key,), token))

    def _claimed(self, key: str, token: str) -> bool:
        return bool(run(self._client, command("SET", key, token, "NX", "PX", _CLAIMED_MS)))
