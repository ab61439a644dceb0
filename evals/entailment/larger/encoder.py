"""The larger encoder in TensorFlow, as it is trained: MPNet with low-rank matrices beside its own.

Only those, vectors and the head are trained, from layer `FIRST` up; the pinned matrices stay as they are, in
bfloat16. Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from evals.entailment.encoder import CLASSES, head_logits, normalized
from knowledge.entailment.head import FEATURES
from knowledge.entailment.larger.graph import (
    EPSILON,
    FIRST,
    FIRST_PLACE,
    HEADS,
    HIDDEN,
    LAYERS,
    MATRICES,
    bucket_of,
)

RANK = 32
# What the product of the two matrices is multiplied with.
SCALE = 2.0
# MPNet's last layer is so much smaller than MiniLM's, whose head this is.
_LOUDER = 4.0
_RELATIONS, _PLACES = 4, 512
_DROPOUT = 0.1
_SHORT = tf.bfloat16
_LAST_NORM = f"encoder.layer.{LAYERS - 1}.output.LayerNorm"


class LargerEncoder:
    """`parameters` are what is trained, by name, float32; `start` are such of an earlier stage."""

    def __init__(
        self, weights: Mapping[str, np.ndarray], seed: int, start: Mapping[str, np.ndarray] | None = None
    ) -> None:
        self._pinned = {
            name: tf.constant(value)
            for name, value in weights.items()
            if name.startswith(("embeddings.word", "embeddings.position_emb", "embeddings.LayerNorm"))
        }
        # A row for each distance of two places.
        buckets = [bucket_of(each) for each in range(-_PLACES, _PLACES + 1)]
        self._near = tf.constant(weights["encoder.relative_attention_bias.weight"][buckets])
        self._matrices = {
            name: tf.cast(tf.constant(weights[f"{name}.weight"]), _SHORT) for name in _matrices(range(LAYERS))
        }
        self._below = {name: tf.constant(value) for name, value in _vectors(weights, range(FIRST)).items()}
        begin = _new(weights, seed)
        if start is not None:
            begin = {name: np.asarray(start[name], np.float32) for name in begin}
        self.parameters = {name: tf.Variable(value, name=name) for name, value in begin.items()}

    def logits(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """Logits (rows, MOST_POINTS, CLASSES) of tokens (rows, length); PADDING segments are not seen."""
        hidden = self._hidden(ids, positions, segments, training=training)
        return head_logits(hidden, segments, self.parameters["head.weight"], self.parameters["head.bias"])

    def _hidden(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        words = tf.gather(self._pinned["embeddings.word_embeddings.weight"], ids)
        places = tf.gather(self._pinned["embeddings.position_embeddings.weight"], positions + FIRST_PLACE)
        x = normalized(words + places, self._pinned, "embeddings.LayerNorm", EPSILON)
        visible = tf.where((segments >= 0)[:, None, None, :], 0.0, -1e9)
        near = visible + _by_head(tf.gather(self._near, _apart(positions) + _PLACES))
        relation = tf.one_hot(_relation(segments), _RELATIONS)
        related = near + _by_head(tf.matmul(relation, self.parameters["relations"]))
        for number in range(LAYERS):
            if number == FIRST:
                kinds = tf.one_hot(tf.cast(segments > 0, tf.int32), 2)
                x += tf.cast(tf.matmul(kinds, self.parameters["kinds"]), _SHORT)
            bias = tf.cast(near if number < FIRST else related, _SHORT)
            x = self._layer(x, number, bias, dropout=training and number >= FIRST)
        return tf.cast(x, tf.float32)

    def _layer(self, x: tf.Tensor, number: int, bias: tf.Tensor, *, dropout: bool) -> tf.Tensor:
        base = f"encoder.layer.{number}"
        rows, length = tf.shape(x)[0], tf.shape(x)[1]
        query, key, value = (
            tf.transpose(
                tf.reshape(
                    self._linear(x, f"{base}.attention.attn.{part}"), (rows, length, HEADS, HIDDEN // HEADS)
                ),
                (0, 2, 1, 3),
            )
            for part in "qkv"
        )
        scores = tf.matmul(query / math.sqrt(HIDDEN // HEADS), key, transpose_b=True) + bias
        attended = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), (0, 2, 1, 3))
        attended = tf.reshape(attended, (rows, length, HIDDEN))
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
        return normalized(x + update, own, name, EPSILON)

    def _vector(self, name: str) -> tf.Tensor:
        return self.parameters[name] if name in self.parameters else self._below[name]


def _matrices(layers: range) -> list[str]:
    return [f"encoder.layer.{number}.{name}" for number in layers for name in MATRICES]


def _vectors(weights: Mapping[str, np.ndarray], layers: range) -> dict[str, np.ndarray]:
    """The biases and the normalisations of these layers."""
    starts = tuple(f"encoder.layer.{number}." for number in layers)
    return {name: value for name, value in weights.items() if name.startswith(starts) and value.ndim == 1}


def _new(weights: Mapping[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """What is trained, before it was: matrices whose product is zero, and a new head."""
    rng = np.random.default_rng(seed)
    above = range(FIRST, LAYERS)
    found = _vectors(weights, above)
    for name in (f"{_LAST_NORM}.weight", f"{_LAST_NORM}.bias"):
        found[name] = _LOUDER * found[name]
    for name in _matrices(above):
        out, into = weights[f"{name}.weight"].shape
        found[f"{name}.down"] = rng.normal(0, 1 / math.sqrt(into), (RANK, into)).astype(np.float32)
        found[f"{name}.up"] = np.zeros((out, RANK), np.float32)
    found["kinds"] = np.zeros((2, HIDDEN), np.float32)
    found["relations"] = np.zeros((_RELATIONS, HEADS), np.float32)
    found["head.weight"] = rng.normal(0, 0.02, (CLASSES, FEATURES * HIDDEN)).astype(np.float32)
    found["head.bias"] = np.zeros(CLASSES, np.float32)
    return found


def _apart(positions: tf.Tensor) -> tf.Tensor:
    return positions[:, None, :] - positions[:, :, None]


def _relation(segments: tf.Tensor) -> tf.Tensor:
    """0 within a part, 1 from the answer to a key point, 2 back, 3 between key points.

    (rows, length, length).
    """
    sees, seen = segments[:, :, None], segments[:, None, :]
    parts = tf.where(sees == 0, 1, tf.where(seen == 0, 2, 3))
    return tf.where(sees == seen, 0, parts)


def _by_head(of_pairs: tf.Tensor) -> tf.Tensor:
    return tf.transpose(of_pairs, (0, 3, 1, 2))
