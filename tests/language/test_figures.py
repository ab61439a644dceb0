"""Figures in text, read and compared."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.verdict import FigureLabel
from language.figures import Bound, Dimension, Figure, Role, compare, figures, states_a_measure
from tests.support.growth import assert_linear

_HERE = Path(__file__).parent
_BOUNDS = {"~": Bound.ABOUT, ">=": Bound.AT_LEAST, "<=": Bound.AT_MOST, "": Bound.EXACT}
_EXPECTED = re.compile(
    r"(?P<bound>~|>=|<=|)(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?\s(?P<unit>[^#@]+?)(?P<role>\s(?:before|after))?"
    r"(?:\s@(?P<percentile>\w+))?(?:\s#(?P<noun>.+))?$"
)


def _cases(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    # A case may itself start with "#" ("### 3. Heading"), so a comment is one without an arrow.
    return [line.split(" => ") for line in lines if " => " in line and not line.startswith("# ")]


def _assert_reads(found: Figure, wanted: str) -> None:
    expected = _EXPECTED.match(wanted)
    assert expected is not None, f"unreadable case: {wanted}"
    low = float(expected["low"])
    assert found.low == pytest.approx(low, rel=1e-4)
    assert found.high == pytest.approx(float(expected["high"] or low), rel=1e-4)
    assert found.unit == ("" if expected["unit"] == "count" else expected["unit"])
    assert found.bound is _BOUNDS[expected["bound"]]
    assert found.role == (expected["role"] or "").strip()
    assert found.percentile == (expected["percentile"] or "")
    if expected["noun"]:
        assert found.noun == expected["noun"]


@pytest.mark.parametrize("case", _cases("figure_cases.txt"), ids=lambda case: str(case[0]))
def test_a_text_is_read_as_its_figures(case: list[str]) -> None:
    text, wanted = case
    found = figures(text)
    expected = [] if wanted == "nothing" else wanted.split(" ; ")
    assert len(found) == len(expected), [figure.quote for figure in found]
    for figure, one in zip(found, expected, strict=True):
        _assert_reads(figure, one)


@pytest.mark.parametrize("case", _cases("figure_comparisons.txt"), ids=lambda case: " / ".join(case))
def test_a_figure_is_held_against_another(case: list[str]) -> None:
    said, expected, label = case
    assert compare(figures(said)[0], figures(expected)[0]) is FigureLabel(label)


def test_the_cases_are_enough_and_of_every_label() -> None:
    comparisons = _cases("figure_comparisons.txt")
    assert len(_cases("figure_cases.txt")) + len(comparisons) >= 200
    assert {case[2] for case in comparisons} == {label.value for label in FigureLabel}


def test_the_quote_takes_its_bound_words_along() -> None:
    text = "It ran in roughly four hours."
    (figure,) = figures(text)
    assert figure.quote == "roughly four hours"
    assert text[figure.start : figure.end] == figure.quote


def test_a_change_has_a_figure_before_and_one_after() -> None:
    before, after = figures("We brought the nightly run from 4 hours to 40 minutes.")
    assert (before.role, before.low) == (Role.BEFORE, 14_400)
    assert (after.role, after.low) == (Role.AFTER, 2_400)


def test_the_place_value_of_the_last_digit_is_kept() -> None:
    assert figures("91.2 %")[0].resolution == pytest.approx(0.1)
    assert figures("1,200 documents")[0].resolution == 100
    assert figures("15K documents")[0].resolution == 1000


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_quote_stands_in_it(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.quote
        assert figure.low <= figure.high


@given(
    st.lists(st.sampled_from("12 1,5 p95 % ms from to - a half + $ M 万 of in 2022 more than and |".split()))
)
@settings(max_examples=200, deadline=None)
def test_spans_are_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    found = figures(" ".join(pieces))
    for one, next_one in pairwise(found):
        assert one.end <= next_one.start


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1.", "a ", "from 1 to ", "half ", "one hundred and ", "$", "p9", "| 1 "]
)
def test_a_long_and_hostile_text_is_read_in_linear_time(piece: str) -> None:
    assert_linear(figures, lambda length: piece * (length // len(piece)), 24_000)


def test_dimensions_that_differ_cannot_be_compared() -> None:
    share, time = figures("40 %")[0], figures("40 minutes")[0]
    assert share.dimension is Dimension.RATIO
    assert time.dimension is Dimension.TIME
    assert compare(share, time) is FigureLabel.UNKNOWN


_TOLD = [
    "40 %",
    "12",
    "5 minutes",
    "3 hours",
    "in 2019",
    "May 3",
    "half",
    "two or three",
    "$2",
    "4 km",
    "0.3",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(_TOLD), max_size=5), st.sampled_from([" to ", " → ", ", ", " or ", "-", " and "])
)
def test_whether_something_is_measured_is_told_as_by_all_the_figures(told: list[str], between: str) -> None:
    text = f"It went from {between.join(told)} then."
    wanted = any(
        figure.dimension is not Dimension.DATE and (figure.unit or figure.role is not Role.NONE)
        for figure in figures(text)
    )
    assert states_a_measure(text) == wanted


def test_the_cases_are_measured_or_not_as_their_figures_say() -> None:
    for name in ("figure_cases.txt", "spoken_figures.txt"):
        for text, *_ in _cases(name):
            wanted = any(
                figure.dimension is not Dimension.DATE and (figure.unit or figure.role is not Role.NONE)
                for figure in figures(text)
            )
            assert states_a_measure(text) == wanted, text


@pytest.mark.parametrize("period", "second minute hour day week fortnight month year decade".split())
@pytest.mark.parametrize("told", ["twice a {}", "five times a {}", "once per {}", "3 orders a {}"])
def test_how_often_is_compared_whatever_the_period(told: str, period: str) -> None:
    said = told.format(period)
    for figure in figures(said):
        for other in figures("10 orders a day, twice a week, every six hours, a fortnight"):
            assert compare(figure, other) in FigureLabel
        assert compare(figure, figure) is FigureLabel.RIGHT
    assert figures(f"I look at it {said}.")
