"""How many years of work the guides tell, and in which field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import Field

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.values import Frozen
from knowledge.posting.words import folded, pattern
from language.figures import Dimension, Figure, figures
from language.figures.units import YEAR
from language.sentences import sentences
from language.terms import split, terms
from language.words import LANGUAGES

_TELLS = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.PITCH,
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.FACT,
        TalkingPointKind.REQUIREMENT,
        TalkingPointKind.STRENGTH,
    }
)
_OF_ONESELF = frozenset({TalkingPointKind.PITCH, TalkingPointKind.STRENGTH, TalkingPointKind.FACT})
_YEARS = re.compile(r"\b(?:years?|yrs?|jahre?n?|anos?|ans|annees?|anni|jaar)\b|年")
_BREAK = re.compile(r"[,;:()–—，；、：]")
_MOST = 45
_OF_WORK = ("experience", "career", "served")


class Told(Frozen):
    """So many years, in the guide's words, and where it says so; `words` are the telling ones beside it.

    `whole` says that they are told as all the experience there is: "I have six years of experience". `months`
    are those of a post in a CV, by their numbers, empty for what is told in words. `part` is what is said of
    them: the quote, or their part of it where it tells of years more than once.
    """

    years: float
    quote: str
    source: Source
    words: frozenset[tuple[str, ...]] = frozenset()
    whole: bool = False
    months: frozenset[int] = Field(default=frozenset(), exclude=True)
    part: str = Field(default="", exclude=True)

    @property
    def said(self) -> str:
        """What is said of these years, and of no others."""
        return self.part or self.quote


def told_years(points: Sequence[TalkingPoint]) -> list[Told]:
    """The years of experience that the guides tell, in their order."""
    return [told for point in points if point.kind in _TELLS for told in _told(point)]


def _told(point: TalkingPoint) -> Iterator[Told]:
    for sentence in sentences(f"{point.title}\n{point.text}"):
        plain = folded(sentence)
        if not _YEARS.search(plain):
            continue
        if not (any(pattern(name).search(plain) for name in _OF_WORK) or _begins_with_years(plain, point)):
            continue
        whole = pattern("whole_career").search(plain) is not None
        for figure, part in _apart(sentence):
            years = figure.high / YEAR
            if 1 <= years <= _MOST:
                words = frozenset(terms(split(part), LANGUAGES)) - frozenset(
                    terms(split(figure.quote), LANGUAGES)
                )
                yield Told(
                    years=round(years, 1),
                    quote=sentence,
                    source=point.source,
                    words=words,
                    whole=whole,
                    part=part,
                )


def _apart(sentence: str) -> list[tuple[Figure, str]]:
    """The years of a sentence, each with its part of it: "two years in A, before that four years in B".

    What comes before the first is said of all, unless it is what these are of: "A two years, B four years".
    """
    found = [
        each
        for each in figures(sentence)
        if each.dimension is Dimension.TIME and _YEARS.search(folded(each.quote))
    ]
    if len(found) < 2:
        return [(each, sentence) for each in found]
    cuts = [0, *(_between(sentence, one.end, other.start) for one, other in pairwise(found)), len(sentence)]
    parts = [sentence[start:end] for start, end in pairwise(cuts)]
    of_all = bool(terms(split(sentence[found[0].end : cuts[1]]), LANGUAGES))
    head = sentence[: found[0].start] if of_all else ""
    return list(zip(found, [parts[0], *(head + each for each in parts[1:])], strict=True))


def _between(sentence: str, start: int, end: int) -> int:
    """Where what is said of the next begins: at the last break before it, or with it."""
    breaks = [start + each.start() for each in _BREAK.finditer(sentence[start:end])]
    return breaks[-1] if breaks else end


def _begins_with_years(plain: str, point: TalkingPoint) -> bool:
    """Whether somebody tells of oneself in years: "Huit ans d'assistanat", "6 yrs, three companies"."""
    return point.kind in _OF_ONESELF and pattern("begins_with_years").match(plain) is not None


def fall_short(years: Sequence[Told], least: float) -> bool:
    """Whether the guides say plainly that there are fewer years than `least`: all of them, added up.

    Years at one place are a part of a career, and what is told of others counts as well.
    """
    most: dict[tuple[str, str], float] = {}
    for told in years:
        place = (told.source.guide, told.quote)
        most[place] = max(told.years, most.get(place, 0.0))
    return any(told.whole for told in years) and sum(most.values()) < least
