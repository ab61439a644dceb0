"""The index: FAISS for meaning, BM25 for words, over the same units in the same order."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from domain.later import later
from knowledge.search.embed import Embedder, Mask, Rows, Vectors
from knowledge.search.lexical import Bm25, Match, bm25_of
from knowledge.search.passages import Unit, digest
from knowledge.search.stems import NO_STEMS, Stems, stems_of
from language.terms import split, terms
from language.words import LANGUAGES

if TYPE_CHECKING:
    from knowledge.search import faiss_store
    from knowledge.search.faiss_store import UnitStore
else:
    # A second, and only where guides are searched.
    faiss_store = later("knowledge.search.faiss_store")


@dataclass(frozen=True)
class TextVectors:
    """Vectors of texts by digest, the reusable part of an index: `vectors[i]` belongs to `digests[i]`."""

    digests: tuple[bytes, ...]
    vectors: Vectors

    @cached_property
    def rows(self) -> dict[bytes, int]:
        """The row of each digest."""
        return {key: row for row, key in enumerate(self.digests)}

    def get(self, text: str) -> Vectors | None:
        """The vector of `text`, None where it was not embedded."""
        row = self.rows.get(digest(text))
        if row is None:
            return None
        vector: Vectors = self.vectors[row]
        return vector


class Index:
    """Units with a FAISS store (None without an embedding model) and BM25 beside it; row i is unit i.

    `stored` opens the store, and is called once.
    """

    def __init__(
        self,
        units: tuple[Unit, ...],
        bm25: Bm25,
        languages: tuple[str, ...],
        stored: Callable[[], UnitStore] | None = None,
        texts: TextVectors | None = None,
        stems: Stems = NO_STEMS,
    ) -> None:
        self.units = units
        self.bm25 = bm25
        self.languages = languages
        self.texts = texts
        self.stems = stems
        self._stored = stored
        self._opening = threading.Lock()

    @cached_property
    def store(self) -> UnitStore | None:
        """The FAISS store, opened when something is first searched for: it takes as long as all the rest."""
        with self._opening:
            return self._stored() if self._stored is not None else None

    def open(self) -> None:
        """Open the store now; else it is opened with the first search."""
        _ = self.store

    def nearest(self, vector: Vectors, count: int, mask: Mask | None = None) -> tuple[Rows, Vectors]:
        """The `count` rows nearest to `vector` (dimensions,) within `mask`, and their cosines, best first."""
        if self.store is None or not self.units:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return self.store.nearest(vector, min(count, len(self.units)), mask)

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosines of `vector` with these rows."""
        if self.store is None or not len(rows):
            return np.zeros(0, dtype=np.float32)
        return self.store.cosines(vector, rows)

    def match(self, query: str) -> Match:
        """How well each row matches `query` by words, in the languages of the index."""
        return self.bm25.match(terms(split(query), self.languages))


def content_version(units: Sequence[Unit], fingerprint: str, format_version: int) -> str:
    """A short digest of everything the index is made of: units with their places, model, format."""
    total = hashlib.sha256(f"{format_version}/{fingerprint}".encode())
    for unit in units:
        place = f"{unit.point.id}\0{unit.role}\0{unit.source}\0{unit.title}\0{unit.body}\0{unit.shown}\0\0"
        total.update(place.encode())
    return total.hexdigest()[:12]


def build_index(
    units: tuple[Unit, ...],
    texts: TextVectors | None = None,
    embedder: Embedder | None = None,
    known: Stems = NO_STEMS,
) -> Index:
    """Index `units`; `texts` holds the vectors of all their texts; without `embedder` by words alone.

    `known` are stems of an earlier index, of which those that fit are not found again.
    """
    stems = stems_of(units, known)
    numbered = {stem: number for number, stem in enumerate(stems.vocabulary)}
    bm25 = bm25_of(stems.numbers, stems.lengths, numbered)
    languages = tuple(dict.fromkeys(stems.languages)) or LANGUAGES[:1]
    stored = partial(_build_store, units, texts, embedder) if texts and embedder and units else None
    return Index(units, bm25, languages, stored, texts, stems)


