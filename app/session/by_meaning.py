"""What a candidate may be asking for in words that no pattern knows: told by its meaning, in English.

A linear head over the message's embedding and its words, which `evals.intentions.train` makes. What it hears
is asked back and never done at once; where there is no embedding model, or another one, it hears nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from safetensors import safe_open
from safetensors.numpy import save_file

from app.session.hearing import Intention, Wish, may_ask, words
from domain.errors import ModelUnavailable
from domain.interview import ENGLISH
from knowledge.search.embed import Embedder, Vectors

SHIPPED = Path(__file__).with_name("by_meaning.safetensors")
WORD_WEIGHT = 0.5
"""What a word that is there counts beside the embedding, whose length is 1."""
_BEGIN, _END = "^", "$"
_ANSWER = "answer"
_TOLD = "head"


@dataclass(frozen=True, slots=True)
class Head:
    """Tells the kind of a message out of its embedding by the model called `model`, and its words.

    `kinds` are the classes, None for an answer; `grams` the words and pairs that are known, each with its
    place behind the embedding. What is an answer with less than 1 - `threshold` is a request.
    """

    model: str
    kinds: tuple[Wish | None, ...]
    grams: Mapping[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    threshold: float

    def asks(self, said: str, vector: Vectors) -> tuple[Wish, float]:
        """The likeliest wish, and how sure it is that the message has any, 0 to 1."""
        scores = self.weights @ features(said, vector, self.grams) + self.bias
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        answer = self.kinds.index(None)
        sure = 1 - float(shares[answer])
        wishes = {kind: share for kind, share in zip(self.kinds, shares, strict=True) if kind is not None}
        return max(wishes, key=lambda wish: wishes[wish]), sure

    def save(self, file: Path) -> None:
        """Keep the head in `file`, at half the precision."""
        told = {
            "model": self.model,
            "kinds": [kind or _ANSWER for kind in self.kinds],
            "grams": list(self.grams),
            "threshold": round(self.threshold, 3),
        }
        # In rows: the bytes of an array in columns would be read as another one.
        tensors = {"weights": self.weights, "bias": self.bias}
        save_file(
            {name: tensor.astype(np.float16, order="C") for name, tensor in tensors.items()},
            file,
            # One entry: several are written in any order, and the same head would be another file.
            {_TOLD: json.dumps(told)},
        )

    @classmethod
    def load(cls, file: Path) -> Self:
        """The head that was saved in `file`."""
        with safe_open(file, framework="numpy") as opened:
            told = json.loads(opened.metadata()[_TOLD])
            return cls(
                model=told["model"],
                kinds=tuple(None if kind == _ANSWER else Wish(kind) for kind in told["kinds"]),
                grams={gram: at for at, gram in enumerate(told["grams"])},
                weights=opened.get_tensor("weights").astype(np.float32),
                bias=opened.get_tensor("bias").astype(np.float32),
                threshold=told["threshold"],
            )


@cache
def shipped() -> Head:
    """The head that comes with the program."""
    return Head.load(SHIPPED)


def grams(said: str) -> set[str]:
    """The words of `said` and the pairs of neighbours, with where it begins and where it ends."""
    line = [_BEGIN, *words(said), _END]
    return {*line, *(f"{one} {other}" for one, other in pairwise(line))}


def features(said: str, vector: Vectors, known: Mapping[str, int]) -> npt.NDArray[np.float32]:
    """What a head looks at: the embedding of `said`, and behind it which of the `known` grams are there."""
    there = np.zeros(len(known), dtype=np.float32)
    there[[known[gram] for gram in grams(said) & known.keys()]] = WORD_WEIGHT
    return np.concatenate([vector, there])


def hear_by_meaning(
    said: str, embedder: Embedder | None, *, language: str, head: Head | None = None
) -> Intention | None:
    """What `said` may ask for, never surely; None where it is an answer, or where nothing can tell.

    It takes some milliseconds, and loads the model where that was not done before.
    """
    said = said.strip()
    if embedder is None or language != ENGLISH or not may_ask(said):
        return None
    head = head or shipped()
    if embedder.fingerprint != head.model:
        return None
    try:
        vector = embedder.embed_query(said)
    except ModelUnavailable:
        return None
    wish, sure = head.asks(said, vector)
    return Intention(wish, sure=False) if sure > head.threshold else None
