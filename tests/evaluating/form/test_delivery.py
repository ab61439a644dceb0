"""Delivery and structure."""

from __future__ import annotations

from agents.evaluator.form.delivery import deliver, delivery_flags
from agents.evaluator.form.structure import build_of, form_of, structure_flags
from domain.guide import TalkingPointKind
from domain.interview import Phase
from domain.verdict import FlagKind
from language.text import read
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point

STORY = talking_point(*KEY_POINTS, kind=TalkingPointKind.STAR_STORY, title="The slow report")


def test_time_is_estimated_from_the_words_at_150_a_minute() -> None:
    delivery = deliver(read("word " * 75), question(), STORY, None)
    assert delivery.seconds == 30
    assert delivery.words_per_minute == 150


def test_an_answer_twice_as_long_as_its_time_is_told_so() -> None:
    answer = read("We did this. " * 100)
    flags = delivery_flags(answer, deliver(answer, question(seconds=45), STORY, None), question(), STORY)
    assert FlagKind.TOO_LONG in {flag.kind for flag in flags}


def test_hedges_fillers_and_we_are_counted_and_told() -> None:
    answer = read(
        "I think we basically, you know, maybe fixed it. We sort of, um, actually changed our index, and "
        "we probably, you know, improved our report. Basically we were fast, I guess."
    )
    delivery = deliver(answer, question(), STORY, None)
    assert (delivery.hedges, delivery.fillers) == (5, 6)
    kinds = {flag.kind for flag in delivery_flags(answer, delivery, question(), STORY)}
    assert {FlagKind.HEDGING, FlagKind.FILLERS} <= kinds


def test_a_story_told_with_we_alone_is_asked_for_the_i() -> None:
    answer = read("We saw it, we fixed it and we shipped it to our customers.")
    flags = delivery_flags(answer, deliver(answer, question(), STORY, None), question(), STORY)
    assert [flag.message for flag in flags if flag.kind is FlagKind.WE_WITHOUT_I] == [
        '"We" 4 times, "I" never: say what you did yourself.'
    ]


def test_a_whole_story_has_its_four_parts() -> None:
    answer = read(f"My task was to fix it. {FULL_ANSWER}")
    structure = build_of(answer, form_of(question(phase=Phase.STORY), STORY))
    assert structure.form == "star"
    assert structure.missing == ()
    assert structure_flags(answer, structure) == ()


def test_a_story_without_a_result_is_told_so() -> None:
    answer = read(
        "Our team had a slow report at the time and customers complained. My task was to look at it "
        "with the others, and so I opened the query and read it with care for a while."
    )
    structure = build_of(answer, "star")
    assert structure.missing == ("result",)
    assert [flag.message for flag in structure_flags(answer, structure)] == ["Not heard: result."]


def test_a_design_that_starts_with_components_is_told_to_ask_first() -> None:
    answer = read(
        "I would put a load balancer in front of an API and a database behind it. "
        + "Each of the parts talks to the next one, and every part is drawn here in its place. " * 4
        + "Then there are the requirements, failures are retried, and the downside is that it must scale "
        "by sharding."
    )
    flags = structure_flags(answer, build_of(answer, "design"))
    assert [flag.message for flag in flags] == ["Ask for the requirements before you name components."]
