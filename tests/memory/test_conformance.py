"""The checkpointer against LangGraph's own conformance suite."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from langgraph.checkpoint.conformance import checkpointer_test, validate
from langgraph.checkpoint.conformance.capabilities import Capability

from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle


async def test_all_eight_capabilities_conform(redis_handle: RedisHandle) -> None:
    @checkpointer_test(name="RedisSaver")
    async def saver() -> AsyncGenerator[RedisSaver, None]:
        yield RedisSaver(redis_handle.sync_client, redis_handle.client)

    report = await validate(saver)

    # "FULL" says only that what was detected passed, so what was detected is looked at as well.
    assert {name for name, result in report.results.items() if result.detected} == set(Capability)
    assert [failure for result in report.results.values() for failure in result.failures] == []
    assert sum(result.tests_passed for result in report.results.values()) == 81
