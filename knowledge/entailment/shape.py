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
