"""A measure that goes on behind its unit is one figure, and what is counted beside it another."""

from __future__ import annotations

import pytest

from language.figures import figures


@pytest.mark.parametrize(
    ("said", "low", "unit"),
    [
        ("I had one metre twenty of water in the pit.", 1.2, "m"),
        ("It is 2 metres 20 high.", 2.2, "m"),
        ("Twelve pounds ninety-nine each.", 12.99, "GBP"),
        ("La part est à deux euros cinquante.", 2.5, "EUR"),
        ("Es kostet drei Euro fünfzig.", 3.5, "EUR"),
    ],
)
def test_what_stands_behind_the_unit_is_its_hundredths(said: str, low: float, unit: str) -> None:
    [figure] = figures(said)

    assert (figure.low, figure.unit) == (pytest.approx(low), unit)


@pytest.mark.parametrize(
    "said",
    [
        "We dug two metres, twenty people helped.",
        "It costs five euros 20 times a day.",
        "We need two metres and thirty screws.",
        "Five euros 20 people paid.",
    ],
)
def test_what_is_counted_beside_it_stays_a_figure_of_its_own(said: str) -> None:
    assert len(figures(said)) == 2
