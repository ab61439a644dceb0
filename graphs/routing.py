"""Where the interview goes next: pure functions of the state, each with its reason."""

from __future__ import annotations

from typing import Literal

from domain.interview import MessageKind
from domain.routes import Route, RouteKind
from graphs.state import InterviewState

MOST_FOLLOW_UPS = 2
"""Follow-ups a question at most."""


def after_message(
    state: InterviewState,
) -> Literal["evaluate_answer", "reply", "coach_answer", "ask_question", "debrief"]:
    """By what the interface says the message is; never by the candidate's words."""
    match MessageKind(state["message"]["kind"]):
        case MessageKind.ANSWER:
            return "evaluate_answer"
        case MessageKind.CLARIFY | MessageKind.REPEAT | MessageKind.HINT:
            return "reply"
        case MessageKind.STOP:
            return "debrief"
        case MessageKind.SKIP:
            # Skipping a follow-up leaves an answer that was judged already: it is coached as it stands.
            return "coach_answer" if state["answers"] else after_question(state)


def after_evaluation(state: InterviewState) -> Literal["probe", "coach_answer"]:
    """A follow-up where the answer was weak and one is left."""
    if state["weakness"] is not None and len(state["follow_ups"]) < MOST_FOLLOW_UPS:
        return "probe"
    return "coach_answer"


def after_question(state: InterviewState) -> Literal["ask_question", "debrief"]:
    """The next question, while there is one and there is time."""
    return "debrief" if end_reason(state) else "ask_question"


def end_reason(state: InterviewState) -> str:
    """Why the interview is over, empty while it is not."""
    if state["position"] >= len(state["agenda"]["items"]):
        return "every question on the agenda was asked"
    if state["elapsed"] >= state["agenda"]["minutes"] * 60:
        return "the time was up"
    return ""


def has_time_for_more(state: InterviewState) -> bool:
    """Whether a strong answer can be taken further without costing a question that is still to come.

    That is so while no more of the session's time is used than of the agenda's. A drill goes on at once.
    """
    if state["session"]["drill"]:
        return False
    seconds: list[int] = [item["seconds"] for item in state["agenda"]["items"]]
    share = sum(seconds[: state["position"] + 1]) / sum(seconds)
    return bool(state["elapsed"] <= share * state["agenda"]["minutes"] * 60)


def evaluation_route(state: InterviewState, still_open: str) -> Route:
    """What `after_evaluation` decides, for the transcript; `still_open` names what was left open."""
    weakness, used = state["weakness"], len(state["follow_ups"])
    if weakness is None:
        kind = RouteKind.NONE_WOULD_HELP if still_open else RouteKind.NOTHING_OPEN
        return Route(kind=kind, still_open=still_open)
    if used >= MOST_FOLLOW_UPS:
        # Not a sufficient answer: only nothing more to ask.
        return Route(kind=RouteKind.NONE_LEFT, still_open=weakness["why"])
    return Route(kind=RouteKind.FOLLOW_UP, still_open=weakness["why"], left=MOST_FOLLOW_UPS - used - 1)
