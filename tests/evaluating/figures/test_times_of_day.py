"""A time of day is right, close or wrong by the key point it stands in; of other times nothing is said."""

from __future__ import annotations

import pytest

from agents.evaluator.figures.times_of_day import times_of_day
from domain.verdict import FigureLabel
from language.figures.clock import times
from language.text import read
from tests.evaluating.material import talking_point

POINT = talking_point(
    "The ovens are lit at 02:30 by the night baker",
    "I open the shop at 6:15",
    "Bread is reduced in price from 17:00 on",
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The night baker lights the ovens at half past two.", [("right", "02:30")]),
        ("The night baker lights the ovens at 2:35 am.", [("close", "02:30")]),
        ("The ovens are lit by the night baker at 04:30.", [("wrong", "02:30")]),
        ("The ovens get lit at half past four by our night baker.", [("wrong", "02:30")]),
        ("I open the shop at quarter past six.", [("right", "6:15")]),
        ("Bread is reduced in price from 19:00 on.", [("wrong", "17:00")]),
        # Another time of the very answer is the key point's, and what stands elsewhere is about other things.
        ("At 02:30 the night baker lights the ovens, at 04:00 he feeds the ovens.", [("right", "02:30")]),
        ("My bus goes at 4:40.", []),
        ("The ovens are lit early by the night baker.", []),
    ],
)  # fmt: skip
def test_a_time_is_held_against_the_key_point_around_it(said: str, found: list[tuple[str, str]]) -> None:
    verdicts = times_of_day(read(said), POINT.key_points)

    assert [(each.label.value, each.expected) for each in verdicts] == found
    assert all(said[each.said.start : each.said.end] == each.said.quote for each in verdicts)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("noon", 720),
        ("midnight", 0),
        ("12 am", 0),
        ("12:30 pm", 750),
        ("quarter to one", 45),
        ("seven o'clock", 420),
        ("23:59", 1439),
    ],
)
def test_times_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert [each.minutes for each in times(text)] == [minutes]


@pytest.mark.parametrize(
    "text", ["a score of 3:1", "at 1.20 m", "ratio 16:9", "10:30:15", "5 amps", "version 2:0"]
)
def test_what_looks_alike_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_nothing_is_called_wrong_where_a_time_may_be_either_half_of_the_day() -> None:
    (verdict,) = times_of_day(read("I open the shop at 18:15."), POINT.key_points)

    assert verdict.label is FigureLabel.RIGHT