def to_files(index: Index) -> dict[str, bytes]:
    """The index as files without any pickle: FAISS's own format, plain arrays, JSON."""
    files = {
        "bm25_scores.npy": _array_bytes(index.bm25.data),
        "bm25_documents.npy": _array_bytes(index.bm25.documents),
        "bm25_starts.npy": _array_bytes(index.bm25.starts),
        "vocabulary.json": json.dumps(
            {"languages": index.languages, "size": index.bm25.size, "terms": list(index.bm25.vocabulary)},
            ensure_ascii=False,
        ).encode(),
    }
    if index.stems.keys:
        files["stems.npy"] = _array_bytes(index.stems.numbers)
        files["stems_lengths.npy"] = _array_bytes(index.stems.lengths)
        files["stems.keys"] = b"".join(index.stems.keys)
        files["stems_languages.json"] = json.dumps(index.stems.languages).encode()
    if index.store is not None and index.texts is not None:
        files["units.faiss"] = index.store.serialized()
        files["texts.npy"] = _array_bytes(index.texts.vectors)
        files["texts.digests"] = b"".join(index.texts.digests)
    return files


def from_files(folder: Path, units: tuple[Unit, ...], embedder: Embedder) -> Index:
    """The index that `to_files` wrote, for the same units. The files' checksums were verified before."""
    vocabulary: Mapping[str, Any] = json.loads((folder / "vocabulary.json").read_bytes())
    bm25 = Bm25(
        np.load(folder / "bm25_scores.npy", allow_pickle=False),
        np.load(folder / "bm25_documents.npy", allow_pickle=False),
        np.load(folder / "bm25_starts.npy", allow_pickle=False),
        {term: column for column, term in enumerate(vocabulary["terms"])},
        vocabulary["size"],
    )
    languages = tuple(vocabulary["languages"])
    if not (folder / "units.faiss").is_file():
        return Index(units, bm25, languages)
    # Mapped now: when it is opened another process may have replaced these files.
    content = np.memmap(folder / "units.faiss", dtype=np.uint8, mode="r")
    stored = partial(_read_store, content, units, embedder)
    return Index(units, bm25, languages, stored, read_texts(folder))


def _read_store(content: npt.NDArray[np.uint8], units: tuple[Unit, ...], embedder: Embedder) -> UnitStore:
    return faiss_store.read_store(content, units, embedder)


def read_texts(folder: Path) -> TextVectors | None:
    """The vectors by text of a stored index, None where it has none."""
    if not (folder / "texts.npy").is_file():
        return None
    keys = (folder / "texts.digests").read_bytes()
    digests = tuple(keys[start : start + 16] for start in range(0, len(keys), 16))
    # Mapped, not read: most sessions touch few of them.
    return TextVectors(digests, np.load(folder / "texts.npy", mmap_mode="r", allow_pickle=False))


def read_stems(folder: Path) -> Stems:
    """The stems of a stored index; none of one that was stored before they were kept."""
    if not (folder / "stems.npy").is_file():
        return NO_STEMS
    keys = (folder / "stems.keys").read_bytes()
    return Stems(
        tuple(keys[start : start + 16] for start in range(0, len(keys), 16)),
        tuple(json.loads((folder / "stems_languages.json").read_bytes())),
        tuple(json.loads((folder / "vocabulary.json").read_bytes())["terms"]),
        np.load(folder / "stems.npy", allow_pickle=False),
        np.load(folder / "stems_lengths.npy", allow_pickle=False),
    )


def _build_store(units: tuple[Unit, ...], texts: TextVectors, embedder: Embedder) -> UnitStore:
    rows = np.array([[texts.rows[digest(text)] for text in unit.texts] for unit in units])
    # Two vectors a unit, kept as the direction between them: as good as a search in both, at half the cost.
    vectors = texts.vectors[rows[:, 0]] + texts.vectors[rows[:, 1]]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return faiss_store.store_of(vectors, units, embedder)


def _array_bytes(array: npt.NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
