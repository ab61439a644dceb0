"""How well the guides say that a language is spoken, and what is had or not: licences, certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.guide import TalkingPoint
from domain.posting import Asked
from knowledge.posting.words import folded, pattern, words_of

_SCALE = ("A1", "A2", "B1", "B2", "C1", "C2")
_LEVEL = re.compile(r"(?<!\w)([abc][12])(?!\w)")
_CLAUSE = re.compile(r"[,;·|\n•、，；]|\s(?:and|und|y|et|e|en)\s|\.\s")


def spoken(code: str, points: Sequence[TalkingPoint]) -> str:
    """The best level of the European scale at which a language is told to be spoken, "" for none."""
    return max((level for point in points for level in _levels(code, point)), default="")


def level_asked(asked: Asked) -> str:
    """The level at which languages are asked for, the lowest where nothing says."""
    return asked.level or max(_levels_in(folded(asked.text)), default=_SCALE[0])


def is_held(text: str) -> bool:
    """Whether `text` asks for something that one has or has not, as a licence."""
    return pattern("held").search(folded(text)) is not None


def _levels(code: str, point: TalkingPoint) -> Iterator[str]:
    names = words_of("languages")[code]
    for text in (point.title, point.text):
        of_it = False
        for clause in _CLAUSE.split(folded(text)):
            others = any(each.search(clause) is not None for each in words_of("languages").values())
            of_it = names.search(clause) is not None or (of_it and not others)
            if of_it:
                # "English, with a C1": the level may come behind a comma.
                yield from _levels_in(clause)


def _levels_in(plain: str) -> Iterator[str]:
    yield from (found[1].upper() for found in _LEVEL.finditer(plain))
    yield from (level for level, each in words_of("speaks").items() if each.search(plain) is not None)
