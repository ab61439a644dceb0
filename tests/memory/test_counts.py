"""Counts of all sessions, in Redis."""

from __future__ import annotations

import pytest

from domain.errors import MemoryUnavailable
from memory.connection import RedisHandle
from memory.counts import RedisCounts
from telemetry.counters import COUNTS, Counts, Sample

TURNS = Sample("interview_turns", ("question",))
REFUSED = Sample("interview_redis_faults", ("refused",))
REJECTED = Sample("interview_refinements", ("coach", "rejected", "it told more than your guide does"))


async def test_counts_of_several_processes_are_added_up(redis_handle: RedisHandle) -> None:
    kept = RedisCounts(redis_handle.client)
    for _ in range(2):
        counts = Counts()
        counts.add(*_flat(TURNS), by=3)
        counts.add(*_flat(REJECTED))
        await kept.keep(counts)
        await kept.keep(counts)
    assert await kept.all() == {TURNS: 6, REJECTED: 2}


async def test_what_could_not_be_kept_is_kept_the_next_time(redis_handle: RedisHandle) -> None:
    counts = Counts()
    counts.add(*_flat(TURNS))
    redis_handle.sync_client.set("interview:v1:counts", "no hash")
    faults = COUNTS.totals.get(REFUSED, 0)
    with pytest.raises(MemoryUnavailable):
        await RedisCounts(redis_handle.client).keep(counts)
    assert COUNTS.totals[REFUSED] == faults + 1
    redis_handle.sync_client.delete("interview:v1:counts")
    await RedisCounts(redis_handle.client).keep(counts)
    assert await RedisCounts(redis_handle.client).all() == {TURNS: 1}


async def test_nothing_new_costs_no_command(redis_handle: RedisHandle) -> None:
    await RedisCounts(redis_handle.client).keep(Counts())
    assert redis_handle.sync_client.exists("interview:v1:counts") == 0


def _flat(sample: Sample) -> tuple[str, ...]:
    return (sample.name, *sample.labels)
