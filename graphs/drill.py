"""A drill as a graph.

plan_drill → ask_question → await_answer → read_message ─┬ answer → evaluate_answer ─┬ does not sit → probe ─┐
                 ↑               ↑                       │                           └ sits, or no more ┐    │
                 │               ├───────────────────────┼──────────────────────────────────────────────┼────┘
                 │               └────────────── reply ←─┼ clarify, repeat, hint                        │
                 │                                       ├ skip ────────────────┐                       ↓
                 ├───────────── something left ←─────────┼──────────────────────┴──────────────── coach_answer
                 └ nothing left → debrief → END          └ stop → debrief → END
"""

from __future__ import annotations

from langgraph.graph import END, START, StateGraph

from graphs import drill_nodes, nodes, routing
from graphs.state import InterviewContext, InterviewState
from telemetry.watching import node


def drill_graph() -> StateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]:
    """The map; compile it with a checkpointer to run it. Its context needs a store of mastery."""
    graph = StateGraph(InterviewState, context_schema=InterviewContext)
    graph.add_node("plan_drill", node(drill_nodes.plan_drill))
    graph.add_node("ask_question", node(drill_nodes.ask_question))
    graph.add_node("await_answer", nodes.await_answer)
    graph.add_node("read_message", node(nodes.read_message))
    graph.add_node("reply", node(drill_nodes.reply))
    graph.add_node("evaluate_answer", node(drill_nodes.evaluate_answer))
    graph.add_node("probe", node(drill_nodes.probe))
    graph.add_node("coach_answer", node(drill_nodes.coach_answer))
    graph.add_node("debrief", node(drill_nodes.sum_up))

    graph.add_edge(START, "plan_drill")
    graph.add_conditional_edges("plan_drill", routing.after_question)
    graph.add_edge("ask_question", "await_answer")
    graph.add_edge("await_answer", "read_message")
    graph.add_conditional_edges("read_message", routing.after_message)
    graph.add_edge("reply", "await_answer")
    graph.add_conditional_edges("evaluate_answer", routing.after_evaluation)
    graph.add_edge("probe", "await_answer")
    graph.add_conditional_edges("coach_answer", routing.after_question)
    graph.add_edge("debrief", END)
    return graph
