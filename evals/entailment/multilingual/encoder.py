"""The multilingual encoder in TensorFlow, as it is trained: multilingual-e5-small."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.encoder import normalized
from evals.entailment.low_rank import LowRankEncoder
from knowledge.entailment.shape import MULTILINGUAL as SHAPE

# Its last layer is half as large as MiniLM's.
_LOUDER = 2.0


class MultilingualEncoder(LowRankEncoder):
    """BERT's layers over words of a hundred languages, which stay as they are."""

    def __init__(
        self, weights: Mapping[str, np.ndarray], seed: int, start: Mapping[str, np.ndarray] | None = None
    ) -> None:
        super().__init__(weights, SHAPE, seed, start, _LOUDER)
        self._tables = {
            name: tf.constant(value) for name, value in weights.items() if name.startswith("embeddings.")
        }

    def embedded(self, ids: tf.Tensor, positions: tf.Tensor) -> tf.Tensor:
        """Words and places, normalised."""
        words = tf.gather(self._tables["embeddings.word_embeddings.weight"], ids)
        places = tf.gather(self._tables["embeddings.position_embeddings.weight"], positions)
        return normalized(words + places, self._tables, "embeddings.LayerNorm", SHAPE.epsilon)
