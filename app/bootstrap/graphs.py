"""The graphs on the database's checkpointer."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any
from weakref import WeakKeyDictionary

from app.bootstrap.memory import Memory
from graphs.interview import Graph, drill_graph, interview_graph
from memory.checkpointer import RedisSaver
from memory.keys import Keys
from memory.sessions import RedisSessionStore

_COMPILED: MutableMapping[RedisSessionStore, Graph] = WeakKeyDictionary()
"""By whose sessions they are over, as long as these are used: to compile one takes as long as an answer."""


def compile_interview(memory: Memory) -> Graph:
    """The interview's graph on the database's checkpointer."""
    return _compiled(memory, memory.store, memory.keys, interview_graph)


def compile_drill(memory: Memory) -> Graph:
    """The drill's graph on the database's checkpointer."""
    return _compiled(memory, memory.drills, memory.keys.drills, drill_graph)


def _compiled(memory: Memory, store: RedisSessionStore, keys: Keys, drawn: Callable[[], Any]) -> Graph:
    if (graph := _COMPILED.get(store)) is None:
        saver = RedisSaver(async_client=memory.redis.client, keys=keys, waits_only=True)
        graph = _COMPILED[store] = drawn().compile(checkpointer=saver)
    return graph
