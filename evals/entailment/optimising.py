"""The optimiser that our encoders are trained with, and how the learning rate runs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import tensorflow as tf

_WARM_UP, _DECAY = 0.06, 0.01


class Adam:
    """AdamW (Loshchilov and Hutter 2019), gradients clipped to length 1; a run resumes from `state`."""

    def __init__(self, parameters: Mapping[str, tf.Variable]) -> None:
        self._parameters = list(parameters.values())
        self._means, self._squares = (
            [tf.Variable(tf.zeros_like(each)) for each in self._parameters] for _ in range(2)
        )
        self.steps = tf.Variable(0, dtype=tf.int64)
        self.state = {"steps": self.steps, **parameters}
        self.state |= {f"mean.{name}": mean for name, mean in zip(parameters, self._means, strict=True)}
        self.state |= {
            f"square.{name}": square for name, square in zip(parameters, self._squares, strict=True)
        }

    def apply(self, gradients: Sequence[tf.Tensor], rate: tf.Tensor) -> None:
        """One step at this learning rate."""
        clipped, _ = tf.clip_by_global_norm(gradients, 1.0)
        self.steps.assign_add(1)
        number = tf.cast(self.steps, tf.float32)
        for value, gradient, mean, square in zip(
            self._parameters, clipped, self._means, self._squares, strict=True
        ):
            mean.assign(0.9 * mean + 0.1 * gradient)
            square.assign(0.999 * square + 0.001 * gradient**2)
            direction = mean / (1 - 0.9**number) / (tf.sqrt(square / (1 - 0.999**number)) + 1e-8)
            value.assign_sub(rate * (direction + _DECAY * value))


def share_of_rate(done: float) -> float:
    """The share of a stage's learning rate after this share of its steps: a warm-up, then half a cosine."""
    if done < _WARM_UP:
        return done / _WARM_UP
    return 0.01 + 0.99 * (1 + math.cos(math.pi * (done - _WARM_UP) / (1 - _WARM_UP))) / 2
