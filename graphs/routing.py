"""Where the interview goes next: pure functions of the state, each with its reason."""

from __future__ import annotations

from typing import Literal

from agents.interviewer.rounds import RoundRules, rules_of
from domain.interview import MessageKind
from domain.rounds import Round, Tone
from domain.routes import Route, RouteKind
from graphs.state import InterviewState


def most_follow_ups(state: InterviewState) -> int:
    """Follow-ups a question at most, in the round that the session is."""
    return rules_of_session(state).follow_ups


def rules_of_session(state: InterviewState) -> RoundRules:
    """The rules of the session's round; sessions from before there were any are whole interviews."""
    return rules_of(Round(state.get("session", {}).get("round", Round.WHOLE)))


def tone_of(state: InterviewState) -> Tone:
    """The tone of the session; even in those from before there were any."""
    return Tone(state.get("session", {}).get("tone", Tone.EVEN))


def after_message(
    state: InterviewState,
) -> Literal["evaluate_answer", "reply", "coach_answer", "ask_question", "debrief"]:
    """By what the interface says the message is; never by the candidate's words."""
    match MessageKind(state["message"]["kind"]):
        case MessageKind.ANSWER:
            return "evaluate_answer"
        case (
            MessageKind.CLARIFY | MessageKind.REPEAT | MessageKind.HINT | MessageKind.ASK | MessageKind.ALOUD
        ):
            return "reply"
        case MessageKind.BACK:
            # Where there is nothing to go back to, the question is said again.
            return "ask_question" if state["route"] == RouteKind.BACK else "reply"
        case MessageKind.STOP:
            # An answer that was judged counts, so it is coached: what counts is shown with its reasons.
            return "coach_answer" if state["verdict"] is not None else "debrief"
        case MessageKind.SKIP:
            # Skipping a follow-up leaves an answer that was judged already: it is coached as it stands.
            return "coach_answer" if state["answers"] else after_question(state)


def after_evaluation(state: InterviewState) -> Literal["probe", "coach_answer"]:
    """A follow-up where the answer was weak and one is left."""
    if state["weakness"] is not None and len(state["follow_ups"]) < most_follow_ups(state):
        return "probe"
    return "coach_answer"


def after_question(state: InterviewState) -> Literal["ask_question", "debrief"]:
    """The next question, while there is one and there is time."""
    return "debrief" if end_reason(state) else "ask_question"


def end_reason(state: InterviewState) -> str:
    """Why the interview is over, empty while it is not."""
    if ended := state.get("ended"):
        return ended
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
    most = most_follow_ups(state)
    if weakness is None:
        kind = RouteKind.NONE_WOULD_HELP if still_open else RouteKind.NOTHING_OPEN
        return Route(kind=kind, still_open=still_open)
    if used >= most:
        # Not a sufficient answer: only nothing more to ask.
        return Route(kind=RouteKind.NONE_LEFT, still_open=weakness["why"])
    return Route(kind=RouteKind.FOLLOW_UP, still_open=weakness["why"], left=most - used - 1)
