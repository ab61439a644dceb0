"""The classifier over the encoder's last layer: which of four things an answer does with a key point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# For each key point: its tokens' mean and maximum, the product and the distance of its mean and the answer's.
FEATURES = 4
# So many multiplications OpenBLAS does in the thread that asks for them.
_ALONE = 262_144


@dataclass(frozen=True, slots=True)
class Head:
    """`weight` (classes, FEATURES x hidden) and `bias` (classes,)."""

    weight: Floats
    bias: Floats

    @classmethod
    def of(cls, update: Mapping[str, npt.NDArray[Any]]) -> Head:
        """That of a shipped update."""
        return cls(*(update[name].astype(np.float32) for name in ("head.weight", "head.bias")))

    def probabilities(self, hidden: Floats, segments: npt.NDArray[np.int64]) -> Floats:
        """(key points, classes), each row a distribution, from the last layer (tokens, hidden)."""
        said = hidden[segments == 0].mean(axis=0)
        rows = []
        for number in range(1, int(segments.max()) + 1):
            point = hidden[segments == number]
            mean = point.mean(axis=0)
            rows.append(np.concatenate([mean, point.max(axis=0), 5 * said * mean, np.abs(said - mean)]))
        logits = np.array(rows) @ self.weight.T + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares


def nearness_of(halfway: Floats, segments: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int8], ...]:
    """For each key point the cosines of its words with the answer's, in 127ths: (its words, answer's words).

    From a layer half way up, where a word still is that word; further up all words tell of the whole row.
    [CLS] and [SEP] are left out.
    """
    said = _unit(halfway[segments == 0][1:-1]).T
    points = (_unit(halfway[segments == number][:-1]) for number in range(1, int(segments.max()) + 1))
    return tuple(np.rint(127 * _product(point, said)).astype(np.int8) for point in points)


def _product(one: Floats, other: Floats) -> Floats:
    """one @ other in parts so small that OpenBLAS wakes no second thread, which would spin on for a while."""
    width = max(1, _ALONE // max(1, one.size))
    parts = [one @ other[:, at : at + width] for at in range(0, other.shape[1], width)]
    product: Floats = np.concatenate(parts, axis=1) if parts else one @ other
    return product


def _unit(vectors: Floats) -> Floats:
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled
