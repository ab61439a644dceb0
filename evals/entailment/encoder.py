"""The encoder in TensorFlow, as it is trained: MiniLM-L6, reading an answer once and key points beside it.

Matrices are multiplied in bfloat16 where the processor can (docs/adr/0016 has what that is worth), everything
else is computed in float32.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.data import Conveyed
from knowledge.entailment.head import FEATURES
from knowledge.search.onnx_model import HEADS, HIDDEN, LAYER_NORM_EPSILON, LAYERS

CLASSES = len(Conveyed)
# Enough for every question of the data; a longer list of key points is judged in several rows.
MOST_POINTS = 8
PADDING = -1
_DROPOUT = 0.1
_SHORT = tf.bfloat16


class Layers:
    """MiniLM's layers over tables of words, places and kinds, which stay as they are: training on a thousand
    questions would only move the words that stand in them.

    `parameters` are what is trained, the matrices and vectors of the layers among them.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], parameters: Mapping[str, np.ndarray]) -> None:
        self._tables = {
            name: tf.constant(value) for name, value in weights.items() if name.startswith("embeddings.")
        }
        self.parameters = {name: tf.Variable(value, name=name) for name, value in parameters.items()}

    def hidden(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """The last layer (rows, length, HIDDEN) over tokens (rows, length); PADDING segments are not seen."""
        rows, length = tf.shape(ids)[0], tf.shape(ids)[1]
        words = tf.gather(self._tables["embeddings.word_embeddings.weight"], ids)
        places = tf.gather(self._tables["embeddings.position_embeddings.weight"], positions)
        kinds = tf.gather(
            self._tables["embeddings.token_type_embeddings.weight"], tf.cast(segments > 0, tf.int32)
        )
        x = normalized(words + places + kinds, self._tables, "embeddings.LayerNorm")
        visible = (segments >= 0)[:, None, :]
        bias = tf.cast(tf.where(visible, 0.0, -1e9), _SHORT)[:, None]
        for number in range(LAYERS):
            base = f"encoder.layer.{number}"
            query, key, value = (
                tf.transpose(
                    tf.reshape(
                        self._linear(x, f"{base}.attention.self.{part}"),
                        (rows, length, HEADS, HIDDEN // HEADS),
                    ),
                    (0, 2, 1, 3),
                )
                for part in ("query", "key", "value")
            )
            scores = tf.matmul(query / math.sqrt(HIDDEN // HEADS), key, transpose_b=True) + bias
            attended = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), (0, 2, 1, 3))
            attended = tf.reshape(attended, (rows, length, HIDDEN))
            projected = self._linear(attended, f"{base}.attention.output.dense")
            x = self._added(x, projected, f"{base}.attention.output.LayerNorm", training=training)
            inner = tf.nn.gelu(self._linear(x, f"{base}.intermediate.dense"), approximate=True)
            outer = self._linear(inner, f"{base}.output.dense")
            x = self._added(x, outer, f"{base}.output.LayerNorm", training=training)
        return tf.cast(x, tf.float32)

    def _matrix(self, layer: str) -> tf.Tensor:
        return self.parameters[f"{layer}.weight"]

    def _linear(self, x: tf.Tensor, layer: str) -> tf.Tensor:
        weight, bias = tf.cast(self._matrix(layer), _SHORT), tf.cast(self.parameters[f"{layer}.bias"], _SHORT)
        return tf.nn.bias_add(tf.matmul(x, weight, transpose_b=True), bias)

    def _added(self, x: tf.Tensor, update: tf.Tensor, layer: str, *, training: bool) -> tf.Tensor:
        if training:
            update = tf.nn.dropout(update, _DROPOUT)
        return normalized(x + update, self.parameters, layer)


class Encoder(Layers):
    """`parameters` are what is trained: the layers of `weights` and their head, or a new one."""

    def __init__(self, weights: Mapping[str, np.ndarray], seed: int) -> None:
        rng = np.random.default_rng(seed)
        start = {name: value for name, value in weights.items() if name.startswith("encoder.")}
        new_head = rng.normal(0, 0.02, (CLASSES, FEATURES * HIDDEN)).astype(np.float32)
        start["head.weight"] = weights.get("head.weight", new_head)
        start["head.bias"] = weights.get("head.bias", np.zeros(CLASSES, np.float32))
        super().__init__(weights, start)

    def logits(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """Logits (rows, MOST_POINTS, CLASSES) of tokens (rows, length); PADDING segments are not seen."""
        hidden = self.hidden(ids, positions, segments, training=training)
        return head_logits(hidden, segments, self.parameters["head.weight"], self.parameters["head.bias"])


def head_logits(x: tf.Tensor, segments: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) -> tf.Tensor:
    """The head of `knowledge.entailment.head` over the last layer of a batch of padded rows.

    Logits (rows, MOST_POINTS, CLASSES).
    """
    member = tf.cast(segments[:, None, :] == tf.range(MOST_POINTS + 1)[None, :, None], tf.float32)
    sizes = tf.reduce_sum(member, axis=-1, keepdims=True)
    means = tf.matmul(member, x) / tf.maximum(sizes, 1)
    said, points = means[:, :1], means[:, 1:]
    highest = tf.reduce_max(tf.where(member[:, 1:, :, None] > 0, x[:, None], -1e4), axis=2)
    highest = tf.where(sizes[:, 1:] > 0, highest, 0.0)
    features = tf.concat([points, highest, 5 * said * points, tf.abs(said - points)], axis=-1)
    return tf.matmul(features, weight, transpose_b=True) + bias


def normalized(
    x: tf.Tensor, parameters: Mapping[str, tf.Tensor], layer: str, epsilon: float = LAYER_NORM_EPSILON
) -> tf.Tensor:
    """LayerNorm with the parameters of `layer`, computed in float32 and handed on in bfloat16."""
    mean, spread = tf.nn.moments(tf.cast(x, tf.float32), axes=[-1], keepdims=True)
    scaled = (tf.cast(x, tf.float32) - mean) * tf.math.rsqrt(spread + epsilon)
    return tf.cast(scaled * parameters[f"{layer}.weight"] + parameters[f"{layer}.bias"], _SHORT)
