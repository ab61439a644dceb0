"""How large an encoder of others is that low-rank matrices of ours stand beside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """Of an encoder: its layers, and from which on ours stand beside its own."""

    layers: int
    heads: int
    hidden: int
    first: int
    epsilon: float


# The layers below the third are the pinned ones.
LARGER = Shape(layers=12, heads=12, hidden=768, first=3, epsilon=1e-5)
MULTILINGUAL = Shape(layers=12, heads=12, hidden=384, first=0, epsilon=1e-12)
