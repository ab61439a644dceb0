"""BM25 and coverage over terms: worked out when the index is built, added up when it is asked."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


Term = tuple[str, ...]
# How soon more of a word says nothing more, and how much the length of a document counts: the usual figures.
_K1, _B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class _Held:
    """A term of a query: how rare it is, and the documents that have it, a sorted array for each stem."""

    rarity: float
    holders: tuple[npt.NDArray[np.int32], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How well each document matches a query by words. `scores` (documents,) is BM25."""

    scores: Floats
    _terms: tuple[_Held, ...]

    @property
    def coverage(self) -> Floats:
        """`covered` of every document: (documents,)."""
        return self.covered(np.arange(len(self.scores)))

    def covered(self, rows: npt.NDArray[np.integer]) -> Floats:
        """The share of the query's terms that each of `rows` has, 0 to 1: (rows,).

        Each term is counted by its rarity; a term that no document has counts as the rarest, so a query
        about something else covers little.
        """
        coverage = np.zeros(len(rows), dtype=np.float32)
        total = 0.0
        # As the holders are: of another kind, all of those would be copied.
        asked: npt.NDArray[np.int32] = rows.astype(np.int32)
        for term in self._terms:
            total += term.rarity
            if term.holders:
                held = np.logical_or.reduce([_are_in(asked, holders) for holders in term.holders])
                coverage[held] += term.rarity
        return coverage / total if total else coverage


def _are_in(rows: npt.NDArray[np.int32], holders: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which of `rows` are among `holders`, which are in order."""
    places = np.searchsorted(holders, rows)
    found: npt.NDArray[np.bool_] = holders[np.minimum(places, len(holders) - 1)] == rows
    return found


@dataclass(frozen=True, slots=True)
class Bm25:
    """The score of every term in every document, by column (a compressed sparse matrix).

    As bm25s has it (Lù 2024, arXiv:2407.03618, Lucene's variant), to the last bit but for rounding: asking is
    a sum over the columns of the query's terms. Empty queries, unknown words or a k beyond the corpus need no
    guard. `vocabulary` gives a stem's column.
    """

    data: Floats
    documents: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    vocabulary: dict[str, int]
    size: int

    def match(self, terms: Iterable[Term]) -> Match:
        """Hold every document against `terms`, each the alternative stems of one word; repeats count once."""
        scores = np.zeros(self.size, dtype=np.float32)
        held: list[_Held] = []
        for term in dict.fromkeys(terms):
            columns = [self.vocabulary[stem] for stem in term if stem in self.vocabulary]
            spans = [slice(self.starts[column], self.starts[column + 1]) for column in columns]
            rarity = self._rarity(max((span.stop - span.start for span in spans), default=0))
            holders = tuple(self.documents[span] for span in spans)
            for documents, span in zip(holders, spans, strict=True):
                # A document stands once in a column, so plain fancy addition is enough.
                scores[documents] += self.data[span]
            held.append(_Held(rarity, holders))
        return Match(scores, tuple(held))

    def _rarity(self, documents: int) -> float:
        """Inverse document frequency, Lucene's variant: never negative."""
        return math.log(1 + (self.size - documents + 0.5) / (documents + 0.5))


def build_bm25(documents: Sequence[Sequence[str]]) -> Bm25:
    """BM25 over `documents`, each a list of stems."""
    vocabulary = {stem: i for i, stem in enumerate(dict.fromkeys(itertools.chain(*documents)))}
    numbers = np.array([vocabulary[stem] for stem in itertools.chain(*documents)], dtype=np.int32)
    return bm25_of(numbers, np.array([len(document) for document in documents], dtype=np.int32), vocabulary)


def bm25_of(
    numbers: npt.NDArray[np.int32], lengths: npt.NDArray[np.int32], vocabulary: Mapping[str, int]
) -> Bm25:
    """BM25 over documents of `lengths` stems each, whose `numbers` stand one after the other.

    `vocabulary` gives a stem's number, which is its column.
    """
    size = len(lengths)
    documents = np.repeat(np.arange(size, dtype=np.int64), lengths)
    # One for each stem and document, those of a stem together, and how often it occurs there.
    pairs, times = np.unique(numbers.astype(np.int64) * max(size, 1) + documents, return_counts=True)
    columns, rows = np.divmod(pairs, max(size, 1))
    holders = np.bincount(columns, minlength=len(vocabulary))
    rarity = np.log(1 + (size - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    mean = lengths.mean() if len(numbers) else 1.0
    long = _K1 * (1 - _B + _B * lengths / mean)
    return Bm25(
        (rarity[columns] * (times / (long[rows] + times))).astype(np.float32),
        rows.astype(np.int32),
        np.concatenate([[0], np.cumsum(holders)]).astype(np.int64),
        dict(vocabulary),
        size,
    )
