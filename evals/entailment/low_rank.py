"""Encoders in TensorFlow, as they are trained with low-rank matrices beside their own.

Only those, vectors and the head are trained, from the shape's `first` layer up; the pinned matrices stay as
they are, in bfloat16. Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.encoder import CLASSES, head_logits, normalized
from evals.entailment.ship_low_rank import SCALE
from knowledge.entailment.graphs.low_rank import MATRICES, RELATIONS
from knowledge.entailment.head import FEATURES
from knowledge.entailment.shape import Shape

RANK = 32
_DROPOUT = 0.1
_SHORT = tf.bfloat16


class LowRankEncoder(ABC):
    """`parameters` are what is trained, by name, float32; `start` are such of an earlier stage.

    The last layer begins so much `louder`: the head is MiniLM's, whose last layer is larger than others'.
    """

    def __init__(
        self,
        weights: Mapping[str, np.ndarray],
        shape: Shape,
        seed: int,
        start: Mapping[str, np.ndarray] | None,
        louder: float,
    ) -> None:
        self._shape = shape
        self._matrices = {
            name: tf.cast(tf.constant(weights[f"{name}.weight"]), _SHORT)
            for name in _matrices(range(shape.layers))
        }
        self._below = {
            name: tf.constant(value) for name, value in _vectors(weights, range(shape.first)).items()
        }
        begin = _new(weights, shape, seed, louder)
        if start is not None:
            begin = {name: np.asarray(start[name], np.float32) for name in begin}
        self.parameters = {name: tf.Variable(value, name=name) for name, value in begin.items()}

    @abstractmethod
    def embedded(self, ids: tf.Tensor, positions: tf.Tensor) -> tf.Tensor:
        """What the first layer is given, (rows, length, hidden) in bfloat16."""

    def near(self, positions: tf.Tensor) -> tf.Tensor | None:
        """What the encoder's own attention adds, (rows, heads, length, length); None where nothing."""
        return None

    def logits(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """Logits (rows, MOST_POINTS, CLASSES) of tokens (rows, length); PADDING segments are not seen."""
        hidden = self.hidden(ids, positions, segments, training=training)
        return head_logits(hidden, segments, self.parameters["head.weight"], self.parameters["head.bias"])

    def hidden(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """The last layer (rows, length, hidden)."""
        x = self.embedded(ids, positions)
        near = tf.where((segments >= 0)[:, None, None, :], 0.0, -1e9)
        own = self.near(positions)
        if own is not None:
            near += own
        relation = tf.one_hot(_relation(segments), RELATIONS)
        related = near + by_head(tf.matmul(relation, self.parameters["relations"]))
        for number in range(self._shape.layers):
            if number == self._shape.first:
                kinds = tf.one_hot(tf.cast(segments > 0, tf.int32), 2)
                x += tf.cast(tf.matmul(kinds, self.parameters["kinds"]), _SHORT)
            bias = tf.cast(near if number < self._shape.first else related, _SHORT)
            x = self._layer(x, number, bias, dropout=training and number >= self._shape.first)
        return tf.cast(x, tf.float32)

    def _layer(self, x: tf.Tensor, number: int, bias: tf.Tensor, *, dropout: bool) -> tf.Tensor:
        base, heads, hidden = f"encoder.layer.{number}", self._shape.heads, self._shape.hidden
        rows, length = tf.shape(x)[0], tf.shape(x)[1]
        query, key, value = (
            tf.transpose(
                tf.reshape(
                    self._linear(x, f"{base}.attention.attn.{part}"), (rows, length, heads, hidden // heads)
                ),
                (0, 2, 1, 3),
            )
            for part in "qkv"
        )
        scores = tf.matmul(query / math.sqrt(hidden // heads), key, transpose_b=True) + bias
        attended = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), (0, 2, 1, 3))
        attended = tf.reshape(attended, (rows, length, hidden))
        update = self._linear(attended, f"{base}.attention.attn.o")
        x = self._added(x, update, f"{base}.attention.LayerNorm", dropout=dropout)
        inner = tf.nn.gelu(self._linear(x, f"{base}.intermediate.dense"), approximate=True)
        update = self._linear(inner, f"{base}.output.dense")
        return self._added(x, update, f"{base}.output.LayerNorm", dropout=dropout)

    def _linear(self, x: tf.Tensor, name: str) -> tf.Tensor:
        made = tf.matmul(x, self._matrices[name], transpose_b=True)
        if f"{name}.down" in self.parameters:
            down, up = (tf.cast(self.parameters[f"{name}.{part}"], _SHORT) for part in ("down", "up"))
            made += SCALE * tf.matmul(tf.matmul(x, down, transpose_b=True), up, transpose_b=True)
        return tf.nn.bias_add(made, tf.cast(self._vector(f"{name}.bias"), _SHORT))

    def _added(self, x: tf.Tensor, update: tf.Tensor, name: str, *, dropout: bool) -> tf.Tensor:
        if dropout:
            update = tf.nn.dropout(update, _DROPOUT)
        own = {f"{name}.{part}": self._vector(f"{name}.{part}") for part in ("weight", "bias")}
        return normalized(x + update, own, name, self._shape.epsilon)

    def _vector(self, name: str) -> tf.Tensor:
        return self.parameters[name] if name in self.parameters else self._below[name]


def by_head(of_pairs: tf.Tensor) -> tf.Tensor:
    """(rows, length, length, heads) as attention adds it."""
    return tf.transpose(of_pairs, (0, 3, 1, 2))


def _matrices(layers: range) -> list[str]:
    return [f"encoder.layer.{number}.{name}" for number in layers for name in MATRICES]


def _vectors(weights: Mapping[str, np.ndarray], layers: range) -> dict[str, np.ndarray]:
    """The biases and the normalisations of these layers."""
    starts = tuple(f"encoder.layer.{number}." for number in layers)
    return {name: value for name, value in weights.items() if name.startswith(starts) and value.ndim == 1}


def _new(weights: Mapping[str, np.ndarray], shape: Shape, seed: int, louder: float) -> dict[str, np.ndarray]:
    """What is trained, before it was: matrices whose product is zero, and a new head."""
    rng = np.random.default_rng(seed)
    above = range(shape.first, shape.layers)
    found = _vectors(weights, above)
    last = f"encoder.layer.{shape.layers - 1}.output.LayerNorm"
    for name in (f"{last}.weight", f"{last}.bias"):
        found[name] = louder * found[name]
    for name in _matrices(above):
        out, into = weights[f"{name}.weight"].shape
        found[f"{name}.down"] = rng.normal(0, 1 / math.sqrt(into), (RANK, into)).astype(np.float32)
        found[f"{name}.up"] = np.zeros((out, RANK), np.float32)
    found["kinds"] = np.zeros((2, shape.hidden), np.float32)
    found["relations"] = np.zeros((RELATIONS, shape.heads), np.float32)
    found["head.weight"] = rng.normal(0, 0.02, (CLASSES, FEATURES * shape.hidden)).astype(np.float32)
    found["head.bias"] = np.zeros(CLASSES, np.float32)
    return found


def _relation(segments: tf.Tensor) -> tf.Tensor:
    """0 within a part, 1 from the answer to a key point, 2 back, 3 between key points.

    (rows, length, length).
    """
    sees, seen = segments[:, :, None], segments[:, None, :]
    parts = tf.where(sees == 0, 1, tf.where(seen == 0, 2, 3))
    return tf.where(sees == seen, 0, parts)
