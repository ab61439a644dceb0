"""Which sentences are shown for a key point."""

from __future__ import annotations

import itertools

import pytest

from agents.evaluator.by_words.alignment import Vocabulary, align, weigh
from language.text import read

TELLING = "I proposed one reconciled figure a day, ready in two weeks."
STRAY = "Two reports had other numbers."
OTHER = "The weather was fine."
POINT = "I offered one reconciled daily figure in two weeks"


def passage(answer: str, point: str) -> str:
    said = read(answer)
    found = align(weigh(read(point).content, Vocabulary(())), said, Vocabulary(said.stems)).passage
    return found.said if found is not None else ""


@pytest.mark.parametrize("said", [*itertools.permutations((TELLING, STRAY, OTHER))])
def test_a_sentence_with_a_stray_word_is_not_shown_whichever_side_it_stands_on(said: tuple[str, ...]) -> None:
    assert passage(" ".join(said), POINT) == TELLING.rstrip(".")


@pytest.mark.parametrize("turned", [False, True])
def test_two_sentences_that_share_a_point_are_shown_together(turned: bool) -> None:
    halves = ["We recorded every reading at midnight.", "An engineer reviewed the alarms weekly."]
    answer = " ".join(reversed(halves) if turned else halves)

    assert passage(f"{OTHER} {answer}", "Readings recorded at midnight, alarms reviewed by an engineer") == (
        answer.rstrip(".")
    )


def test_where_no_word_is_shared_nothing_is_shown() -> None:
    assert passage(OTHER, POINT) == ""
