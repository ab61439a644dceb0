"""What a run tells while it goes on, for whoever watches; none of it is state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from langgraph.runtime import Runtime

from agents.aloud import Say
from domain.interview import Agenda, Turn
from domain.report import Advice
from domain.verdict import Verdict
from graphs.state import InterviewContext


@dataclass(frozen=True, slots=True)
class Planned:
    """The agenda stands."""

    agenda: Agenda


@dataclass(frozen=True, slots=True)
class Words:
    """What `agent` says so far, the whole of it each time; "" takes back what was said."""

    agent: str
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """The verdict and the advice on it, all but the better answer, which a model is about to word."""

    verdict: Verdict
    advice: Advice


@dataclass(frozen=True, slots=True)
class Coached:
    """The advice on `turn` as it is kept."""

    turn: Turn


Event = Planned | Words | Drafted | Coached
Tell = Callable[[Event], None]


def tell(runtime: Runtime[InterviewContext], event: Event) -> None:
    """Tell `event` to whoever watches this run."""
    runtime.stream_writer(event)


def aloud(agent: str, runtime: Runtime[InterviewContext]) -> Say | None:
    """Tells what `agent` says while it is still being written; None where nobody sees it before it stands."""
    if not runtime.context.sees_words:
        return None
    return lambda text: tell(runtime, Words(agent, text))
