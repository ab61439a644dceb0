"""The embedding model with a low-rank update on its matrices, as it is trained on pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.encoder import Layers
from knowledge.showing.model import BIAS, SLOPE, left_of, right_of, with_low_rank

RANK = 32
# exp of it multiplies cosines where points compete for a line.
_SHARPNESS = 3.0
# Of the points of a guide one in fifteen shows a line: where the chance begins.
_START_SLOPE, _START_BIAS = 10.0, -4.0


class PairEncoder(Layers):
    """Gives texts vectors of length 1; the cosine of a line and a talking point tells how surely it shows it.

    Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021: the pinned
    matrices stay, and to each a product of two thin ones is added, of rank RANK. Vectors (biases, scales) are
    trained as they are.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], seed: int) -> None:
        rng = np.random.default_rng(seed)
        start: dict[str, np.ndarray] = {
            SLOPE: np.array(_START_SLOPE, np.float32),
            BIAS: np.array(_START_BIAS, np.float32),
            "out.sharpness": np.array(_SHARPNESS, np.float32),
        }
        self._pinned: dict[str, tf.Tensor] = {}
        for name, value in weights.items():
            if name.startswith("encoder.") and value.ndim == 1:
                start[name] = value
            elif name.startswith("encoder."):
                rows, columns = value.shape
                self._pinned[name] = tf.constant(value)
                start[left_of(name)] = np.zeros((rows, RANK), np.float32)
                start[right_of(name)] = rng.normal(0, 1 / math.sqrt(columns), (RANK, columns)).astype(
                    np.float32
                )
        super().__init__(weights, start)

    def vectors(self, ids: tf.Tensor, segments: tf.Tensor, *, training: bool) -> tf.Tensor:
        """(rows, HIDDEN), of length 1, of tokens (rows, length); PADDING segments are not seen."""
        positions = tf.broadcast_to(tf.range(tf.shape(ids)[1])[None], tf.shape(ids))
        hidden = self.hidden(ids, positions, segments, training=training)
        seen = tf.cast(segments >= 0, tf.float32)[:, :, None]
        mean = tf.reduce_sum(hidden * seen, axis=1) / tf.reduce_sum(seen, axis=1)
        return tf.math.l2_normalize(mean, axis=-1)

    def merged(self) -> dict[str, np.ndarray]:
        """The weights with the update on them, as `knowledge.showing.model` has them."""
        trained = {name: value.numpy() for name, value in self.parameters.items()}
        return with_low_rank({name: value.numpy() for name, value in self._pinned.items()}, trained)

    def _matrix(self, layer: str) -> tf.Tensor:
        name = f"{layer}.weight"
        update = tf.matmul(self.parameters[left_of(name)], self.parameters[right_of(name)])
        return self._pinned[name] + update
