"""The interview and the drill as graphs: one map, walked with the nodes of either.

plan → ask_question → await_answer → read_message ─┬ answer → evaluate_answer ─┬ weak → probe ─┐
            ↑               ↑                      │                           └ else ─┐       │
            │               ├──────────────────────┼───────────────────────────────────┼───────┘
            │               └────────────── reply ←┼ clarify, repeat, hint             │
            ├←───────── the question before ───────┼ back                              │
            │                                      ├ skip ─────────────┐               ↓
            ├───────── something left ←────────────┼───────────────────┴────────── coach_answer
            └ nothing left → debrief → END         └ stop → what was judged is coached → debrief → END
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from copy import copy
from functools import cache, wraps
from typing import Protocol

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from graphs import drill_nodes, nodes, routing
from graphs.state import InterviewContext, InterviewState
from graphs.steps import Update
from telemetry.watching import node

Map = StateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]
Graph = CompiledStateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]


class Node(Protocol):
    """What is done at one place of the map."""

    def __call__(self, state: InterviewState, runtime: Runtime[InterviewContext]) -> Awaitable[Update]: ...


def interview_graph() -> Map:
    """The interview's map."""
    return _drawn(
        plan_agenda=nodes.plan_agenda,
        ask_question=nodes.ask_question,
        reply=nodes.reply,
        evaluate_answer=nodes.evaluate_answer,
        probe=nodes.probe,
        coach_answer=nodes.coach_answer,
        debrief=nodes.debrief,
    )


def drill_graph() -> Map:
    """The drill's map."""
    return _drawn(
        plan_drill=drill_nodes.plan_drill,
        ask_question=drill_nodes.ask_question,
        reply=drill_nodes.reply,
        evaluate_answer=drill_nodes.evaluate_answer,
        probe=drill_nodes.probe,
        coach_answer=drill_nodes.coach_answer,
        debrief=drill_nodes.sum_up,
    )


def interview_on(saver: BaseCheckpointSaver[str]) -> Graph:
    """The interview, ready to run, with its checkpoints in `saver`."""
    return with_checkpoints_in(saver, _ready(interview_graph))


def drill_on(saver: BaseCheckpointSaver[str]) -> Graph:
    """The drill, ready to run, with its checkpoints in `saver`. Its context needs a store of mastery."""
    return with_checkpoints_in(saver, _ready(drill_graph))


def with_checkpoints_in(saver: BaseCheckpointSaver[str], graph: Graph) -> Graph:
    """`graph`, the same but for its checkpoints, which are in `saver`."""
    # LangGraph's own `copy` looks through the whole graph for faults again.
    other = copy(graph)
    other.checkpointer = saver
    return other


@cache
def _ready(drawn: Callable[[], Map]) -> Graph:
    """Compiled once a process: it takes some milliseconds, and is the same for each session."""
    return drawn().compile()


def _drawn(**own: Node) -> Map:
    """The map with a conversation's `own` nodes, its plan first, and the two that all have in common."""
    plan = next(iter(own))
    graph: Map = StateGraph(InterviewState, context_schema=InterviewContext)
    for name, function in own.items():
        graph.add_node(name, _closed(node(function)))
    graph.add_node("await_answer", nodes.await_answer)
    graph.add_node("read_message", _closed(node(nodes.read_message)))

    graph.add_edge(START, plan)
    after_question = _in_the_loop(routing.after_question)
    graph.add_conditional_edges(plan, after_question)
    graph.add_edge("ask_question", "await_answer")
    graph.add_edge("await_answer", "read_message")
    graph.add_conditional_edges("read_message", _in_the_loop(routing.after_message))
    graph.add_edge("reply", "await_answer")
    graph.add_conditional_edges("evaluate_answer", _in_the_loop(routing.after_evaluation))
    graph.add_edge("probe", "await_answer")
    graph.add_conditional_edges("coach_answer", after_question)
    graph.add_edge("debrief", END)
    return graph


def _closed(watched: Node) -> Node:
    """A node that LangGraph does not look into.

    In search of graphs within graphs it follows every name in a node's code, and so would import whatever
    is imported later, before the first question: those who judge, probe and coach.
    """
    # What it takes stays told: `runtime` is given to who asks for it.
    watched.__signature__ = inspect.signature(watched)  # type: ignore[attr-defined]
    del watched.__wrapped__  # type: ignore[attr-defined]
    return watched


def _in_the_loop(router: Callable[[InterviewState], str]) -> Callable[[InterviewState], Awaitable[str]]:
    """`router`, asked in the event loop: LangGraph would ask a plain function in a thread, which takes longer
    than the answer."""

    @wraps(router)
    async def asked(state: InterviewState) -> str:
        return router(state)

    return asked
