"""The interview as a graph.

plan_agenda → ask_question → await_answer → read_message ─┬ answer → evaluate_answer ─┬ weak → probe ─┐
                  ↑               ↑                       │                           └ else ─┐       │
                  │               ├───────────────────────┼───────────────────────────────────┼───────┘
                  │               └────────────── reply ←─┼ clarify, repeat, hint             │
                  │                                       ├ skip ─────────────┐               ↓
                  ├───────── agenda and time left ←───────┼───────────────────┴────────── coach_answer
                  └ nothing left → debrief → END          └ stop → debrief → END
"""

from __future__ import annotations

from langgraph.graph import END, START, StateGraph

from graphs import nodes, routing
from graphs.state import InterviewContext, InterviewState
from telemetry.watching import node


def interview_graph() -> StateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]:
    """The map; compile it with a checkpointer to run it."""
    graph = StateGraph(InterviewState, context_schema=InterviewContext)
    graph.add_node("plan_agenda", node(nodes.plan_agenda))
    graph.add_node("ask_question", node(nodes.ask_question))
    graph.add_node("await_answer", nodes.await_answer)
    graph.add_node("read_message", node(nodes.read_message))
    graph.add_node("reply", node(nodes.reply))
    graph.add_node("evaluate_answer", node(nodes.evaluate_answer))
    graph.add_node("probe", node(nodes.probe))
    graph.add_node("coach_answer", node(nodes.coach_answer))
    graph.add_node("debrief", node(nodes.debrief))

    graph.add_edge(START, "plan_agenda")
    graph.add_conditional_edges("plan_agenda", routing.after_question)
    graph.add_edge("ask_question", "await_answer")
    graph.add_edge("await_answer", "read_message")
    graph.add_conditional_edges("read_message", routing.after_message)
    graph.add_edge("reply", "await_answer")
    graph.add_conditional_edges("evaluate_answer", routing.after_evaluation)
    graph.add_edge("probe", "await_answer")
    graph.add_conditional_edges("coach_answer", routing.after_question)
    graph.add_edge("debrief", END)
    return graph
