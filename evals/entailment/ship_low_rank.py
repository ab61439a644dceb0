"""What ships of an encoder with low-rank matrices: these in 8 bits, and the change of the vectors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

SCALE = 2.0
"""What the product of the two matrices is multiplied with in training."""


def update_of(trained: Mapping[str, np.ndarray], start: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What `knowledge.entailment.graphs.low_rank.merged` adds to `start` to have `trained` again, but for the
    rounding to 8 bits with a scale a row."""
    update: dict[str, np.ndarray] = {}
    for name, value in trained.items():
        if name.endswith((".down", ".up")):
            whole = SCALE * value if name.endswith(".up") else value
            scales = np.maximum(np.abs(whole).max(axis=1, keepdims=True), 1e-12) / 127
            update[name] = np.rint(whole / scales).astype(np.int8)
            update[f"{name}.scales"] = scales.astype(np.float32)
        elif name in start:
            update[f"{name}.plus"] = (value - start[name]).astype(np.float16)
        else:
            update[name] = value.astype(np.float16)
    return update
