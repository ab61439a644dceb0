"""The report at the end: what counts, what is to be mended first."""

from __future__ import annotations

import pytest

from domain.interview import CandidateMessage, Phase, TurnKind
from domain.verdict import (
    Band,
    Delivery,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Label,
)
from tests.support.coaching import ANSWER, NOW, found, summed, turn, verdict
from tests.support.talking import source


def test_unscored_answers_are_counted_and_stay_out_of_every_mean() -> None:
    report = summed(turn(1, verdict(value=0.8)), turn(2, verdict(value=None)))

    technical = next(result for result in report.criteria if result.name == "Technical depth")
    assert technical.value == pytest.approx(0.8)
    assert technical.answers == 1
    assert report.overall == pytest.approx(0.8)
    assert len(report.unscored) == 1 and "a drawing" in report.unscored[0]


def test_a_session_without_a_scored_answer_has_no_overall_figure() -> None:
    report = summed(turn(1, verdict(value=None)))

    assert report.overall is None
    assert all(result.value is None for result in report.criteria)


def test_criteria_without_answers_do_not_pull_the_overall_down() -> None:
    report = summed(turn(1, verdict(value=0.6)), turn(2, verdict(value=0.9), Phase.STORY))

    assert report.overall == pytest.approx((0.4 * 0.6 + 0.2 * 0.9) / 0.6)


def test_a_question_counts_as_it_came_out_after_its_follow_ups() -> None:
    first = turn(1, verdict(value=0.2))
    after = first.model_copy(update={"number": 2, "kind": TurnKind.FOLLOW_UP, "verdict": verdict(value=0.7)})

    report = summed(first, after)

    assert report.answered == 1
    assert report.overall == pytest.approx(0.7)


def test_skipped_questions_are_counted_apart() -> None:
    assert summed(turn(1, verdict(value=0.5)), turn(2, None)).skipped == 1


def test_wrong_figures_are_mended_first() -> None:
    wrong = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12", start=0, end=2), expected="8", source=source(3)
    )

    report = summed(turn(1, verdict(found(0, Label.MISSING), figures=(wrong,))))

    assert report.fix_first[0].text == "1 figure was off: you said “12”, your guide 8"
    assert report.fix_first[1].text.endswith("you left out that you moved the nightly job to a stream")


def test_nobody_can_lean_on_an_answer_with_something_wrong_in_it() -> None:
    wrong = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12", start=0, end=2), expected="8", source=source(3)
    )
    off = turn(1, verdict(found(0, Label.COVERED), figures=(wrong,), value=0.7))
    turned = turn(2, verdict(found(0, Label.CONTRADICTED, ANSWER[:20]), value=0.7))
    good = turn(3, verdict(found(0, Label.COVERED), value=0.7))

    assert [row.text for row in summed(off, turned, good).strengths] == ["Question 3?"]


def test_a_sentence_said_again_and_again_is_said_well_once() -> None:
    def communicated(text: str) -> float:
        spoken = Delivery(
            words=len(text.split()), seconds=60, words_per_minute=150, expected_seconds=(30, 90)
        )
        said = turn(1, verdict(value=0.6, delivery=spoken))
        said = said.model_copy(update={"message": CandidateMessage(text=text, at=NOW)})
        (value,) = [each.value for each in summed(said).criteria if each.name == "Communication"]
        assert value is not None
        return value

    sentence = "I wrote a small check that compares the totals every hour. "

    assert communicated(sentence * 50) < 0.05
    assert communicated(sentence) == communicated(sentence + "Then I told the team what it had found.") > 0.7


def test_bands_begin_where_the_documents_say() -> None:
    assert [Band.of(v) for v in (0.8, 0.6, 0.35, 0.34)] == [
        Band.STRONG,
        Band.SOLID,
        Band.DEVELOPING,
        Band.WEAK,
    ]


def test_delivery_alone_makes_no_overall_figure() -> None:
    spoken = Delivery(words=60, seconds=24, words_per_minute=150)
    report = summed(turn(1, verdict(value=None, delivery=spoken)), turn(2, None))

    assert report.overall is None


def test_one_weak_answer_that_was_well_put_makes_a_weak_session() -> None:
    spoken = Delivery(words=60, seconds=24, words_per_minute=150)
    report = summed(turn(1, verdict(value=0.16, delivery=spoken), Phase.OPENING))

    said_well = next(result.value for result in report.criteria if result.name == "Communication")
    assert said_well == pytest.approx(1.0)
    assert report.overall == pytest.approx(0.9 * 0.16 + 0.1 * 1.0)
