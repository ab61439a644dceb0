"""The second tier of the embedding cache: vectors, as bytes, that may be gone at any time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.errors import MemoryUnavailable
from memory.commands import Plan, SyncClient, command, invoke, run
from memory.keys import Keys

log = logging.getLogger(__name__)

TTL_SECONDS = 30 * 24 * 3600.0
MOST = 100_000
_PAUSE_SECONDS = 30.0
_AT_ONCE = 500


class RedisEmbeddingCache:
    """Bytes under text or bytes, in one hash.

    Holds at most `most` entries (100,000 vectors of 384 float32 are some 170 MB); the ones written longest
    ago go first, and each goes `ttl_seconds` after it was written, at the next write. A failure of Redis
    is never the caller's: reads then miss, writes do nothing, `failures` counts, and for half a minute
    Redis is not asked again, so that an outage does not cost its retries each time.
    """

    def __init__(
        self,
        client: SyncClient,
        *,
        keys: Keys | None = None,
        ttl_seconds: float = TTL_SECONDS,
        most: int = MOST,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.failures = 0
        self._client = client
        self._keys = (keys or Keys()).embeddings()
        self._counts = (keys or Keys()).embedding_counts()
        self._ttl_seconds = ttl_seconds
        self._most = most
        self._now = now
        self._asks_again_at = 0.0

    def get_many(self, keys: Sequence[str | bytes]) -> list[bytes | None]:
        """The values in the order of `keys`; None for each that is not there."""
        found: list[bytes | None] = []
        for first in range(0, len(keys), _AT_ONCE):
            part = keys[first : first + _AT_ONCE]
            found += self._try(command("HMGET", self._keys.vectors, *part)) or [None] * len(part)
        return found

    def set_many(self, values: Mapping[str, bytes] | Mapping[bytes, bytes]) -> None:
        """Keep all `values`, replacing what stands there."""
        pairs: list[tuple[str | bytes, bytes]] = [(key, value) for key, value in values.items()]
        for first in range(0, len(pairs), _AT_ONCE):
            flat = [each for pair in pairs[first : first + _AT_ONCE] for each in pair]
            self._try(invoke("embedding/set", self._keys, self._now(), self._ttl_seconds, self._most, *flat))

    def count(self, **served: int) -> None:
        """Add to the counts of vectors served, by where they came from."""
        for tier, number in served.items():
            if number:
                self._try(command("HINCRBY", self._counts, tier, number))

    def counted(self) -> dict[str, int]:
        """What was counted so far, in all sessions."""
        found: dict[bytes, bytes] = self._try(command("HGETALL", self._counts)) or {}
        return {tier.decode(): int(number) for tier, number in found.items()}

    def _try(self, plan: Plan[Any]) -> Any:
        if self._now() < self._asks_again_at:
            plan.close()
            return None
        try:
            return run(self._client, plan)
        except MemoryUnavailable as error:
            self.failures += 1
            self._asks_again_at = self._now() + _PAUSE_SECONDS
            log.warning("The embedding cache goes without Redis for %.0f s: %s", _PAUSE_SECONDS, error)
            return None
