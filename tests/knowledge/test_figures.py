"""Figures in text: read, compared, and held against the candidate's facts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.guide import Source
from domain.verdict import FigureLabel, FigureVerdict
from knowledge.figures import Bound, Dimension, Figure, Role, check_figures, compare, figures

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


def _source(line: int) -> Source:
    return Source(guide="facts.md", first_line=line, last_line=line)


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
def test_a_long_and_hostile_text_is_still_read(piece: str) -> None:
    # Under the suite's time limit; a quadratic scan of these would take minutes.
    assert isinstance(figures(piece * 20_000), tuple)


def _label(answer: str, *facts: str) -> list[FigureLabel]:
    return [found.label for found in check_figures(answer, [(fact, _source(1)) for fact in facts])]


def test_a_figure_that_differs_from_its_fact_is_wrong_and_cites_it() -> None:
    answer = "We connected 12 source systems to one nightly job."
    (verdict,) = check_figures(answer, [("The nightly job connected 8 source systems", _source(7))])
    assert verdict.label is FigureLabel.WRONG
    assert answer[verdict.said.start : verdict.said.end] == verdict.said.quote == "12"
    assert verdict.expected == "8"
    assert verdict.source == _source(7)


def test_each_side_of_a_change_is_held_against_its_own() -> None:
    fact = "Cut the nightly run from 4 hours to 40 minutes"
    assert _label("The nightly run went from four hours to about forty minutes.", fact) == [
        FigureLabel.RIGHT,
        FigureLabel.RIGHT,
    ]
    assert _label("The nightly run went from five hours to forty minutes.", fact) == [
        FigureLabel.WRONG,
        FigureLabel.RIGHT,
    ]


def test_a_figure_about_something_else_is_unknown_and_not_wrong() -> None:
    fact = "The cache hit rate is 70%"
    assert _label("I spent 80% of my week in meetings.", fact) == [FigureLabel.UNKNOWN]
    assert _label("We had 3 incidents that year.", "Built 14 microservices") == [FigureLabel.UNKNOWN]


def test_the_fact_that_names_the_same_subject_wins() -> None:
    facts = ("The small model's accuracy is 88.1%", "The large model's accuracy is 93.4%")
    assert _label("The large model reached an accuracy of 93.4%.", *facts) == [FigureLabel.RIGHT]
    assert _label("The large model reached an accuracy of 88.1%.", *facts) == [FigureLabel.WRONG]


def test_a_figure_that_some_fact_agrees_with_is_not_called_wrong() -> None:
    facts = ("Search latency before the rewrite: 900 ms", "Search latency after the rewrite: 200 ms")
    assert _label("Search latency was 200 ms.", *facts) == [FigureLabel.RIGHT]


def test_without_facts_every_figure_is_unknown() -> None:
    found: tuple[FigureVerdict, ...] = check_figures("14 services and 91 % accuracy", [])
    assert [verdict.label for verdict in found] == [FigureLabel.UNKNOWN, FigureLabel.UNKNOWN]


def test_dimensions_that_differ_cannot_be_compared() -> None:
    share, time = figures("40 %")[0], figures("40 minutes")[0]
    assert share.dimension is Dimension.RATIO
    assert time.dimension is Dimension.TIME
    assert compare(share, time) is FigureLabel.UNKNOWN
