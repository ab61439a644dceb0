"""Which questions are about the same subject, so that others come first."""

from __future__ import annotations

from collections.abc import Sequence

from agents.similarity import Similarity
from domain.guide import TalkingPoint
from language.terms import split, terms

_MOST_SHARED = 0.5
"""Titles that share this much of the shorter one's telling words are about the same subject."""
_CLOSE = 0.8
"""So are titles that are as close as this (cosine) in a space of meaning."""


class Subjects:
    """The subjects of a set of talking points, told by the words of their titles and, with an embedder,
    by their meaning."""

    def __init__(self, points: Sequence[TalkingPoint], similarity: Similarity | None) -> None:
        self._words = {point.id: frozenset(terms(split(point.title))) for point in points}
        self._at = {point.id: at for at, point in enumerate(points)}
        titles = [point.title for point in points]
        self._cosines = similarity(titles, titles) if similarity is not None and titles else None

    def alike(self, one: str, other: str) -> bool:
        """Whether two talking points, by their ids, are about the same subject."""
        if one not in self._at or other not in self._at:
            return False
        words, others = self._words[one], self._words[other]
        shorter = min(len(words), len(others))
        if shorter and len(words & others) >= _MOST_SHARED * shorter:
            return True
        return self._cosines is not None and bool(self._cosines[self._at[one], self._at[other]] >= _CLOSE)

    def other_first(self, queue: Sequence[TalkingPoint], asked: Sequence[str]) -> list[TalkingPoint]:
        """`queue` in its order, but what is on a subject of `asked`, or of something before it, is last."""
        first: list[TalkingPoint] = []
        last: list[TalkingPoint] = []
        known = list(asked)
        for point in queue:
            if any(self.alike(point.id, other) for other in known):
                last.append(point)
            else:
                first.append(point)
                known.append(point.id)
        return [*first, *last]
