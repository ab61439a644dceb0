"""A strong answer is asked what a good interviewer would ask next, and loses nothing by it."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.listening import Heard, listen
from agents.follow_up_prober.policy import Target
from agents.follow_up_prober.stretching import hooks_left, stretch, unhurt
from agents.follow_up_prober.things import ThingKind, thing_in
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.verdict import (
    Band,
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    RedFlagHit,
    Score,
    Verdict,
)
from tests.support.talking import key_point, question, source

ASKED = "How do you plan the harvest?"
STRONG = "We pick at night, and I chose the small crates, because the berries bruise in the big ones."


def verdict(value: float, *labels: Label, red_flags: tuple[RedFlagHit, ...] = ()) -> Verdict:
    return Verdict(
        outcome=Score(value=value, low=value, high=value, band=Band.of(value)),
        key_points=tuple(
            KeyPointVerdict(key_point=key_point(f"kp{number}", f"Point {number}"), label=label, credit=1)
            for number, label in enumerate(labels, start=1)
        ),
        red_flags=red_flags,
        provenance=Provenance(agent="evaluator"),
    )


def point(*hooks: str, kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER) -> TalkingPoint:
    return TalkingPoint(id="tp", kind=kind, title=ASKED, text="So.", source=source(), follow_up_hooks=hooks)


def follow_up(mark: str) -> FollowUp:
    return FollowUp(
        text="And?", aim=mark, why="", sources=(source(),), provenance=Provenance(agent="follow_up_prober")
    )


def asked_further(
    found: Verdict,
    said: str = STRONG,
    *earlier: str,
    phase: Phase = Phase.TECHNICAL,
    further: bool = True,
    asked: str = ASKED,
) -> Target | None:
    weakness = aim(
        found,
        question(asked, "tp", phase),
        [follow_up(mark) for mark in earlier],
        answers=[said],
        point=point(),
        further=further,
    )
    return weakness.target if weakness is not None else None


def test_a_strong_answer_is_taken_further_once() -> None:
    strong = verdict(0.9, Label.COVERED)

    assert asked_further(strong) is Target.STRETCH
    assert asked_further(strong, STRONG, "stretch") is None


def test_who_had_to_be_asked_before_is_not_taken_further() -> None:
    assert asked_further(verdict(0.9, Label.COVERED), STRONG, "kp1") is None


def test_a_pitch_and_an_answer_without_time_left_are_not_taken_further() -> None:
    strong = verdict(0.9, Label.COVERED)

    assert asked_further(strong, phase=Phase.OPENING) is None
    assert asked_further(strong, further=False) is None


def test_a_gap_comes_before_anything_further() -> None:
    assert asked_further(verdict(0.7, Label.COVERED, Label.MISSING)) is Target.MISSING_POINT


def test_a_weak_answer_with_nothing_open_is_left_alone() -> None:
    assert asked_further(verdict(0.4, Label.COVERED)) is None


def test_an_answer_that_names_nothing_is_left_alone() -> None:
    further = asked_further(verdict(0.9, Label.COVERED), "It is all well prepared.", asked="What is a pool?")

    assert further is None


def test_a_red_flag_is_no_strength_to_build_on() -> None:
    hit = RedFlagHit(evidence=Evidence(quote="So", start=0, end=2), red_flag="So", source=source())

    assert (
        stretch(
            verdict(0.9, Label.COVERED, red_flags=(hit,)), question(ASKED, "tp"), point(), STRONG, Heard()
        )
        is None
    )


def test_facts_are_not_taken_further() -> None:
    fact = point("Why?", kind=TalkingPointKind.FACT)

    assert stretch(verdict(0.9), question(ASKED, "tp"), fact, STRONG, Heard()) is None


def test_a_hook_that_was_answered_already_is_none() -> None:
    hooks = point("What about frost in April?", "Thank them for the visit", "Who drives the crates?")

    assert hooks_left(hooks, "In April we light candles against the frost.", "en") == [
        "Who drives the crates?"
    ]


@pytest.mark.parametrize(
    ("language", "answer", "words", "kind"),
    [
        ("en", STRONG, "I chose the small crates", ThingKind.REASONED),
        ("en", "We log it all in BigQuery nightly.", "BigQuery", ThingKind.NAME),
        (
            "en",
            "The waste went from nine tonnes to four.",
            "The waste went from nine tonnes to four",
            ThingKind.NUMBER,
        ),
        (
            "de",
            "Da habe ich kleine Kisten vorgeschlagen.",
            "Da habe ich kleine Kisten vorgeschlagen",
            ThingKind.DECISION,
        ),
        ("es", "Entonces decidí recoger de noche.", "decidí recoger de noche", ThingKind.DECISION),
        ("fr", "J'ai choisi la nuit au lieu du matin.", "J'ai choisi la nuit", ThingKind.DECISION),
        ("zh", "我们决定夜里采摘，因为白天太热。", "我们决定夜里采摘", ThingKind.REASONED),
    ],
)
def test_a_named_thing_is_taken_up(language: str, answer: str, words: str, kind: ThingKind) -> None:
    thing = thing_in(answer, ASKED, listen([answer], language), language)

    assert thing is not None
    assert (thing.words, thing.kind) == (words, kind)


def test_what_was_turned_down_or_done_by_others_is_no_thing_to_take_up() -> None:
    said = "We ruled out Kubernetes. My colleague introduced Terraform."

    assert thing_in(said, ASKED, listen([said], "en"), "en") is None


def test_the_answer_to_a_question_further_never_lowers_the_score() -> None:
    before, worse, better = verdict(0.9, Label.COVERED), verdict(0.5, Label.MISSING), verdict(0.95)

    assert unhurt(before, worse).outcome == before.outcome
    assert unhurt(before, worse).key_points == before.key_points
    assert unhurt(before, better) is better


def test_what_must_not_be_said_counts_in_the_answer_to_a_question_further_too() -> None:
    hit = RedFlagHit(evidence=Evidence(quote="So", start=0, end=2), red_flag="So", source=source())

    kept = unhurt(verdict(0.9, Label.COVERED), verdict(0.5, red_flags=(hit,)))

    assert kept.red_flags == (hit,)
    assert kept.score is not None and kept.score.value == 0.9
