"""The embedding model with a low-rank update, trained on lines of postings and what shows them.

English alone; the data and the training are in `evals/posting_pairs`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from domain.later import later
from knowledge.search import weights
from knowledge.search.built import built_model
from knowledge.search.embed import LocalEmbedder, Vectors
from knowledge.search.weights import Weights

if TYPE_CHECKING:
    from knowledge.search import onnx_model
else:
    onnx_model = later("knowledge.search.onnx_model")

SLOPE, BIAS = "out.slope", "out.bias"
"""How a cosine becomes log odds."""
SHIPPED = "update.safetensors"
_MATRIX, _LEFT, _RIGHT = ".weight", ".left", ".right"
# Raise it when `knowledge.search.onnx_model.build_graph` changes.
_GRAPH_VERSION = 1


class Showing(Protocol):
    """Tells how surely talking points show lines. `fingerprint` names model, version and checksum."""

    @property
    def fingerprint(self) -> str:
        """Model, version and checksum, "showing/1/1a2b3c4d"."""
        ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """(texts, dimensions), of length 1, of lines and of `told_as` alike: the cosine of two tells.

        Raises `domain.errors.ModelUnavailable` where the model cannot be opened.
        """
        ...


class LocalShowing:
    """The encoder on onnxruntime, opened with the first text."""

    def __init__(self, model: Callable[[], Path | bytes | None], tokenizer: Path, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self._embedder = LocalEmbedder(model, tokenizer)

    def open(self) -> None:
        """Open the model now, and build its graph where there is none."""
        self._embedder.open()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """(texts, 384); raises `domain.errors.ModelUnavailable` where the model cannot be opened."""
        return self._embedder.embed_documents(list(texts))


def told_as(title: str, text: str) -> str:
    """A talking point as the encoder reads it, in training and here."""
    return f"{title}\n{text}"


def left_of(name: str) -> str:
    """The name of the left one of two thin matrices whose product is added to the matrix called `name`."""
    return f"{name.removesuffix(_MATRIX)}{_LEFT}"


def right_of(name: str) -> str:
    """The name of the right one."""
    return f"{name.removesuffix(_MATRIX)}{_RIGHT}"


def with_low_rank(pinned: Weights, update: Weights) -> dict[str, npt.NDArray[np.float32]]:
    """`pinned` with the `update` on them: products of thin matrices added, vectors put in place of theirs."""
    merged = dict(pinned)
    for name, value in update.items():
        if name.endswith(_LEFT):
            base = f"{name.removesuffix(_LEFT)}{_MATRIX}"
            merged[base] = pinned[base] + value.astype(np.float32) @ update[right_of(base)].astype(np.float32)
        elif not name.endswith(_RIGHT):
            merged[name] = value.astype(np.float32)
    return merged


def local_showing(cache_dir: Path) -> LocalShowing | None:
    """The encoder, its graph built into `cache_dir` when it is first used (about a second).

    None where the weights that the update belongs to are not installed.
    """
    folder = weights.folder_of(cache_dir)
    if folder is None or weights.sha256_of(folder / weights.TOKENIZER) != weights.TOKENIZER_SHA256:
        return None
    content = resources.files("knowledge.showing").joinpath(SHIPPED).read_bytes()
    version = f"{_GRAPH_VERSION}/{hashlib.sha256(content).hexdigest()[:8]}"
    file = cache_dir / f"showing-{version.replace('/', '-')}-{weights.MODEL_SHA256[:8]}.onnx"
    model = partial(built_model, file, partial(_graph_of, folder, content))
    return LocalShowing(model, folder / weights.TOKENIZER, f"showing/{version}")


def _graph_of(folder: Path, content: bytes) -> bytes | None:
    tensors = weights.pinned(folder)
    return None if tensors is None else onnx_model.build_graph(with_low_rank(tensors, load(content)))
