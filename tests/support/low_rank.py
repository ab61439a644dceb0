"""Encoders of the low-rank form over weights drawn by chance, and what the papers' equations give of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from knowledge.entailment.graphs.low_rank import MATRICES, RELATIONS
from knowledge.entailment.layout import Row
from knowledge.entailment.shape import Shape

Floats = npt.NDArray[np.float32]
ANSWER, POINTS = [0, 7, 8, 9, 10, 11, 12, 2], [[20, 21, 22, 2], [30, 31, 2]]


def drawn(shape: Shape, seed: int = 5) -> dict[str, Floats]:
    """Layers, and what tells key points and answers apart."""
    rng = np.random.default_rng(seed)
    inner = 4 * shape.hidden

    def some(*size: int) -> Floats:
        return rng.normal(0, 0.05, size).astype(np.float32)

    found = {"kinds": some(2, shape.hidden), "relations": some(RELATIONS, shape.heads) * 20}
    norms = ["embeddings.LayerNorm"]
    for number in range(shape.layers):
        base = f"encoder.layer.{number}"
        norms += [f"{base}.attention.LayerNorm", f"{base}.output.LayerNorm"]
        for name in MATRICES:
            into = inner if name == "output.dense" else shape.hidden
            out = inner if name == "intermediate.dense" else shape.hidden
            found[f"{base}.{name}.weight"], found[f"{base}.{name}.bias"] = some(out, into), some(out)
    for name in norms:
        found[f"{name}.weight"], found[f"{name}.bias"] = 1 + some(shape.hidden), some(shape.hidden)
    return found


def by_hand(weights: dict[str, Floats], shape: Shape, row: Row, embedded: Floats, near: Floats) -> Floats:
    """The last layer (tokens, hidden) over `embedded`, `near` (tokens, tokens, heads) added, in numpy."""

    def norm(x: Floats, name: str) -> Floats:
        scaled = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + shape.epsilon)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(x: Floats, name: str) -> Floats:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def heads(x: Floats) -> Floats:
        return x.reshape(len(x), shape.heads, shape.hidden // shape.heads).transpose(1, 0, 2)

    x = norm(embedded, "embeddings.LayerNorm")
    sees, seen = row.segments[:, None], row.segments[None, :]
    relation = np.where(sees == seen, 0, np.where(sees == 0, 1, np.where(seen == 0, 2, 3)))
    for number in range(shape.layers):
        base, told = f"encoder.layer.{number}", number >= shape.first
        if number == shape.first:
            x = x + weights["kinds"][(row.segments > 0).astype(int)]
        bias = (near + weights["relations"][relation] if told else near).transpose(2, 0, 1)
        query, key, value = (heads(linear(x, f"{base}.attention.attn.{part}")) for part in "qkv")
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(shape.hidden // shape.heads) + bias
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (shares / shares.sum(-1, keepdims=True)) @ value
        attended = attended.transpose(1, 0, 2).reshape(len(x), shape.hidden)
        x = norm(x + linear(attended, f"{base}.attention.attn.o"), f"{base}.attention.LayerNorm")
        inner = linear(x, f"{base}.intermediate.dense")
        inner = 0.5 * inner * (1 + np.tanh(np.sqrt(2 / np.pi) * (inner + 0.044715 * inner**3)))
        x = norm(x + linear(inner, f"{base}.output.dense"), f"{base}.output.LayerNorm")
    return x.astype(np.float32)
