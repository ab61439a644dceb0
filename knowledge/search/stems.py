"""The stems of every unit, numbered: read once, and kept for the units that are still there the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from knowledge.search.passages import Unit, digest
from language.terms import split, terms
from language.tongue import nearest

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Stems:
    """What units say, as numbers: `numbers` (stems of all units), of which unit i has `lengths[i]`.

    `vocabulary` has the stem of each number, in the order in which they occur first; `languages[i]` is the
    one that unit i was stemmed in, and `keys[i]` a digest of all that this depends on.
    """

    keys: tuple[bytes, ...]
    languages: tuple[str, ...]
    vocabulary: tuple[str, ...]
    numbers: Numbers
    lengths: Numbers

    @cached_property
    def rows(self) -> dict[bytes, int]:
        """The row of each key."""
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def starts(self) -> npt.NDArray[np.int64]:
        """Where each unit's numbers begin, and where the last one's end: (units + 1,)."""
        return np.concatenate([[0], np.cumsum(self.lengths, dtype=np.int64)])


NO_STEMS = Stems((), (), (), np.zeros(0, np.int32), np.zeros(0, np.int32))


def stems_of(units: Sequence[Unit], known: Stems = NO_STEMS) -> Stems:
    """The stems of `units`, those whose words are in `known` taken from there."""
    # A key point is too short to tell its language, so it is in that of its point's first words.
    first = {unit.point.id: unit for unit in reversed(units)}
    leads = {at: f"{unit.point.title}\n{unit.body}" for at, unit in first.items()}
    keys = [digest(f"{unit.title}\0{unit.body}\0{leads[unit.point.id]}") for unit in units]
    rows = [known.rows.get(key) for key in keys]
    fresh = {unit.point.id for unit, row in zip(units, rows, strict=True) if row is None}
    tongues = {at: nearest(leads[at]) for at in fresh}
    numbered = _Numbered(known.vocabulary)
    languages, pieces = [], []
    for unit, row in zip(units, rows, strict=True):
        if row is not None:
            languages.append(known.languages[row])
            pieces.append(known.numbers[known.starts[row] : known.starts[row + 1]])
            continue
        language = tongues[unit.point.id]
        languages.append(language)
        pieces.append(numbered.stems(f"{unit.title}\n{unit.body}", language))
    lengths = np.array([len(piece) for piece in pieces], dtype=np.int32)
    spoken, numbers_now = _numbered_anew(tuple(numbered.vocabulary), pieces)
    return Stems(tuple(keys), tuple(languages), spoken, numbers_now, lengths)


class _Numbered:
    """Stems with a number each; guides repeat their words, so each word is looked at once a language."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = {stem: number for number, stem in enumerate(vocabulary)}
        self._words: dict[str, dict[str, list[int]]] = {}

    def stems(self, text: str, language: str) -> Numbers:
        """The numbers of the stems of `text`, in order."""
        words = self._words.setdefault(language, {})
        numbers: list[int] = []
        for word in split(text):
            if word not in words:
                words[word] = [self._number(stem) for term in terms((word,), (language,)) for stem in term]
            numbers += words[word]
        return np.array(numbers, dtype=np.int32)

    def _number(self, stem: str) -> int:
        return self.vocabulary.setdefault(stem, len(self.vocabulary))


def _numbered_anew(vocabulary: tuple[str, ...], pieces: list[Numbers]) -> tuple[tuple[str, ...], Numbers]:
    """Numbered by first occurrence: the same guides give the same bytes, whatever stood there before."""
    numbers = np.concatenate([np.zeros(0, np.int32), *pieces])
    # Of several assignments to one place the last stands, which is the first occurrence from the end.
    first = np.full(len(vocabulary), len(numbers))
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    order = np.argsort(first, kind="stable")[: int((first < len(numbers)).sum())]
    anew = np.zeros(len(vocabulary), dtype=np.int32)
    anew[order] = np.arange(len(order), dtype=np.int32)
    renumbered: Numbers = anew[numbers]
    return tuple(vocabulary[number] for number in order.tolist()), renumbered
