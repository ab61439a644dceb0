"""What is said by chance or without sentences earns next to nothing, however often it is said."""

from __future__ import annotations

from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point

_AROUND = (
    "Well, a time something was made faster is a thing that I and we have all been a part of, too.",
    "It was more of a team effort, and the best of it came with time to those who wanted it.",
    "In the end it depends on what is asked, and to me that is how something gets faster at all.",
)


def value(said: str) -> float:
    score = draft(said, question(), talking_point(*KEY_POINTS), Material()).verdict.score
    assert score is not None
    return score.value


def test_small_words_and_the_questions_do_not_add_up_over_the_turns() -> None:
    assert value("\n".join(_AROUND)) <= value(_AROUND[0]) + 0.12
    assert value("\n".join(_AROUND * 3)) <= value("\n".join(_AROUND)) + 0.02


def test_keywords_with_long_small_words_among_them_are_still_no_sentences() -> None:
    heap = "nightly while report because hours thirty minutes region split query index profiled added late"
    assert value(heap) < 0.05 < value(FULL_ANSWER)
