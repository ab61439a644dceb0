"""The larger encoder on this machine."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from safetensors.numpy import load, load_file

from knowledge.entailment.head import Head
from knowledge.entailment.larger import weights
from knowledge.entailment.layout import Row
from knowledge.entailment.model import LocalEntailment, graphs
from knowledge.search.built import deferred_model
from knowledge.search.weights import Weights, sha256_of

UPDATE = "update.safetensors"
# Raise it when the graph or the head's features change.
_GRAPH_VERSION = 1


def larger_entailment(cache_dir: Path) -> LocalEntailment | None:
    """The larger encoder, its graph built into `cache_dir` the first time (ten seconds, 110 MB).

    None where its weights were not fetched, or are not those that the update belongs to.
    """
    return opened(cache_dir, resources.files(__package__).joinpath(UPDATE).read_bytes())


def opened(cache_dir: Path, content: bytes) -> LocalEntailment | None:
    """As `larger_entailment`, with the bytes of an update."""
    folder = weights.folder_of(cache_dir)
    if folder is None or sha256_of(folder / weights.TOKENIZER) != weights.TOKENIZER_SHA256:
        return None
    update = load(content)
    version = f"{_GRAPH_VERSION}/{hashlib.sha256(content).hexdigest()[:8]}"
    model = cache_dir / f"entailment-larger-{version.replace('/', '-')}-{weights.MODEL_SHA256[:8]}.onnx"
    built = deferred_model(model, partial(_graph_of, folder, update))
    if built is None:
        return None
    tokenizer = folder / weights.TOKENIZER
    return LocalEntailment(built, tokenizer, Head.of(update), f"entailment-larger/{version}", _inputs_of)


def _graph_of(folder: Path, update: Weights) -> bytes | None:
    if sha256_of(folder / weights.MODEL) != weights.MODEL_SHA256:
        return None
    return graphs.build_larger_graph(load_file(folder / weights.MODEL), update)


def _inputs_of(row: Row) -> dict[str, Any]:
    return {
        "input_ids": row.ids[None],
        "positions": row.positions[None],
        "segments": row.segments[None],
    }
