"""The graphs on the database's checkpointer."""

from __future__ import annotations

from app.bootstrap.memory import Memory
from graphs.interview import Graph, drill_on, interview_on
from memory.checkpointer import RedisSaver


def compile_interview(memory: Memory) -> Graph:
    """The interview's graph on the database's checkpointer."""
    saver = RedisSaver(async_client=memory.redis.client, keys=memory.keys, waits_only=True)
    return interview_on(saver)


def compile_drill(memory: Memory) -> Graph:
    """The drill's graph on the database's checkpointer."""
    saver = RedisSaver(async_client=memory.redis.client, keys=memory.keys.drills, waits_only=True)
    return drill_on(saver)
