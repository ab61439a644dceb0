"""The classifier over the encoder's last layer: which of four things an answer does with a key point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# For each key point: its tokens' mean and maximum, the product and the distance of its mean and the answer's.
FEATURES = 4


@dataclass(frozen=True, slots=True)
class Head:
    """`weight` (classes, FEATURES x hidden) and `bias` (classes,)."""

    weight: Floats
    bias: Floats

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


def nearness_of(hidden: Floats, segments: npt.NDArray[np.int64]) -> Floats:
    """Cosines of each key point's mean with the answer's words, [CLS] and [SEP] left out: (points, words)."""
    said = _unit(hidden[segments == 0][1:-1])
    means = [hidden[segments == number].mean(axis=0) for number in range(1, int(segments.max()) + 1)]
    near: Floats = _unit(np.array(means)) @ said.T
    return near


def _unit(vectors: Floats) -> Floats:
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled
