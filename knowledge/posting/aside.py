"""What stands in the guides and in no talking point: a line about oneself, a story told under no question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from domain.errors import ModelUnavailable
from domain.guide import Guide, Source, TalkingPoint, TalkingPointKind
from knowledge.base import KnowledgeBase
from knowledge.key_points import stable_id
from knowledge.library import Library
from language.sentences import count_words, sentences

_MARKS = re.compile(r"^[\s>#*+\-•]+|^\s*\(?\d{1,2}[.)]\s+|[*_`]{1,3}")
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]\s")
_FEWEST_ITEMS = 2
_FEWEST_WORDS = 3
_FEWEST_TOLD = 12
_TITLE = 60


class Aside:
    """The passages of a candidate's guides that are in no talking point, and how near they are to a text."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.points = passages_aside(knowledge.library)
        self._embedder = knowledge.embedder
        self._said = [
            (place, each) for place, point in enumerate(self.points) for each in sentences(point.text)
        ]

    def near(self, text: str) -> list[tuple[TalkingPoint, float]]:
        """Each passage and the cosine of its nearest sentence, 0 to 1; nothing where no model answers."""
        vectors = self._vectors
        if self._embedder is None or vectors is None:
            return []
        try:
            cosines = vectors @ self._embedder.embed_query(text)
        except ModelUnavailable:
            return []
        best = [0.0] * len(self.points)
        for (place, _), cosine in zip(self._said, cosines, strict=True):
            best[place] = max(best[place], float(cosine))
        return list(zip(self.points, best, strict=True))

    @cached_property
    def _vectors(self) -> npt.NDArray[np.float32] | None:
        if self._embedder is None or not self._said:
            return None
        try:
            return self._embedder.embed_documents([said for _, said in self._said])
        except ModelUnavailable:
            return None


def passages_aside(library: Library) -> tuple[TalkingPoint, ...]:
    """The paragraphs of the guides that no reader took, each as a strength that somebody claims.

    They are in no index and nothing asks about them. What of a CV is not read is an address or a hobby, but
    for what is told there in sentences.
    """
    text = {unread.guide: unread.text.split("\n") for unread in library.unread}
    return tuple(
        point
        for guide in library.guides
        for point in _paragraphs(guide, text.get(guide.name, []))
        if not guide.cv or _is_told(point)
    )


def _is_told(point: TalkingPoint) -> bool:
    return count_words(point.text) >= _FEWEST_TOLD and len(list(sentences(point.text))) > 1


def _paragraphs(guide: Guide, lines: list[str]) -> Iterator[TalkingPoint]:
    numbered = list(zip(guide.unparsed, lines, strict=False))
    for _, held in groupby(enumerate(numbered), key=lambda each: each[1][0] - each[0]):
        yield from _points(guide, [line for _, line in held])


def _points(guide: Guide, numbered: Sequence[tuple[int, str]]) -> Iterator[TalkingPoint]:
    """What stands in lines one below the other: each numbered item by itself, else all of it."""
    begins = [at for at, (_, line) in enumerate(numbered) if _NUMBERED.match(line)]
    starts = [0, *(at for at in begins if at)] if len(begins) >= _FEWEST_ITEMS else [0]
    for start, end in pairwise([*starts, len(numbered)]):
        these = [(number, _MARKS.sub("", line).strip()) for number, line in numbered[start:end]]
        said = " ".join(line for _, line in these if line)
        if count_words(said) >= _FEWEST_WORDS:
            title = said if len(said) <= _TITLE else f"{said[: _TITLE - 1].rsplit(' ', 1)[0]} …"
            yield TalkingPoint(
                id=stable_id(TalkingPointKind.STRENGTH, title, said),
                kind=TalkingPointKind.STRENGTH,
                title=title,
                text=said,
                source=Source(guide=guide.name, first_line=these[0][0], last_line=these[-1][0]),
            )
