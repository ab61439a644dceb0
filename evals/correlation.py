"""How well two rows of scores agree, with intervals from a bootstrap over questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from evals.graded import Floats

Groups = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the interval that holds 95 % of its bootstrap."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.2f}, {self.high:.2f}]"


def pearson(predicted: Floats, given: Floats) -> float:
    """Pearson's r; 0 where one side is constant."""
    if predicted.std() < 1e-12 or given.std() < 1e-12:
        return 0.0
    return float(np.corrcoef(predicted, given)[0, 1])


def spearman(predicted: Floats, given: Floats) -> float:
    """Spearman's rank correlation, ties sharing their mean rank."""
    return pearson(rankdata(predicted), rankdata(given))


def rmse(predicted: Floats, given: Floats) -> float:
    """The root of the mean squared difference, on the scale of 0 to 1."""
    return float(np.sqrt(np.mean((predicted - given) ** 2)))


def within_groups(predicted: Floats, given: Floats, groups: Groups) -> float:
    """The mean Pearson r of the questions whose answers differ in score, each weighted by its answers."""
    values: list[float] = []
    sizes: list[int] = []
    for group in np.unique(groups):
        own = groups == group
        if own.sum() >= 5 and given[own].std() > 1e-12:
            values.append(pearson(predicted[own], given[own]))
            sizes.append(int(own.sum()))
    return float(np.average(values, weights=sizes)) if values else float("nan")


def bootstrap(
    groups: Groups, statistic: Callable[[NDArray[np.intp]], float], rounds: int, seed: int
) -> NDArray[np.float64]:
    """`statistic` of the answers of `rounds` resamples of whole questions.

    Answers to one question are not independent, so questions are drawn, not answers.
    """
    generator = np.random.default_rng(seed)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    drawn = [generator.integers(0, len(members), len(members)) for _ in range(rounds)]
    return np.array([statistic(np.concatenate([members[at] for at in picks])) for picks in drawn])


def with_interval(value: float, resampled: NDArray[np.float64]) -> Interval:
    """The figure with the middle 95 % of its bootstrap."""
    return Interval(value, *(float(at) for at in np.quantile(resampled, (0.025, 0.975))))
