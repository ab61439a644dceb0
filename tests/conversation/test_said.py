"""Sentences of an answer that go on over a line break."""

from __future__ import annotations

import pytest

from agents.coach.said import quotations, said_spans


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        ("I made a list with her, and\nThen every week we met.", 1),
        ("Ich habe mit ihr eine Liste gemacht und\ndann jede Woche gesprochen.", 1),
        ("Hice una lista con\nella cada semana.", 1),
        ("We moved the shelves over\nthe weekend. Nobody was hurt.", 2),
        ("We moved the shelves\nNobody was hurt", 2),
        ("i moved the shelves\nwe counted them", 2),
        ("- we moved the shelves and\n- we counted them", 2),
        ("We counted:\n- shelves", 2),
    ],
)
def test_a_sentence_that_goes_on_in_the_next_line_is_one(answer: str, sentences: int) -> None:
    assert len(said_spans(answer)) == sentences


def test_a_quotation_over_a_line_break_is_one_and_ends_where_words_do() -> None:
    assert quotations("I made a list, and\nthen we met.") == ("I made a list, and then we met.",)
    assert quotations("I made a list, and") == ("I made a list",)
    assert quotations("I moved it.\nTo a stream.") == ("I moved it.", "To a stream.")
