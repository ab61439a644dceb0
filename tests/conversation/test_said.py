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
    assert quotations("Ich habe sie angerufen und") == ("Ich habe sie angerufen",)
    assert quotations("I moved it.\nTo a stream.") == ("I moved it.", "To a stream.")


def test_what_was_said_in_another_turn_is_a_sentence_of_its_own() -> None:
    long = (
        "I put twelve models into production over the last while, mostly forecasting for plants, and built "
    )
    long += "a toolkit that everyone on my team uses now"

    assert _sentences(f"{long}\nbefore that i did data engineering") == [
        long, "before that i did data engineering",
    ]  # fmt: skip
    assert _sentences("I check the rota\nasdf jkl\nthen I call them") == [
        "I check the rota", "asdf jkl", "then I call them",
    ]  # fmt: skip
    assert _sentences("I check the rota with the\nward before noon") == [
        "I check the rota with the\nward before noon"
    ]


def _sentences(answer: str) -> list[str]:
    return [answer[start:end] for start, end in said_spans(answer)]
