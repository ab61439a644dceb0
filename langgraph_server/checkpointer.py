"""Our checkpoints in place of the server's own, for both graphs (`langgraph.json` names this)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
)

from app.bootstrap.memory import Memory
from app.past.forgetting import forget
from langgraph_server.house import opened
from memory.checkpointer import RedisSaver

DRILL = "drill"
"""The name of the drills' graph: their keys are others than those of interviews."""


class BothSavers(BaseCheckpointSaver[str]):
    """The checkpoints of interviews and of drills, each where the terminal and the page have them.

    A run says of which graph it is; whoever only looks names a thread, which is in one of the two.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._interviews = _saver(memory)
        self._drills = _saver(memory, drills=True)
        super().__init__(serde=self._interviews.serde)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        if (graph := _graph(config)) is not None:
            return await self._of(graph).aget_tuple(config)
        return await self._interviews.aget_tuple(config) or await self._drills.aget_tuple(config)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        left = limit
        for saver in (self._interviews, self._drills):
            async for found in saver.alist(config, filter=filter, before=before, limit=left):
                yield found
                left = left - 1 if left is not None else None
            if left == 0:
                return

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        saver = await self._there(config)
        return await saver.aput(config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        saver = await self._there(config)
        await saver.aput_writes(config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        """Delete the thread, and its session with all that was said: nothing of it is left."""
        await forget(self._memory, thread_id)
        await forget(self._memory, thread_id, drill=True)

    async def adelete_for_runs(self, run_ids: Sequence[str]) -> None:
        await self._interviews.adelete_for_runs(run_ids)
        await self._drills.adelete_for_runs(run_ids)

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """Copy the checkpoints; the session is the copy's own when it is gone on with."""
        saver = await self._there({"configurable": {"thread_id": source_thread_id}})
        await saver.acopy_thread(source_thread_id, target_thread_id)

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        await self._interviews.aprune(thread_ids, strategy=strategy)
        await self._drills.aprune(thread_ids, strategy=strategy)

    def get_next_version(self, current: str | None, channel: None) -> str:
        return self._interviews.get_next_version(current, channel)

    def _of(self, graph: str) -> RedisSaver:
        return self._drills if graph == DRILL else self._interviews

    async def _there(self, config: RunnableConfig) -> RedisSaver:
        """The saver that has the thread of `config`, or that its graph writes with."""
        if (graph := _graph(config)) is not None:
            return self._of(graph)
        thread: RunnableConfig = {"configurable": {"thread_id": config["configurable"]["thread_id"]}}
        return self._drills if await self._drills.aget_tuple(thread) is not None else self._interviews


def _graph(config: RunnableConfig) -> str | None:
    """The graph that a config names; None where it names none."""
    graph = config["configurable"].get("graph_id")
    return graph if isinstance(graph, str) else None


def _saver(memory: Memory, *, drills: bool = False) -> RedisSaver:
    keys = memory.keys.drills if drills else memory.keys
    return RedisSaver(async_client=memory.redis.client, keys=keys, waits_only=True)


@asynccontextmanager
async def create_checkpointer() -> AsyncIterator[BothSavers]:
    """The checkpoints of this event loop, its house open as long."""
    async with opened() as house:
        yield BothSavers(house.memory)
