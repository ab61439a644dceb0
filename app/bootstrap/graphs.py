"""The graphs on the database's checkpointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.memory import Memory

if TYPE_CHECKING:
    from app.session.interviewing import Graph


def compile_interview(memory: Memory) -> Graph:
    """The interview's graph on the database's checkpointer."""
    from graphs.interview import interview_graph  # noqa: PLC0415 -- LangGraph costs half a second
    from memory.checkpointer import RedisSaver  # noqa: PLC0415

    saver = RedisSaver(async_client=memory.redis.client, keys=memory.keys)
    return interview_graph().compile(checkpointer=saver)


def compile_drill(memory: Memory) -> Graph:
    """The drill's graph on the database's checkpointer."""
    from graphs.drill import drill_graph  # noqa: PLC0415
    from memory.checkpointer import RedisSaver  # noqa: PLC0415

    saver = RedisSaver(async_client=memory.redis.client, keys=memory.keys.drills)
    return drill_graph().compile(checkpointer=saver)
