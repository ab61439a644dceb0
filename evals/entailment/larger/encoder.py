"""The larger encoder in TensorFlow, as it is trained: MPNet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.encoder import normalized
from evals.entailment.low_rank import LowRankEncoder, by_head
from knowledge.entailment.graphs.larger import FIRST_PLACE, bucket_of
from knowledge.entailment.shape import LARGER

# MPNet's last layer is so much smaller than MiniLM's.
_LOUDER = 4.0
_PLACES = 512


class LargerEncoder(LowRankEncoder):
    """MPNet: its attention adds something for how far apart two tokens stand."""

    def __init__(
        self, weights: Mapping[str, np.ndarray], seed: int, start: Mapping[str, np.ndarray] | None = None
    ) -> None:
        super().__init__(weights, LARGER, seed, start, _LOUDER)
        self._pinned = {
            name: tf.constant(value)
            for name, value in weights.items()
            if name.startswith(("embeddings.word", "embeddings.position_emb", "embeddings.LayerNorm"))
        }
        # A row for each distance of two places.
        buckets = [bucket_of(each) for each in range(-_PLACES, _PLACES + 1)]
        self._near = tf.constant(weights["encoder.relative_attention_bias.weight"][buckets])

    def embedded(self, ids: tf.Tensor, positions: tf.Tensor) -> tf.Tensor:
        """Words and places, normalised."""
        words = tf.gather(self._pinned["embeddings.word_embeddings.weight"], ids)
        places = tf.gather(self._pinned["embeddings.position_embeddings.weight"], positions + FIRST_PLACE)
        return normalized(words + places, self._pinned, "embeddings.LayerNorm", LARGER.epsilon)

    def near(self, positions: tf.Tensor) -> tf.Tensor:
        """By the distance of two tokens."""
        apart = positions[:, None, :] - positions[:, :, None]
        return by_head(tf.gather(self._near, apart + _PLACES))
