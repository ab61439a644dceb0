"""The candidate's own answer, made better with what the guide says."""

from __future__ import annotations

import pytest

from agents.coach import draft
from agents.coach.better_answer import better_answer
from domain.guide import TalkingPoint
from domain.report import Words
from domain.verdict import (
    Evidence,
    FigureLabel,
    FigureVerdict,
    KeyPointVerdict,
    Label,
    Verdict,
)
from tests.support.coaching import ANSWER, ASKED, POINT, POINTS, advise, found, verdict
from tests.support.talking import key_point, source


def improved(
    judged: Verdict, point: TalkingPoint = POINT, answer: str = ANSWER, seconds: int = 60
) -> list[str]:
    asked = ASKED.model_copy(update={"seconds": seconds})
    return [cited.text for cited in better_answer(point, judged, answer, asked)]


def test_what_landed_stays_in_own_words_and_what_was_missing_is_put_in_where_the_guide_has_it() -> None:
    judged = verdict(
        found(0, Label.MISSING),
        found(1, Label.COVERED, "four hours to forty minutes"),
        found(2, Label.MISSING),
    )

    answer = better_answer(POINT, judged, ANSWER, ASKED)

    assert [(cited.text, cited.words, str(cited.sources[0])) for cited in answer] == [
        ("I moved the nightly job to a stream.", Words.GUIDE, "guide.md:11"),
        ("It went from four hours to forty minutes.", Words.OWN, "guide.md:12"),
        ("I kept the old job for two weeks as a fallback.", Words.GUIDE, "guide.md:13"),
    ]


def test_where_nothing_is_missing_there_is_nothing_to_say_better() -> None:
    judged = verdict(
        found(0, Label.COVERED, "I moved it to a stream"),
        found(1, Label.COVERED, "four hours to forty minutes"),
        found(2, Label.UNSURE, "It went"),
        value=0.9,
    )

    advice = advise(judged)

    assert (advice.say_first, advice.better_answer) == (None, ())
    assert (
        advice.opening
        == "I may have missed it: say “I kept the old job for two weeks as a fallback” in so many words."
    )


def test_nothing_comes_between_a_sentence_and_the_one_that_points_back_at_it() -> None:
    told = key_point("kp4", "I told every team a week before")
    point = POINT.model_copy(update={"key_points": (POINTS[0], told, POINTS[1])})
    judged = verdict(
        found(0, Label.COVERED, "I moved it to a stream"),
        KeyPointVerdict(key_point=told, label=Label.MISSING, credit=0.0),
        found(1, Label.COVERED, "It went from four hours"),
    )

    assert improved(judged, point) == [
        "I moved it to a stream.",
        "It went from four hours to forty minutes.",
        "I told every team a week before.",
    ]


def test_a_wrong_figure_is_put_right_in_the_candidates_own_sentence() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="forty minutes", start=ANSWER.index("forty"), end=ANSWER.index("forty") + 13),
        expected="ten minutes",
        source=source(12),
    )
    point = POINT.model_copy(
        update={
            "key_points": (
                POINTS[0],
                key_point("kp2", "Cut it from four hours to ten minutes", line=12),
                POINTS[2],
            )
        }
    )
    partly = KeyPointVerdict(
        key_point=point.key_points[1],
        label=Label.PARTLY,
        credit=0.25,
        evidence=Evidence(
            quote="four hours to forty minutes", start=ANSWER.index("four"), end=len(ANSWER) - 1
        ),
    )
    told = (found(0, Label.COVERED, "I moved it to a stream"), partly)
    judged = verdict(*told, found(2, Label.MISSING), figures=(said,))

    answer = better_answer(point, judged, ANSWER, ASKED)

    assert [(cited.text, cited.words) for cited in answer] == [
        ("I moved it to a stream.", Words.OWN),
        ("It went from four hours to ten minutes.", Words.MENDED),
        ("I kept the old job for two weeks as a fallback.", Words.GUIDE),
    ]
    assert better_answer(point, verdict(*told, figures=(said,)), ANSWER, ASKED) == ()


