"""The FAISS store of an index, as LangChain has it; imported where guides are searched: it takes a second."""

from __future__ import annotations

import warnings
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

# Flat search is exact and the fastest up to here; beyond it half-precision halves memory and time.
FLAT_LIMIT = 100_000


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

    def nearest(self, vector: Vectors, count: int, mask: Mask | None = None) -> tuple[Rows, Vectors]:
        """The `count` rows nearest to `vector` (dimensions,) within `mask`, and their cosines, best first."""
        # Not similarity_search: it filters after searching, and so returns too few.
        parameters: Any = faiss.SearchParameters()
        if mask is not None and not mask.all():
            # Held in a name of its own: FAISS keeps only a pointer.
            make_selector: Any = faiss.IDSelectorBitmap
            selector = make_selector(np.packbits(mask, bitorder="little"))
            parameters.sel = selector
        found, rows = self.index.search(vector[None, :], count, params=parameters)
        real = rows[0] >= 0
        return rows[0][real], found[0][real]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosines of `vector` with these rows."""
        product: Vectors = self.index.reconstruct_batch(rows) @ vector
        return product

    def serialized(self) -> bytes:
        """The index in FAISS's own format."""
        content: bytes = faiss.serialize_index(self.index).tobytes()
        return content


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
