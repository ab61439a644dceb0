"""The answers of evals/fairly stand to talking points of the guides, and half of each kind is unseen."""

from __future__ import annotations

from collections import Counter

from domain.verdict import FigureLabel
from evals.fairly.cases import DENIALS, HONEST, ONE_FIGURE, WORTHLESS, cases
from evals.sample_answers import judged


def test_half_of_each_kind_is_unseen() -> None:
    halves = Counter((case.kind, case.unseen) for case in cases())

    assert {kind for kind, _ in halves} > {ONE_FIGURE}
    assert all(halves[kind, True] == halves[kind, False] for kind, _ in halves)
    assert {case.group for case in cases()} == {ONE_FIGURE, DENIALS, WORTHLESS, HONEST}


def test_words_alone_find_the_wrong_figure_of_nearly_all() -> None:
    verdicts = [judged(case, None) for case in cases() if case.group == ONE_FIGURE]

    found = [any(each.label is FigureLabel.WRONG for each in verdict.figures) for verdict in verdicts]
    assert sum(found) >= 0.9 * len(found)
