"""Figures in two units of which the second goes without saying, in eight languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from language.figures import figures
from language.figures.units import UNITS
from language.tables import read_yaml, table
from language.words import FUNCTION_WORDS
from tests.support.growth import assert_linear

CASES = read_yaml(Path(__file__).with_name("figures_said_in_two.yaml"))


def told(text: str) -> str:
    """The figures of `text`: "1.2 m; 20"."""
    return "; ".join(f"{round(each.high, 6):g} {each.unit}".strip() for each in figures(text))


@pytest.mark.parametrize(
    ("said", "expected"),
    [case for part in CASES.values() for cases in part.values() for case in cases],
)
def test_what_is_said_in_two_units_is_one_figure_and_what_counts_something_else_is_not(
    said: str, expected: str
) -> None:
    assert told(said) == expected


def test_a_figure_in_two_units_is_quoted_whole_and_agrees_with_the_guides_way() -> None:
    said = "I had about one metre twenty of water in the pit."
    [figure] = figures(said)
    assert figure.quote == "about one metre twenty"
    [written] = figures("1.2 metres of water")
    assert (figure.high, figure.unit) == (written.high, written.unit)


def test_every_language_has_what_a_figure_in_two_units_needs_and_every_name_is_a_unit() -> None:
    listed = table("two_units")
    spoken = set(FUNCTION_WORDS)
    for name in ("one", "after", "not_after", "of_them"):
        assert spoken <= set(listed[name])
    assert all(pair.partition("=")[2] in UNITS for pair in listed["names"].split())


def test_it_takes_no_longer_than_the_text_is_long() -> None:
    assert_linear(figures, lambda size: "one metre twenty of it and two euros fifty people " * size, 400)
