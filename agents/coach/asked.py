"""Which of the prepared questions the candidate asked, in whatever words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from domain.guide import TalkingPoint
from knowledge.base import KnowledgeBase
from language.questioning import Wanted, subject, wanted
from language.text import read
from language.tongue import nearest

# Measured on forty pairs of our own, half of them unrelated, in lists of six (docs/practice.md). A question
# is one of the prepared ones if it is as near as this, or fairly near and far ahead of the next.
SAME, _AHEAD, _BY = 0.46, 0.35, 0.15
# Who asks for another thing of the same subject (who, and not how many) asks another question; so does, less
# surely, who shares nothing with it but what several of the prepared ones are about.
_WHATEVER_IS_WANTED, _SUBJECT_ALONE = 0.8, 0.12
# "Which supplier" may be where it comes from, and "how long until" is when.
_MAY_BE_THE_SAME = ({Wanted.WHICH, Wanted.PLACE}, {Wanted.NUMBER, Wanted.TIME})
# "What is the ratio of field to office" is "how is it split between the two": both of them stand in it.
_OF_TWO_THINGS, _BOTH = {Wanted.WHICH, Wanted.MANNER}, 2
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
    # As they are asked: a question mark moves an embedding.
    cosines = knowledge.similarity([f"{one}?" for one in said], titles)
    if cosines is None:
        shares = np.array([[_overlap(one, title) for title in titles] for one in said])
        chosen = {at for at in range(len(titles)) if float(shares[:, at].max()) >= _WORDS}
    else:
        language = nearest(" ".join(titles))
        rows = zip(said, cosines, strict=True)
        chosen = {
            at for one, row in rows if (at := meant(told_apart(one, titles, row, language), row)) is not None
        }
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


def told_apart(one: str, titles: Sequence[str], cosines: np.ndarray, language: str) -> np.ndarray:
    """The `cosines` of a question with the prepared ones, lower where it asks for another thing than they do.

    What is near to a question in an embedding is its subject; what is wanted of it the words tell.
    """
    asked, own = wanted(one, language), subject(one, language)
    about = [subject(title, language) for title in titles]
    among = Counter(word for each in about for word in each)
    lowered = cosines.astype(float)
    for at, title in enumerate(titles):
        there = wanted(title, language)
        shared = own & about[at]
        of_both = {asked, there} == _OF_TWO_THINGS and len(shared) >= _BOTH
        if _other(asked, there) and not of_both and lowered[at] < _WHATEVER_IS_WANTED:
            lowered[at] = 0.0
            continue
        if all(among[word] > 1 for word in shared):
            lowered[at] -= _SUBJECT_ALONE / 2 if asked is there else _SUBJECT_ALONE
    return lowered


def _other(one: Wanted | None, other: Wanted | None) -> bool:
    """Whether two questions surely want different things."""
    return None not in (one, other) and one is not other and {one, other} not in _MAY_BE_THE_SAME


def meant(told: np.ndarray, cosines: np.ndarray) -> int | None:
    """The one prepared question that is meant; None where none is near.

    `told` are the `cosines` with each question lowered that wants another thing.
    """
    nearest_one = int(told.argmax())
    value = float(told[nearest_one])
    # Where only one was prepared it has none to be ahead of.
    others = np.delete(cosines, nearest_one)
    ahead = float(cosines[nearest_one] - others.max()) if len(others) else 0.0
    return nearest_one if value >= SAME or (value >= _AHEAD and ahead >= _BY) else None


def _overlap(one: str, other: str) -> float:
    a, b = read(one).stems, read(other).stems
    return len(a & b) / len(b) if b else 0.0
