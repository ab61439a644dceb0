"""What was counted in all sessions, over all processes."""

from __future__ import annotations

from collections.abc import Mapping

from memory.commands import AsyncClient, Plan, arun, command, invoke
from memory.keys import Keys
from telemetry.counters import Counts, Sample

_SEPARATOR = "\0"


class RedisCounts:
    """The counts of every process on this database, added up."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).counts

    async def keep(self, counts: Counts) -> None:
        """Add what is new in `counts`; what could not be added is new again.

        Raises `MemoryUnavailable`. What was added and not acknowledged, as when the connection breaks in
        between, is counted twice then.
        """
        news = counts.take()
        if not news:
            return
        try:
            await arun(self._client, self._added(news))
        except BaseException:
            counts.put_back(news)
            raise

    async def all(self) -> dict[Sample, int]:
        """Everything that was ever counted."""
        found: dict[bytes, bytes] = await arun(self._client, command("HGETALL", self._key))
        counts: dict[Sample, int] = {}
        for field, number in found.items():
            name, *labels = field.decode().split(_SEPARATOR)
            counts[Sample(name, tuple(labels))] = int(number)
        return counts

    def _added(self, news: Mapping[Sample, int]) -> Plan[object]:
        pairs = ((_SEPARATOR.join((sample.name, *sample.labels)), by) for sample, by in news.items())
        return invoke("counts/add", (self._key,), *(each for pair in pairs for each in pair))
