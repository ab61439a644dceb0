"""The FAISS store of an index, as LangChain has it; imported where guides are searched: it takes a second."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from knowledge.search.embed import Embedder, Mask, Rows, Vectors
from knowledge.search.passages import Unit

with warnings.catch_warnings():
    # The package announces its sunset on import; the design keeps it, behind this module alone.
    warnings.filterwarnings("ignore", r"`langchain-community` is being sunset", DeprecationWarning)
    from langchain_community.docstore.base import Docstore
    from langchain_community.vectorstores import FAISS
    from langchain_community.vectorstores.utils import DistanceStrategy

# Flat search is exact up to here; beyond it half-precision halves memory.
FLAT_LIMIT = 100_000
ROUNDED_FROM = 20_000
"""From so many units on, whole numbers are searched first; of fewer a flat search takes as long."""
_SEARCHES_BEFORE = 32
"""Rounding takes as long as it saves in some forty searches: who comes for one has no use of it."""
_NOMINEES = 8
"""How many times as many rows as are looked for they nominate."""
_STEPS = 127
_ROUNDING = 1e-5
"""What the sums themselves may be off."""
_AT_ONCE = 16_384


class UnitStore(FAISS):
    """A store whose row i is unit i, which any LangChain retriever can use."""

    def __init__(self, index: Any, units: tuple[Unit, ...], embedder: Embedder) -> None:
        # One query cannot use more, and FAISS's threads spin beside the embedding's.
        faiss.omp_set_num_threads(1)
        super().__init__(
            _LangChainEmbeddings(embedder),
            index,
            _UnitDocuments(units),
            {row: str(row) for row in range(len(units))},
            relevance_score_fn=_relevance,
            distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT,
        )
        self._rounded: Rounded | None = None
        self._searches = 0

    def nearest(self, vector: Vectors, count: int, mask: Mask | None = None) -> tuple[Rows, Vectors]:
        """The `count` rows nearest to `vector` (dimensions,) within `mask`, and their cosines, best first."""
        # Not similarity_search: it filters after searching, and so returns too few.
        parameters: Any = faiss.SearchParameters()
        if mask is not None and not mask.all():
            # Held in a name of its own: FAISS keeps only a pointer.
            make_selector: Any = faiss.IDSelectorBitmap
            selector = make_selector(np.packbits(mask, bitorder="little"))
            parameters.sel = selector
        if (self.index.ntotal if mask is None else np.count_nonzero(mask)) >= ROUNDED_FROM:
            nominated = self._by_whole_numbers(vector, count, parameters)
            if nominated is not None:
                return nominated
        found, rows = self.index.search(vector[None, :], count, params=parameters)
        real = rows[0] >= 0
        return rows[0][real], found[0][real]

    def _by_whole_numbers(self, vector: Vectors, count: int, parameters: Any) -> tuple[Rows, Vectors] | None:
        """`nearest` by way of `Rounded`; None where that is not made yet, or not sure."""
        self._searches += 1
        if self._rounded is None:
            if self._searches <= _SEARCHES_BEFORE:
                return None
            self._rounded = Rounded.of(self.index)
        return self._rounded.nearest(vector, count, parameters, self.cosines)

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosines of `vector` with these rows."""
        product: Vectors = self.index.reconstruct_batch(rows) @ vector
        return product

    def serialized(self) -> bytes:
        """The index in FAISS's own format."""
        content: bytes = faiss.serialize_index(self.index).tobytes()
        return content


class Rounded:
    """The vectors of an index once more as whole numbers, a quarter of the bytes to read for a query.

    They nominate rows, which are held against the whole vectors then. What was rounded away of a vector and
    of a query bounds how far a rounded cosine is off: so it is known for each query whether a row that was
    not nominated could be among the nearest, and then it is left to the index itself.
    """

    def __init__(self, index: Any, steps: float, furthest: float) -> None:
        self._index = index
        self._steps = steps
        self._furthest = furthest

    @classmethod
    def of(cls, whole: Any) -> Rounded:
        """Of `whole`, an index of vectors of length 1."""
        spans = [(at, min(_AT_ONCE, whole.ntotal - at)) for at in range(0, whole.ntotal, _AT_ONCE)]
        # What is larger elsewhere is cut off, and counts among what is rounded away.
        steps = _STEPS / float(np.abs(whole.reconstruct_n(*spans[0])).max())
        index: Any = faiss.IndexScalarQuantizer(
            whole.d, faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT
        )
        furthest = 0.0
        for span in spans:
            vectors = whole.reconstruct_n(*span)
            rounded = np.rint(vectors * steps)
            np.clip(rounded, -_STEPS, _STEPS, out=rounded)
            index.add(rounded)
            rounded /= steps
            vectors -= rounded
            furthest = max(furthest, float(np.einsum("ij,ij->i", vectors, vectors).max()) ** 0.5)
        return cls(index, steps, furthest)

    def nearest(
        self, vector: Vectors, count: int, parameters: Any, cosines: Callable[[Vectors, Rows], Vectors]
    ) -> tuple[Rows, Vectors] | None:
        """The `count` rows nearest to `vector` and their `cosines`, best first; None where it is not sure."""
        wanted = min(_NOMINEES * count, self._index.ntotal)
        # FAISS would cut the query's places behind the comma off.
        steps = _STEPS / max(float(np.abs(vector).max()), _ROUNDING)
        rounded = np.rint(vector * steps)
        found, nominated = self._index.search(rounded[None, :], wanted, params=parameters)
        rows = nominated[0][nominated[0] >= 0]
        exact = cosines(vector, rows)
        best = np.argsort(-exact, kind="stable")[:count]
        if len(rows) == wanted < self._index.ntotal:
            away = float(np.linalg.norm(vector - rounded / steps)) * (1 + self._furthest) + self._furthest
            # The best that a row without a nomination can have.
            if float(found[0][-1]) / (self._steps * steps) + away + _ROUNDING >= exact[best[-1]]:
                return None
        return rows[best], exact[best]


def store_of(vectors: Vectors, units: tuple[Unit, ...], embedder: Embedder) -> UnitStore:
    """A store of `vectors` (units, dimensions), each of length 1."""
    dimensions = vectors.shape[1]
    if len(units) <= FLAT_LIMIT:
        index: Any = faiss.IndexFlatIP(dimensions)
    else:
        index = faiss.IndexScalarQuantizer(
            dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        index.train(vectors)
    index.add(vectors)
    return UnitStore(index, units, embedder)


def read_store(content: npt.NDArray[np.uint8], units: tuple[Unit, ...], embedder: Embedder) -> UnitStore:
    """The store whose index `serialized` wrote as `content`, for the same units."""
    return UnitStore(faiss.deserialize_index(content), units, embedder)


class _UnitDocuments(Docstore):
    """Makes a document when it is asked for: 100,000 made ahead would cost seconds and memory."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._units = units

    def search(self, search: str) -> Document:
        unit = self._units[int(search)]
        return Document(unit.shown, id=search, metadata={"source": str(unit.source), "kind": unit.point.kind})


class _LangChainEmbeddings(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.embed_documents(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._embedder.embed_query(text).tolist()
        return row


def _relevance(cosine: float) -> float:
    """How relevant LangChain is to call what lies at this cosine, 0 to 1; its own function turns it round."""
    return min(1.0, max(0.0, float(cosine)))
