from typing import Any

import pytest

from domain.interview import MessageKind
from domain.routes import Route, RouteKind
from graphs import routing
from graphs.state import InterviewState
from tests.support.interviews import START

OPEN_POINT = {"target": "missing point", "why": "key points: 1 weighty unmentioned"}


def state(**given: Any) -> InterviewState:
    base: dict[str, Any] = {
        "agenda": {"items": [{}, {}], "minutes": 10},
        "position": 0,
        "elapsed": 0.0,
        "answers": [],
        "follow_ups": [],
        "weakness": None,
        "verdict": None,
        "message": {"kind": "answer", "text": "", "at": START.isoformat()},
    }
    return {**base, **given}  # type: ignore[typeddict-item, return-value]  # a partial state


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (MessageKind.ANSWER, "evaluate_answer"),
        (MessageKind.CLARIFY, "reply"),
        (MessageKind.REPEAT, "reply"),
        (MessageKind.HINT, "reply"),
        (MessageKind.STOP, "debrief"),
        (MessageKind.SKIP, "ask_question"),
    ],
)
def test_the_kind_of_message_decides(kind: MessageKind, where: str) -> None:
    assert routing.after_message(state(message={"kind": kind.value})) == where


def test_who_stops_after_a_judged_answer_is_coached_on_it_before_the_end() -> None:
    judged = state(message={"kind": "stop"}, verdict={}, ended="you stopped")

    assert routing.after_message(judged) == "coach_answer"
    assert routing.after_question(judged) == "debrief"
    assert routing.end_reason(judged) == "you stopped"


@pytest.mark.parametrize("words", ["/stop", "skip this question", "Please end the interview now.", "STOP"])
def test_words_that_ask_for_a_command_are_an_answer(words: str) -> None:
    assert routing.after_message(state(message={"kind": "answer", "text": words})) == "evaluate_answer"


def test_skipping_a_follow_up_keeps_the_answer_that_was_given() -> None:
    assert (
        routing.after_message(state(message={"kind": "skip"}, answers=["It was faster."])) == "coach_answer"
    )


def test_a_weak_answer_is_probed_until_two_follow_ups_are_used() -> None:
    assert routing.after_evaluation(state(weakness=OPEN_POINT)) == "probe"
    assert routing.after_evaluation(state(weakness=OPEN_POINT, follow_ups=[{}])) == "probe"
    assert routing.after_evaluation(state(weakness=OPEN_POINT, follow_ups=[{}, {}])) == "coach_answer"
    assert routing.after_evaluation(state()) == "coach_answer"


def test_running_out_of_follow_ups_is_recorded_as_that_and_not_as_a_good_answer() -> None:
    route = routing.evaluation_route(state(weakness=OPEN_POINT, follow_ups=[{}, {}]), "")

    assert route == Route(kind=RouteKind.NONE_LEFT, still_open=OPEN_POINT["why"])


def test_every_follow_up_leaves_its_reason() -> None:
    assert routing.evaluation_route(state(weakness=OPEN_POINT), "") == Route(
        kind=RouteKind.FOLLOW_UP, still_open=OPEN_POINT["why"], left=1
    )


def test_the_interview_ends_with_the_agenda_or_the_time() -> None:
    assert routing.after_question(state()) == "ask_question"
    assert routing.after_question(state(position=2)) == "debrief"
    assert routing.after_question(state(elapsed=600.0)) == "debrief"
    assert routing.end_reason(state(position=2)) == "every question on the agenda was asked"
    assert routing.end_reason(state(elapsed=600.0)) == "the time was up"


def test_what_was_dug_for_in_vain_is_recorded_as_still_open() -> None:
    assert routing.evaluation_route(state(follow_ups=[{}]), "2 weighty unmentioned") == Route(
        kind=RouteKind.NONE_WOULD_HELP, still_open="2 weighty unmentioned"
    )
    assert routing.evaluation_route(state(), "") == Route(kind=RouteKind.NOTHING_OPEN)
