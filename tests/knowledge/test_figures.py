"""The figures of an answer, held against the candidate's facts."""

from __future__ import annotations

from domain.guide import Source
from domain.verdict import FigureLabel, FigureVerdict
from knowledge.figures import check_figures


def _source(line: int) -> Source:
    return Source(guide="facts.md", first_line=line, last_line=line)


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


def test_a_number_joined_to_what_it_counts_counts_that() -> None:
    fact = "512-token chunks with 50-token overlap"
    chunks, overlap = _label("The chunks are 512 tokens with an overlap of fifty.", fact)
    assert chunks is FigureLabel.RIGHT
    assert overlap is not FigureLabel.WRONG
    assert _label("The chunks are 256 tokens.", "512-token chunks") == [FigureLabel.WRONG]
