"""What the coach says of one answer."""

from __future__ import annotations

import pytest

from agents.coach import draft
from agents.coach.change import change_in
from agents.coach.delivery import delivery
from domain.verdict import (
    Delivery,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    RedFlagHit,
    Structure,
)
from tests.support.coaching import ANSWER, ASKED, POINT, POINTS, advise, found, verdict
from tests.support.talking import key_point, source


def test_what_landed_is_quoted_with_the_guides_line() -> None:
    advice = advise(verdict(found(1, Label.COVERED, "four hours to forty minutes"), found(0, Label.MISSING)))

    assert [cited.text for cited in advice.landed] == [
        "“four hours to forty minutes” · Cut the run from four hours to forty minutes"
    ]
    assert str(advice.landed[0].sources[0]) == "guide.md:12"


def test_nothing_is_praised_that_was_not_said() -> None:
    advice = advise(verdict(found(0, Label.MISSING), found(1, Label.MISSING), value=0.05))

    assert advice.landed == ()


def test_what_is_missing_is_told_in_the_second_person_with_its_line() -> None:
    judged = verdict(found(0, Label.MISSING), found(1, Label.MISSING))
    advice = draft.advice(ASKED, "It was a long spring for all of us.", judged, POINT, index_version="v")

    assert [cited.text for cited in advice.missing] == [
        "that you moved the nightly job to a stream",
        "that you cut the run from four hours to forty minutes",
    ]
    assert str(advice.missing[0].sources[0]) == "guide.md:11"


def test_a_wrong_figure_is_shown_beside_the_right_one() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="four hours", start=0, end=10),
        expected="six hours",
        source=source(12),
    )

    advice = advise(verdict(figures=(said,)))

    assert advice.check[0].text == "you said “four hours”; your guide says six hours"


def test_a_red_flag_is_told_with_the_better_wording() -> None:
    hit = RedFlagHit(
        evidence=Evidence(quote="I moved it", start=0, end=10),
        red_flag="I moved it",
        say_instead="I designed the move",
        source=source(40),
    )

    text = advise(verdict(red_flags=(hit,))).check[0].text

    assert "things not to say" in text and "I designed the move" in text


def test_an_unscored_answer_gets_no_word_about_its_quality() -> None:
    assert advise(verdict(value=None)).opening == ""


def test_an_answer_to_another_question_is_named_as_that() -> None:
    flag = Flag(kind=FlagKind.OTHER_ANSWER, message="it answers another question")

    assert (
        advise(verdict(flags=(flag,), value=0.1)).opening == "That belongs to another question in your guide."
    )


def test_the_first_thing_to_say_is_the_weightiest_that_was_missing() -> None:
    judged = verdict(found(2, Label.MISSING), found(1, Label.MISSING), found(0, Label.COVERED, "I moved it"))

    first = change_in(POINT, judged, ANSWER, ASKED).say

    assert first is not None and first.text == "I cut the run from four hours to forty minutes."


def test_what_was_said_over_two_turns_is_two_quotations() -> None:
    answer = "I moved it.\nTo a stream, that is."
    evidence = Evidence(quote=answer, start=0, end=len(answer))
    told = verdict(KeyPointVerdict(key_point=POINTS[0], label=Label.COVERED, credit=1.0, evidence=evidence))

    (landed,) = draft.advice(ASKED, answer, told, POINT, index_version="v").landed

    assert landed.text == "“I moved it” “To a stream, that is” · I moved the nightly job to a stream"


def test_the_coach_speaks_the_language_of_the_guide() -> None:
    german = ASKED.model_copy(update={"language": "de"})

    advice = draft.advice(
        german, ANSWER, verdict(found(0, Label.MISSING), value=0.1), POINT, index_version="v"
    )

    assert "„I moved the nightly job to a stream“" in advice.opening
    assert not {"you", "said", "guide"} & {*advice.opening.split()}


@pytest.mark.parametrize(
    ("seconds", "words"), [(20, "short: the time for it is 60 s"), (55, "about right"), (120, "long")]
)
def test_the_length_is_held_against_the_guides_time(seconds: float, words: str) -> None:
    spoken = Delivery(words=50, seconds=seconds, words_per_minute=150, expected_seconds=(60, 60))

    assert words in delivery(spoken, Structure(), "en")


def test_what_is_to_be_said_first_can_stand_alone_and_was_not_half_said() -> None:
    told = (
        key_point("a", "The slowest took 9 minutes to find.", line=1),
        key_point("b", "I bake for two schools and a clinic.", line=2),
        key_point("c", "Nobody waits for bread any more.", weight=0.9, line=3),
    )
    point = POINT.model_copy(update={"key_points": told})
    labels = (Label.MISSING, Label.PARTLY, Label.MISSING)
    judged = verdict(
        *(
            KeyPointVerdict(key_point=each, label=label, credit=0.0)
            for each, label in zip(told, labels, strict=True)
        )
    )

    first = change_in(point, judged, "I bake for a school.", ASKED).say

    assert first is not None
    assert first.text == "Nobody waits for bread any more."
