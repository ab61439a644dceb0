"""Which of the prepared questions the candidate asked, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from domain.guide import TalkingPoint
from knowledge.base import KnowledgeBase
from language.text import read

# Measured on forty pairs of our own, half of them unrelated, in lists of six (docs/practice.md). A question
# is one of the prepared ones if it is as near as this, or fairly near and far ahead of the next.
_SAME, _AHEAD, _BY = 0.5, 0.36, 0.2
# Without an embedding model: the share of a prepared question's words.
_WORDS = 0.6
_FEWEST_WORDS, _FEWEST_SIGNS = 3, 5
_ENDS = re.compile(r"[?？\n]+|(?<=[.!。！])\s+|[。！]")
_AND = re.compile(r",?\s+(?:and|und|y|et|e|en)\s+|[，,]?(?:以及|还有|并且)", re.IGNORECASE)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def prepared_ones(
    answer: str, prepared: Sequence[TalkingPoint], knowledge: KnowledgeBase
) -> list[TalkingPoint]:
    """Those of `prepared` that the candidate asked, in the guide's order."""
    said = questions_of(answer)
    if not said or not prepared:
        return []
    titles = [point.title for point in prepared]
    cosines = knowledge.similarity(said, titles)
    if cosines is None:
        shares = np.array([[_overlap(one, title) for title in titles] for one in said])
        chosen = {at for at in range(len(titles)) if float(shares[:, at].max()) >= _WORDS}
    else:
        chosen = {at for row in cosines if (at := meant(row)) is not None}
    return [point for at, point in enumerate(prepared) if at in chosen]


def questions_of(answer: str) -> list[str]:
    """The questions of `answer`, and the halves of those that ask two things with an "and" between them."""
    found: list[str] = []
    for part in map(str.strip, _ENDS.split(answer)):
        halves = [half.strip() for half in _AND.split(part)]
        several = len(halves) > 1 and all(map(_asks_enough, halves))
        found += [each for each in (part, *(halves if several else ())) if _asks_enough(each)]
    return list(dict.fromkeys(found))


def _asks_enough(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS or len(_WIDE.findall(text)) >= _FEWEST_SIGNS


def meant(cosines: np.ndarray) -> int | None:
    """The one prepared question that is meant; None where none is near."""
    nearest = int(cosines.argmax())
    value = float(cosines[nearest])
    # Where only one was prepared it has none to be ahead of.
    ahead = value - float(np.sort(cosines)[-2]) if len(cosines) > 1 else 0.0
    return nearest if value >= _SAME or (value >= _AHEAD and ahead >= _BY) else None


def _overlap(one: str, other: str) -> float:
    a, b = read(one).stems, read(other).stems
    return len(a & b) / len(b) if b else 0.0
