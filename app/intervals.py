"""How sure a mean difference is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_ROUNDS = 10_000
_AT_ONCE = 500


def mean_interval(values: Sequence[float] | npt.NDArray[np.float64], seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of the mean of `values`, by the percentile bootstrap (Efron and Tibshirani, 1993).

    `values` are drawn with replacement, so they have to be independent; there must be at least one.
    """
    given = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(seed)
    means = [
        given[generator.integers(0, len(given), (_AT_ONCE, len(given)))].mean(axis=1)
        for _ in range(_ROUNDS // _AT_ONCE)
    ]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return float(low), float(high)
