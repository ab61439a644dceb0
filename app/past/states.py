"""The states in which a session waited for its candidate: read from its history, put into a new one."""

from __future__ import annotations

from typing import Any

from graphs.interview import Graph

_WAITING = ("await_answer",)
_BEFORE_WAITING = "ask_question"


async def waiting_states(graph: Graph, session_id: str) -> dict[int, dict[str, Any]]:
    """The graph's state as it waited in each turn, by the turn's number; empty where nothing is kept."""
    found: dict[int, dict[str, Any]] = {}
    async for snapshot in graph.aget_state_history(_config(session_id)):
        if snapshot.next == _WAITING:
            found.setdefault(snapshot.values["turn"], dict(snapshot.values))
    return dict(sorted(found.items()))


async def waiting_state(graph: Graph, session_id: str, number: int) -> dict[str, Any] | None:
    """The graph's state as it waited in turn `number`, None where it is not kept."""
    async for snapshot in graph.aget_state_history(_config(session_id)):
        if snapshot.next == _WAITING and snapshot.values["turn"] == number:
            return dict(snapshot.values)
    return None


async def put_states(graph: Graph, session_id: str, states: list[dict[str, Any]]) -> None:
    """Give a new session these states, in order; it waits in the last one."""
    config = _config(session_id)
    for values in states:
        # Every way into the waiting node leads on from it alike, so which one it was does not matter.
        await graph.aupdate_state(config, values, as_node=_BEFORE_WAITING)
    # Into the interrupt: an answer that is kept already is taken up only there.
    await graph.ainvoke(None, config, durability="sync")


def _config(session_id: str) -> Any:
    return {"configurable": {"thread_id": session_id}}
