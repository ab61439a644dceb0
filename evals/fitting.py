"""Fitting the evaluator's figures: a small non-negative ridge, a relevance gate, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls
from sklearn.linear_model import LogisticRegression

from agents.evaluator.scoring.calibration import Blend, Gate, Interval
from evals.graded import Floats

RIDGE = 0.1
# Graders reward length; we let it in only as far as too short an answer cannot be whole.
LENGTH_SHARE = 0.1
# Shares below this are noise that would only lengthen what the candidate reads.
_LEAST_SHARE = 0.03
_GATE_FIGURES = ("key_points", "letters", "meaning")
_INTERVAL_AT = (0.1, 0.3, 0.5, 0.7, 0.9)
_NEIGHBOURHOOD = 0.15
# The inner 84 %: on sets that nothing was fitted on it holds 80 % (evals/agreement_coverage.py).
_OUTSIDE = 0.08


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted shares for the figures `names`, and the gate where there is one."""

    names: tuple[str, ...]
    shares: Floats
    gate: Gate | None
    fullness: float

    def predict(self, sample: Sample) -> Floats:
        """What `arithmetic.score` would give, without ceilings, for each answer."""
        predicted: Floats = fill(sample.figures, self.fullness) @ self.shares
        if self.gate is not None:
            predicted = predicted * relevance_of(self.names, sample.figures, self.gate)
        return predicted * sample.sound


@dataclass(frozen=True, slots=True)
class Sample:
    """Measured answers of one set: figures (answers by names), what people gave, and the questions.

    `sound` is the share of each answer that is not wrong; it multiplies what is predicted, and is not fitted.
    """

    figures: Floats
    sound: Floats
    scores: Floats
    question_ids: NDArray[np.str_]

    def only(self, kept: NDArray[np.bool_]) -> Sample:
        """The answers where `kept` is true."""
        return Sample(self.figures[kept], self.sound[kept], self.scores[kept], self.question_ids[kept])


def fill(figures: Floats, fullness: float) -> Floats:
    """The share that people credit for a measured share; see `calibration.Calibration`."""
    filled: Floats = 1 - (1 - np.clip(figures, 0, 1)) ** fullness
    return filled


def fit_shares(
    names: Sequence[str], samples: Sequence[Sample], fullness: float, ridge: float = RIDGE
) -> Floats:
    """The share of each figure, non-negative and adding up to 1; that of "length" is `LENGTH_SHARE`.

    With "meaning" it is the mean of the fits with and without it: what embeddings are worth differs more from
    set to set than anything else, and the mean transfers better than either.
    """
    shares = _ridge(names, samples, fullness, ridge)
    if "meaning" not in names:
        return shares
    kept = np.array([name != "meaning" for name in names])
    without = [replace(each, figures=each.figures[:, kept]) for each in samples]
    shares[kept] += _ridge([name for name in names if name != "meaning"], without, fullness, ridge)
    halved: Floats = np.round(shares / 2, 3)
    halved[halved.argmax()] += 1 - halved.sum()
    return halved


def _ridge(names: Sequence[str], samples: Sequence[Sample], fullness: float, ridge: float) -> Floats:
    """The shares by one fit.

    Least squares over the samples, each standardised (so that a lenient grader shifts nothing) and of equal
    weight (so that a large set does not outvote the others), with a ridge.
    """
    length = LENGTH_SHARE if "length" in names else 0.0
    free = np.array([name != "length" for name in names])
    rows: list[Floats] = []
    targets: list[Floats] = []
    for sample in samples:
        filled = fill(sample.figures[:, free], fullness)
        scale = np.sqrt(len(filled)) * sample.scores.std()
        rows.append((filled - filled.mean(axis=0)) / scale)
        targets.append((sample.scores - sample.scores.mean()) / scale)
    width = int(free.sum())
    matrix = np.vstack([*rows, np.sqrt(ridge) * np.eye(width)])
    fitted: Floats = nnls(matrix, np.concatenate([*targets, np.zeros(width)]))[0]
    fitted = np.where(fitted < _LEAST_SHARE * fitted.sum(), 0.0, fitted)
    shares = np.full(len(names), length)
    shares[free] = np.round((1 - length) * fitted / fitted.sum(), 3)
    shares[shares.argmax()] += 1 - shares.sum()
    return shares


def as_blend(names: Sequence[str], shares: Floats) -> Blend:
    """The shares under their names, the empty ones left out."""
    return Blend(
        shares={name: round(float(share), 3) for name, share in zip(names, shares, strict=True) if share > 0}
    )


def fit_gate(names: Sequence[str], own: Floats, swapped: Floats) -> Gate:
    """A logistic regression of answers to their own question against answers to another question of the set.

    `own` are figures of answers that people gave at least half; equal weight for both kinds.
    """
    columns = [at for at, name in enumerate(names) if name in _GATE_FIGURES]
    inputs = np.vstack([own, swapped])[:, columns]
    about = np.concatenate([np.ones(len(own)), np.zeros(len(swapped))])
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000).fit(inputs, about)
    slopes = {
        names[at]: round(float(slope), 2)
        for at, slope in zip(columns, model.coef_[0], strict=True)
        if slope > 0
    }
    return Gate(bias=round(float(model.intercept_[0]), 2), slopes=slopes)


def relevance_of(names: Sequence[str], figures: Floats, gate: Gate) -> Floats:
    """`arithmetic.relevance` for each row of `figures`."""
    total = gate.bias + sum(
        slope * figures[:, list(names).index(name)] for name, slope in gate.slopes.items()
    )
    about: Floats = np.minimum(1.0, 4 / (1 + np.exp(-np.asarray(total))))
    return about


def fit_interval(predicted: Floats, given: Floats) -> Interval:
    """The 8 % and 92 % quantiles of what people gave less what was predicted, near each of five scores.

    Both sides come without the leniency of their graders: the mean difference of each set is taken out.
    """
    low: list[float] = []
    high: list[float] = []
    for at in _INTERVAL_AT:
        near = np.abs(predicted - at) <= _NEIGHBOURHOOD
        # Where hardly anyone was scored like this, the nearest answers speak.
        if near.sum() < 50:
            near = np.argsort(np.argsort(np.abs(predicted - at))) < 50
        left = given[near] - predicted[near]
        low.append(round(min(-0.05, float(np.quantile(left, _OUTSIDE))), 3))
        high.append(round(max(0.05, float(np.quantile(left, 1 - _OUTSIDE))), 3))
    return Interval(at=_INTERVAL_AT, low=tuple(low), high=tuple(high))
