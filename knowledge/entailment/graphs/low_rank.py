"""Encoders of others with low-rank matrices of ours beside theirs: what ships of them, and the ONNX of it.

Such an encoder has no kinds of tokens that it was trained with; what tells a key point from the answer, and
who sees whom how, is learnt besides: a vector for each and a number a head for each relation.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper

from knowledge.entailment.graphs.small import FastGraph
from knowledge.entailment.shape import Shape
from knowledge.search.onnx_model import CONTRIBUTED
from knowledge.search.weights import Weights

RELATIONS = 4
"""Two tokens of one part; answer and key point; key point and answer; two key points."""
MATRICES = (
    "attention.attn.q",
    "attention.attn.k",
    "attention.attn.v",
    "attention.attn.o",
    "intermediate.dense",
    "output.dense",
)


class LowRankGraph(FastGraph):
    """The layers of such an encoder over merged weights (`merged`), each method names the tensor it made."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        super().__init__(weights)
        self.shape = shape
        self.epsilon = shape.epsilon

    def layers(self, x: str, near: str = "") -> None:
        """All layers over `x` (1, tokens, hidden), to the outputs `hidden` and `halfway`.

        `near` is what the encoder's own attention adds, (1, heads, tokens, tokens).
        """
        related = self._relations()
        if near:
            related = self.node("Add", [near, related], "related")
        for number in range(self.shape.layers):
            if number == self.shape.first:
                x = self.node("Add", [x, self._kinds()], "told")
            x = self._layer(x, number, near if number < self.shape.first else related)
            if number + 1 == self.shape.layers // 2:
                self.node("Identity", [x], "halfway")
        self.node("Identity", [x], "hidden")

    def finished(self, name: str, inputs: dict[str, tuple[int, tuple[int, ...]]]) -> bytes:
        """Serialised ONNX; `inputs` have a type and what their shape has behind (1, tokens)."""
        tokens: list[str | int | None] = [1, "tokens"]
        return self.serialized(
            name,
            [
                helper.make_tensor_value_info(each, kind, [*tokens, *behind])
                for each, (kind, behind) in inputs.items()
            ],
            [
                helper.make_tensor_value_info(each, TensorProto.FLOAT, [*tokens, self.shape.hidden])
                for each in ("hidden", "halfway")
            ],
        )

    def by_head(self, table: str, at: str, name: str) -> str:
        """The rows of `table` (…, heads) for pairs of tokens, as attention adds them."""
        rows = self.node("Gather", [table, at], f"{name}.rows")
        return self.node("Transpose", [rows], name, perm=[0, 3, 1, 2])

    def _kinds(self) -> str:
        zero = self.constant("kinds.zero", np.array(0, np.int64))
        asked = self.node("Cast", [self.node("Greater", ["segments", zero], "kinds.asked")], "kinds", to=7)
        table = self.constant("kinds.table", self.weights["kinds"])
        return self.node("Gather", [table, asked], "kinds.rows")

    def _relations(self) -> str:
        """(1, heads, tokens, tokens)."""
        one, two = (self.constant(f"relation.axis.{axis}", np.array([axis], np.int64)) for axis in (1, 2))
        across = self.node("Unsqueeze", ["segments", one], "relation.across")
        down = self.node("Unsqueeze", ["segments", two], "relation.down")
        zero, *numbers = (self.constant(f"relation.{n}", np.array(n, np.int64)) for n in range(RELATIONS))
        same = self.node("Equal", [across, down], "relation.same")
        from_answer = self.node("Equal", [down, zero], "relation.from_answer")
        to_answer = self.node("Equal", [across, zero], "relation.to_answer")
        found = self.node("Where", [to_answer, numbers[1], numbers[2]], "relation.asked")
        found = self.node("Where", [from_answer, numbers[0], found], "relation.parts")
        found = self.node("Where", [same, zero, found], "relation")
        table = self.constant("relation.table", self.weights["relations"])
        return self.by_head(table, found, "relations")

    def _layer(self, x: str, number: int, bias: str) -> str:
        base = f"encoder.layer.{number}"
        query, key, value = (self.linear(x, f"{base}.attention.attn.{part}") for part in "qkv")
        attended = self.node(
            "MultiHeadAttention",
            [query, key, value, *(["", "", bias] if bias else [])],
            f"{base}.attended",
            CONTRIBUTED,
            num_heads=self.shape.heads,
        )
        x = self.add_and_normalize(
            self.linear(attended, f"{base}.attention.attn.o"), x, f"{base}.attention.LayerNorm"
        )
        inner = self.node(
            "Gelu", [self.linear(x, f"{base}.intermediate.dense")], f"{base}.gelu", approximate="tanh"
        )
        return self.add_and_normalize(
            self.linear(inner, f"{base}.output.dense"), x, f"{base}.output.LayerNorm"
        )


def merged(weights: Weights, update: Weights) -> dict[str, npt.NDArray[np.float32]]:
    """`weights` with the shipped `update` on them.

    Of a matrix (out, in) the update holds "NAME.down" (rank, in) and "NAME.up" (out, rank), whose product is
    added (Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021), each in 8 bits with
    "….scales" a row; of a vector "NAME.plus", which is added; "kinds" (2, hidden) and "relations" (4, heads)
    are the update's own.
    """
    found = dict(weights)
    for name, value in update.items():
        base, _, what = name.rpartition(".")
        if what == "up":
            found[f"{base}.weight"] = weights[f"{base}.weight"] + _whole(update, name) @ _whole(
                update, f"{base}.down"
            )
        elif what == "plus":
            found[base] = weights[base] + value.astype(np.float32)
        elif name in ("kinds", "relations"):
            found[name] = value.astype(np.float32)
    return found


def _whole(update: Weights, name: str) -> npt.NDArray[np.float32]:
    scaled: npt.NDArray[np.float32] = update[name].astype(np.float32) * update[f"{name}.scales"]
    return scaled
