"""What each agent's work on a turn takes: milliseconds, and of language models calls, tokens and money."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.tracers.context import register_configure_hook

from domain.usage import Usage
from domain.values import Frozen

AGENT_OF = {
    "plan_agenda": "interviewer",
    "ask_question": "interviewer",
    "reply": "interviewer",
    "evaluate_answer": "evaluator",
    "probe": "follow_up_prober",
    "coach_answer": "coach",
    "debrief": "coach",
}
"""Whose work a node of the graph is, its keeping of what came of it included."""


class Cost(Frozen):
    """One agent's part of a turn. Waiting for its model is part of the `milliseconds`."""

    milliseconds: float
    calls: int = 0
    tokens: int = 0
    dollars: float = 0.0


class Stopwatch(BaseCallbackHandler):
    """Adds up the time of the graph's nodes by agent, for the session that runs in its context."""

    run_inline = True
    """Not in a thread: a start and its end would be told too late."""

    def __init__(self) -> None:
        self._begun: dict[UUID, tuple[str, float]] = {}
        self._milliseconds: dict[str, float] = {}

    def on_chain_start(
        self, serialized: dict[str, Any], inputs: dict[str, Any], *, run_id: UUID, **more: Any
    ) -> None:
        """A node may begin."""
        agent = AGENT_OF.get(more.get("name") or "")
        if agent is not None:
            self._begun[run_id] = agent, time.perf_counter()

    def on_chain_end(self, outputs: dict[str, Any], *, run_id: UUID, **more: Any) -> None:
        """A node may have ended."""
        self._ended(run_id)

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **more: Any) -> None:
        """A node may have failed."""
        self._ended(run_id)

    def taken(self, usage: Mapping[str, Usage]) -> dict[str, Cost]:
        """What the agents took since this was asked last, with the `usage` of their models."""
        taken, self._milliseconds = self._milliseconds, {}
        none = Usage()
        return {
            agent: Cost(
                milliseconds=round(milliseconds, 1),
                calls=(used := usage.get(agent, none)).calls,
                tokens=used.tokens,
                dollars=used.dollars,
            )
            for agent, milliseconds in taken.items()
        }

    def _ended(self, run_id: UUID) -> None:
        agent, begun = self._begun.pop(run_id, ("", 0.0))
        if agent:
            passed = (time.perf_counter() - begun) * 1000
            self._milliseconds[agent] = self._milliseconds.get(agent, 0.0) + passed


_RUNNING: ContextVar[Stopwatch | None] = ContextVar("stopwatch", default=None)
register_configure_hook(_RUNNING, inheritable=True)


def start() -> Stopwatch:
    """A stopwatch that hears of every graph which runs in this context from now on."""
    stopwatch = Stopwatch()
    _RUNNING.set(stopwatch)
    return stopwatch
