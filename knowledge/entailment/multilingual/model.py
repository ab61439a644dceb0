"""The multilingual encoder on this machine."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from safetensors.numpy import load

from knowledge.entailment.head import Head
from knowledge.entailment.layout import Row
from knowledge.entailment.model import LocalEntailment, graphs
from knowledge.entailment.multilingual import weights
from knowledge.entailment.multilingual.packed import BadWeights, Packed
from knowledge.search.built import deferred_model
from knowledge.search.weights import Weights, sha256_of

UPDATE = "update.safetensors"
# Raise it when the graph or the head's features change.
_GRAPH_VERSION = 1


def multilingual_entailment(cache_dir: Path) -> LocalEntailment | None:
    """The multilingual encoder, its graph built into `cache_dir` the first time (seconds, 22 MB).

    None where its weights were not fetched, or are not those that the update belongs to.
    """
    folder = weights.folder_of(cache_dir)
    if folder is None:
        return None
    return opened(cache_dir, folder, resources.files(__package__).joinpath(UPDATE).read_bytes())


def opened(cache_dir: Path, folder: Path, content: bytes) -> LocalEntailment | None:
    """As `multilingual_entailment`, with the weights in `folder` and the bytes of an update."""
    try:
        words = weights.Words(folder)
    except (BadWeights, OSError):
        return None
    update = load(content)
    version = f"{_GRAPH_VERSION}/{hashlib.sha256(content).hexdigest()[:8]}"
    model = cache_dir / f"entailment-multilingual-{version.replace('/', '-')}-{weights.MODEL_SHA256[:8]}.onnx"
    built = deferred_model(model, partial(_graph_of, folder, update))
    if built is None:
        return None
    return LocalEntailment(
        built,
        folder / weights.TOKENIZER,
        Head.of(update),
        f"entailment-multilingual/{version}",
        partial(_inputs_of, words),
        weights.LANGUAGES,
    )


def _graph_of(folder: Path, update: Weights) -> bytes | None:
    if sha256_of(folder / weights.MODEL) != weights.MODEL_SHA256:
        return None
    pinned = weights.layers_of(Packed(folder / weights.MODEL))
    return graphs.build_multilingual_graph(pinned, update)


def _inputs_of(words: weights.Words, row: Row) -> dict[str, Any]:
    return {
        "words": words[row.ids][None],
        "positions": row.positions[None],
        "segments": row.segments[None],
    }
