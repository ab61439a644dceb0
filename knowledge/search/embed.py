"""Embedding models: the local one, and the two-tier cache before any."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from domain.errors import MemoryUnavailable
from knowledge.search import weights
from knowledge.search.built import deferred_model
from knowledge.search.opened import Lexicon, Opened, Opens

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# Raise it when build_graph changes: vectors of another graph do not belong into the same index.
GRAPH_VERSION = 1
# The shipped tokenizer stops at 128 tokens; the model was trained to take 256.
MAX_TOKENS = 256


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine.

    `fingerprint` names model and version: vectors with different fingerprints cannot be compared. Methods
    raise `domain.errors.ModelUnavailable` when a remote model does not answer.
    """

    @property
    def fingerprint(self) -> str:
        """Model and version, "all-MiniLM-L6-v2/8bit-1"."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def embed_documents(self, texts: list[str]) -> Vectors:
        """One row a text: (texts, dimensions) float32."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """One vector: (dimensions,) float32."""
        ...


class LocalEmbedder:
    """all-MiniLM-L6-v2 on onnxruntime: 8-bit weights, one text at a time."""

    fingerprint = f"all-MiniLM-L6-v2/8bit-{GRAPH_VERSION}/{weights.MODEL_SHA256[:8]}"
    dimensions = 384

    def __init__(self, model: Callable[[], Path | bytes | None], tokenizer: Path) -> None:
        self._opened = Opened(model, tokenizer, MAX_TOKENS)

    def open(self) -> None:
        """Open the model now; else it is opened with the first text."""
        self._opened.open()

    def has_word(self, word: str) -> bool:
        """Whether the model's vocabulary, English for the most part, has `word`, in small letters, whole."""
        return self._opened.open()[1].token_to_id(word) is not None

    def embed_documents(self, texts: list[str]) -> Vectors:
        """One row a text: (texts, 384)."""
        if len(texts) < 2:
            rows = [self.embed_query(text) for text in texts]
        else:
            with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
                rows = list(pool.map(self.embed_query, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)

    def embed_query(self, text: str) -> Vectors:
        """One vector: (384,)."""
        session, tokenizer = self._opened.open()
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = session.run(None, {"input_ids": ids})
        vector: Vectors = vectors[0]
        return vector


def local_embedder(cache_dir: Path, package: str = weights.PACKAGE) -> Embedder | None:
    """The local model, its graph built into `cache_dir` the first time (about a second).

    Where nothing can be written there (a full disk) the graph lives in memory. None where the weights are
    neither installed nor fetched, or are not the ones this program knows; `weights.missing_hint` is the
    sentence for the candidate then.
    """
    folder = weights.folder_of(cache_dir, package)
    if folder is None or weights.sha256_of(folder / weights.TOKENIZER) != weights.TOKENIZER_SHA256:
        return None
    model = cache_dir / f"all-MiniLM-L6-v2-8bit-{GRAPH_VERSION}-{weights.MODEL_SHA256[:8]}.onnx"
    built = deferred_model(model, partial(_graph_of, folder))
    return None if built is None else LocalEmbedder(built, folder / weights.TOKENIZER)


def _graph_of(folder: Path) -> bytes | None:
    """The graph of the weights in `folder`; None where they are not the ones this program knows."""
    from knowledge.search.onnx_model import build_graph  # noqa: PLC0415  (needed once, to build the graph)

    tensors = weights.pinned(folder)
    return None if tensors is None else build_graph(tensors)


class KeyValueStore(Protocol):
    """The second tier of the cache. Raises `domain.errors.MemoryUnavailable` when it cannot be reached."""

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """The values in the order of `keys`, None for a key that is not there."""
        ...

    def set_many(self, values: dict[str, bytes]) -> None:
        """Keep all `values`."""
        ...


@dataclass(frozen=True, slots=True)
class CacheCounts:
    """How often a vector came from memory, from the store, and from the model."""

    memory: int = 0
    store: int = 0
    model: int = 0


class CachedEmbedder:
    """An embedder that asks memory (least recently used goes first), then a store, then the model.

    The store is asked for, and given, no fewer than `together` texts at a time: a model that takes a moment
    makes one sooner than it is fetched, and what somebody just said is in no store. Keys are made of the
    model's fingerprint and the text. A store that is gone only costs time. Safe to use from several threads:
    at worst two of them embed the same text.
    """

    def __init__(
        self,
        embedder: Embedder,
        store: KeyValueStore | None = None,
        capacity: int = 8192,
        *,
        together: int = 1,
    ) -> None:
        self._embedder = embedder
        self._store = store
        self._capacity = capacity
        self._together = together
        self._memory: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._counts = self._taken = CacheCounts()

    @property
    def fingerprint(self) -> str:
        """The model's fingerprint."""
        return self._embedder.fingerprint

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._embedder.dimensions

    def open(self) -> None:
        """Open the model now, where it is one that is opened."""
        if isinstance(self._embedder, Opens):
            self._embedder.open()

    def has_word(self, word: str) -> bool:
        """Whether the model knows `word`; one that tells nothing of words is believed to know all."""
        return not isinstance(self._embedder, Lexicon) or self._embedder.has_word(word)

    @property
    def counts(self) -> CacheCounts:
        """Where the vectors came from so far."""
        return self._counts

    def take_counts(self) -> CacheCounts:
        """Where the vectors came from since the last time; whoever takes it adds it up."""
        with self._lock:
            now, before, self._taken = self._counts, self._taken, self._counts
        return CacheCounts(now.memory - before.memory, now.store - before.store, now.model - before.model)

    def embed_documents(self, texts: list[str]) -> Vectors:
        """One row a text: (texts, dimensions); a text that occurs twice is embedded once."""
        distinct = list(dict.fromkeys(texts))
        found = self._from_memory(distinct)
        from_memory = len(found)
        missing = [text for text in distinct if text not in found]
        stored = self._from_store(missing)
        missing = [text for text in missing if text not in stored]
        made: dict[str, Vectors] = {}
        if missing:
            made = dict(zip(missing, self._embedder.embed_documents(missing), strict=True))
            self._to_store(made)
        self._to_memory(stored | made)
        self._count(from_memory, len(stored), len(made))
        found |= stored | made
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def embed_query(self, text: str) -> Vectors:
        """One vector: (dimensions,)."""
        vector: Vectors = self.embed_documents([text])[0]
        return vector

    def _from_memory(self, texts: list[str]) -> dict[str, Vectors]:
        with self._lock:
            found = {text: self._memory[text] for text in texts if text in self._memory}
            for text in found:
                self._memory.move_to_end(text)
        return found

    def _to_memory(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            self._memory.update(vectors)
            while len(self._memory) > self._capacity:
                self._memory.popitem(last=False)

    def _from_store(self, texts: list[str]) -> dict[str, Vectors]:
        if self._store is None or not texts or len(texts) < self._together:
            return {}
        try:
            values = self._store.get_many([self._key(text) for text in texts])
        except MemoryUnavailable:
            return {}
        # A value of another length was written by something else: embed the text again.
        size = self.dimensions * np.dtype(np.float32).itemsize
        return {
            text: np.frombuffer(value, dtype=np.float32)
            for text, value in zip(texts, values, strict=True)
            if value is not None and len(value) == size
        }

    def _to_store(self, vectors: dict[str, Vectors]) -> None:
        if self._store is None or len(vectors) < self._together:
            return
        try:
            self._store.set_many({self._key(text): vector.tobytes() for text, vector in vectors.items()})
        except MemoryUnavailable:
            return

    def _key(self, text: str) -> str:
        return f"{self.fingerprint}:{hashlib.sha256(text.encode()).hexdigest()}"

    def _count(self, memory: int, store: int, model: int) -> None:
        with self._lock:
            before = self._counts
            self._counts = CacheCounts(before.memory + memory, before.store + store, before.model + model)
