"""What a room's thread holds of a session: the feedback at its place, and what became of a model's work."""

from __future__ import annotations

from domain.refinement import Fault, Outcome, Refinement
from domain.usage import Instead, Setback, SetbackKind
from domain.verdict import Provenance
from tests.memory.sample_values import turn
from web.rooms.entries import Begun, Judged, Notice
from web.rooms.front import PageFront
from web.rooms.thread import Thread

AWAY = Setback(
    kind=SetbackKind.LEFT_ALONE,
    amount=60,
    instead=Instead.UNTIL_THEN,
    model="a:b",
    times=3,
    error="no answer within 20 s",
)


def a_front() -> tuple[PageFront, Thread]:
    thread = Thread()
    return PageFront(thread, thread.judge, lambda *_: None), thread


def coached(number: int, refinement: Refinement):  # type: ignore[no-untyped-def]
    """A judged turn whose advice a model was to word."""
    judged = turn(number)
    assert judged.advice is not None
    made = Provenance(agent="coach", refinement=refinement)
    return judged.model_copy(update={"advice": judged.advice.model_copy(update={"provenance": made})})


def test_a_models_unused_work_is_told_below_the_feedback_once() -> None:
    front, thread = a_front()
    dropped = Refinement(outcome=Outcome.REJECTED, fault=Fault.PRAISED)

    front.feedback(coached(1, dropped))
    front.feedback(coached(2, dropped))

    assert [type(entry) for entry in thread.entries] == [Judged, Notice, Judged]
    notice = thread.entries[1]
    assert isinstance(notice, Notice)
    assert notice.text.startswith("coach: the model's ")


def test_a_model_that_was_said_to_be_away_is_not_told_again() -> None:
    front, thread = a_front()

    front.setbacks([AWAY])
    front.feedback(coached(1, Refinement(outcome=Outcome.FAILED, what="no answer within 20 s")))

    assert [type(entry) for entry in thread.entries] == [Notice, Judged]


def test_feedback_takes_the_place_where_it_was_begun_whatever_came_between() -> None:
    front, thread = a_front()
    judged = turn(1)
    assert judged.verdict is not None and judged.advice is not None

    front.feedback_begun(judged.verdict, judged.advice)
    front.setbacks([AWAY])
    front.feedback(judged)

    assert [type(entry) for entry in thread.entries] == [Judged, Notice]
    assert not any(isinstance(entry, Begun) for entry in thread.entries)