def test_a_wrong_figure_is_told_once_and_nothing_else() -> None:
    at = ANSWER.index("forty minutes")
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="forty minutes", start=at, end=at + len("forty minutes")),
        expected="ten minutes",
        source=source(12),
    )
    point = POINT.model_copy(
        update={"key_points": (POINTS[0], key_point("kp2", "Cut it from four hours to ten minutes", line=12))}
    )
    partly = KeyPointVerdict(
        key_point=point.key_points[1],
        label=Label.PARTLY,
        credit=0.25,
        evidence=Evidence(quote=ANSWER[at - 16 : -1], start=at - 16, end=len(ANSWER) - 1),
    )
    judged = verdict(found(0, Label.COVERED, "I moved it to a stream"), partly, figures=(said,))

    advice = draft.advice(ASKED, ANSWER, judged, point, index_version="v")

    assert [cited.text for cited in advice.check] == ["you said “forty minutes”; your guide says ten minutes"]
    assert (advice.missing, advice.unsure, advice.say_first, advice.better_answer) == ((), (), None, ())
    assert "figure" in advice.opening and "minutes" not in advice.opening


@pytest.mark.parametrize(
    ("said", "figure", "note", "expected", "mended"),
    [
        ("We closed more than half of the gap.", "more than half", "Absence fell under 30%", "under 30%", ""),
        ("We trained 12 nurses.", "12", "We opened 8 beds", "8", ""),
        ("We trained 12 nurses.", "12", "We trained 9 nurses", "9", "We trained 9 nurses."),
        (
            "Die Pause dauert 40 Minuten.",
            "40 Minuten",
            "Die Pause dauert 30 Minuten",
            "30 Minuten",
            "30 Minuten.",
        ),
        ("Wir haben 12 Betten.", "12", "Wir haben 8 Kinder", "8", ""),
    ],
)
def test_a_figure_is_put_right_only_where_it_counts_the_same(
    said: str, figure: str, note: str, expected: str, mended: str
) -> None:
    start = said.index(figure)
    wrong = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote=figure, start=start, end=start + len(figure)),
        expected=expected,
        source=source(11),
    )
    point = POINT.model_copy(update={"key_points": (key_point("kp1", note, line=11), POINTS[2])})
    partly = KeyPointVerdict(
        key_point=point.key_points[0],
        label=Label.COVERED,
        credit=0.9,
        evidence=Evidence(quote=said, start=0, end=len(said)),
    )
    told = better_answer(point, verdict(partly, found(2, Label.MISSING), figures=(wrong,)), said, ASKED)

    assert told[0].text.endswith(mended or said)
    assert told[0].words is (Words.MENDED if mended else Words.OWN)


def test_the_better_answer_fits_its_time_and_keeps_the_weightiest() -> None:
    long = POINT.model_copy(
        update={
            "key_points": tuple(key_point(f"kp{n}", "I " + f"word{n} " * 39, weight=1 / n) for n in (3, 1, 2))
        }
    )
    missed = [KeyPointVerdict(key_point=each, label=Label.MISSING, credit=0.0) for each in long.key_points]

    answer = improved(verdict(*missed), long, "", seconds=36)

    assert [text.split()[-1] for text in answer] == ["word1.", "word2."]


def test_what_was_done_to_it_does_not_stand_behind_another_sentence() -> None:
    told = (
        key_point("a", "I rebuilt the oven with four others", line=1),
        key_point("b", "We bake for two schools", line=2),
    )
    point = POINT.model_copy(update={"key_points": told})
    answer = "The old one was cold. I rebuilt it with four others."
    quote = "I rebuilt it with four others"
    at = answer.index(quote)
    judged = verdict(
        KeyPointVerdict(
            key_point=told[0],
            label=Label.COVERED,
            credit=1.0,
            evidence=Evidence(quote=quote, start=at, end=at + len(quote)),
        ),
        KeyPointVerdict(key_point=told[1], label=Label.MISSING, credit=0.0),
    )

    assert [each.text for each in better_answer(point, judged, answer, ASKED)] == ["We bake for two schools."]
