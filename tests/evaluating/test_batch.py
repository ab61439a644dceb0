"""Lines of data through the evaluator."""

from __future__ import annotations

import json

import pytest

from agents.evaluator.batch import BadLine, evaluate_line, point_of
from domain.guide import TalkingPointKind

LINE: dict[str, object] = {
    "question": "What does an index cost?",
    "references": ["Writes become slower and it takes space on disk."],
    "answer": "Writes get slower, and it takes disk space.",
}


def test_a_line_gives_a_score_an_interval_and_quotes_with_their_spans() -> None:
    result = evaluate_line(LINE)
    assert isinstance(result["score"], float)
    assert result["score"] > 0.6
    low, high = result["interval"]
    assert low <= result["score"] <= high
    (key_point,) = result["key_points"]
    start, end = key_point["span"]
    assert str(LINE["answer"])[start:end] == key_point["quote"]
    assert json.loads(json.dumps(result)) == result


def test_the_best_of_several_references_counts_whatever_their_order() -> None:
    other = "You pay with nothing at all."
    alone = evaluate_line(LINE)
    for references in ([other, *LINE["references"]], [*LINE["references"], other]):
        assert evaluate_line(LINE | {"references": references})["score"] == alone["score"]


def test_an_answer_that_cannot_be_judged_has_no_score_and_a_reason() -> None:
    result = evaluate_line(
        LINE | {"answer": "Schreiben wird langsamer, und der Index braucht auch Platz auf der Platte."}
    )
    assert result["score"] is None
    assert result["interval"] is None
    assert "German" in str(result["unscored"])


def test_the_same_line_gives_the_same_verdict() -> None:
    assert evaluate_line(LINE) == evaluate_line(dict(LINE))


def test_a_reference_without_words_is_unscored_and_not_zero() -> None:
    assert evaluate_line(LINE | {"references": ["…"]})["score"] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": None},
        {"answer": 3},
        {"references": []},
        {"references": [1]},
        {"references": None},
        {"kind": "poem"},
    ],
)
def test_a_line_of_another_form_is_refused_in_one_sentence(changed: dict[str, object]) -> None:
    with pytest.raises(BadLine, match="A line to evaluate"):
        evaluate_line(LINE | changed)


QUESTION_ANSWER = TalkingPointKind.QUESTION_ANSWER
THINGS = (
    "kilns", "glazes", "moulds", "shelves", "buckets", "sieves", "brushes", "burners", "gauges", "gloves",
    "aprons", "scales", "trolleys", "labels", "crates", "keys", "lamps", "pumps", "hoses", "wheels",
)  # fmt: skip


def test_a_sentence_wrapped_over_two_lines_is_one_key_point() -> None:
    wrapped = "What is counted:\n" + "\n".join(
        f"● The {thing} that the night shift of the pottery has used and\nwashed are counted"
        for thing in THINGS
    )
    texts = [each.text for each in point_of("What is counted?", wrapped, QUESTION_ANSWER).key_points]
    assert texts == [
        f"The {thing} that the night shift of the pottery has used and washed are counted" for thing in THINGS
    ]


def test_lines_that_each_say_something_stay_key_points_of_their_own() -> None:
    lines = "\n".join(f"- Item {number} is counted on every {number}th day." for number in range(2, 30))
    found = point_of("What is counted?", lines, QUESTION_ANSWER).key_points
    assert len(found) == 28
