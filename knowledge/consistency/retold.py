"""A figure told again elsewhere with another value: in a list of numbers and in an answer, in two answers.

Any noun counts, in any language: what two places say of a figure has to be the same words, or they have to share
another figure and more. Whatever explains the difference keeps it quiet: a place that tells both values, a
third value, periods, projects, two names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from domain.contradiction import Contradiction
from knowledge.consistency.claims import Claim, claims_of, other_subject
from knowledge.consistency.comparable import comparable, stage_of
from knowledge.consistency.metrics import far, two_told
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Mood
from knowledge.consistency.words import telling, words
from language.figures import Bound, Dimension, Figure, Role
from language.figures.units import YEAR

_FEWEST_SHARED = 2
_FEWEST_BESIDE_A_FIGURE = 3
# Two and three of something are told of anything, and so are round shares and times.
_LEAST_TELLING = 4.0
# Every pair of a group is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 200
_LEFT = re.compile(r"[,;:.(|–—]\s")
_RIGHT = re.compile(r"[,;:)|–—]|[.](?:\s|$)|->|→")
_HEAD = re.compile(r"^[^:|]{2,40}(?=[:|])")
# Years of experience and rates have checks of their own.
_LEFT_TO_OTHERS = frozenset({Dimension.RATE, Dimension.DATE, Dimension.FACTOR})
_FURTHER = re.compile(
    r"\b(?:another|more|other|extra|additional|plus|only|alone|planned|plan|instead|weitere\w*|nur|statt|geplant\w*"
    r"|otr[oa]s|más|sólo|solo|autres?|seulement|prévu\w*|mais|outr[oa]s|altr[ei]|andere)\b|另外|只",
    re.IGNORECASE,
)


class Retold(NamedTuple):
    """A figure with the words of its clause and, where it stands behind a name ("Support: …"), of that.

    `noun` is what is counted, as a stem, "" where nothing is.
    """

    claim: Claim
    noun: str
    near: frozenset[str]
    head: frozenset[str]

    @property
    def figure(self) -> Figure:
        return self.claim.figure

    @property
    def statement(self) -> Statement:
        return self.claim.statement

    @property
    def key(self) -> tuple[Dimension, str, str]:
        return self.figure.dimension, self.figure.unit, self.noun


def told_again(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """The figures that two places tell with the same words, or beside the same other figure, and differ."""
    told = [held for statement in statements for held in _retold(statement)]
    together = _told_together(statements)
    groups: dict[tuple[Dimension, str, str], list[Retold]] = defaultdict(list)
    for held in told:
        groups[held.key].append(held)
    beside = _beside(told)
    for held_alike in groups.values():
        clashes = [
            (one.claim, other.claim)
            for one, other in combinations(held_alike[:_MOST_TOLD], 2)
            if _clash(one, other, together)
            and (_says_the_same(one, other, held_alike) or _stand_beside_the_same(one, other, beside))
        ]
        if clashes:
            first, second = clashes[0]
            noun = first.figure.noun or " ".join(sorted(telling(_clause(first)) & telling(_clause(second))))
            yield two_told(noun, clashes)


def _retold(statement: Statement) -> Iterator[Retold]:
    if statement.mood is not Mood.FACT or words("before").search(statement.text):
        return
    head = _HEAD.match(statement.text)
    behind = telling(head[0]) if head else frozenset[str]()
    seen: dict[str, int] = defaultdict(int)
    claims = list(claims_of(statement))
    for claim in claims:
        seen[claim.figure.unit + claim.figure.noun] += 1
    for claim in claims:
        figure = claim.figure
        noun = _noun(claim)
        alone = seen[figure.unit + figure.noun] == 1
        if figure.dimension in _LEFT_TO_OTHERS or figure.role is Role.BEFORE or not alone:
            continue
        if figure.dimension is Dimension.COUNT and not noun:
            continue
        if figure.dimension is Dimension.TIME and figure.high >= YEAR:
            continue
        yield Retold(claim, noun, telling(_clause(claim)) | behind, behind)


def _noun(claim: Claim) -> str:
    """What is counted, as a stem: what stands right behind a number, for a share nothing does."""
    if claim.figure.dimension is not Dimension.COUNT:
        return ""
    return " ".join(sorted(telling(claim.figure.noun)))


def _clause(claim: Claim) -> str:
    text, figure = claim.statement.text, claim.figure
    left = _LEFT.split(text[: figure.start])[-1]
    right = _RIGHT.split(text[figure.end :])[0]
    # A unit or a number in words is no word beside the figure; the noun is.
    return f"{left} {claim.figure.noun} {right}"


def _told_together(statements: Sequence[Statement]) -> dict[tuple[str, float], set[tuple[str, ...]]]:
    """The sections in which each value of a unit stands: what one of them tells both of is explained there."""
    together: dict[tuple[str, float], set[tuple[str, ...]]] = defaultdict(set)
    for statement in statements:
        for figure in figures_of(statement.text):
            together[figure.unit, figure.low].add((*statement.section, statement.title))
    return together


def _clash(one: Retold, other: Retold, together: dict[tuple[str, float], set[tuple[str, ...]]]) -> bool:
    first, second = one.statement, other.statement
    if (first.section, first.title) == (second.section, second.title) or first.line == second.line:
        return False
    if not comparable(first, second) or stage_of(first) or stage_of(second):
        return False
    if one.head and other.head and one.head.isdisjoint(other.head):
        return False
    if one.figure.bound is not Bound.EXACT and other.figure.bound is not Bound.EXACT:
        return False
    if other_subject(one.claim, other.claim) or not far(one.figure, other.figure):
        return False
    if _FURTHER.search(_clause(one.claim)) or _FURTHER.search(_clause(other.claim)):
        return False
    values = [(held.figure.unit, held.figure.low) for held in (one, other)]
    return together[values[0]].isdisjoint(together[values[1]])


def _says_the_same(one: Retold, other: Retold, alike: Sequence[Retold]) -> bool:
    """Does the one clause say nothing beyond the other, and are these two values all there are of it?"""
    fewer, more = sorted((one.near, other.near), key=len)
    if len(fewer) < _FEWEST_SHARED or not fewer <= more:
        return False
    values = {held.figure.low for held in alike if fewer <= held.near}
    return len(values) == 2


def _beside(told: Sequence[Retold]) -> dict[tuple[str, int], set[tuple[str, str, float]]]:
    """The figures, with what is counted, that each line tells: of those that are not told everywhere."""
    beside: dict[tuple[str, int], set[tuple[str, str, float]]] = defaultdict(set)
    for held in told:
        telling_value = held.figure.low >= _LEAST_TELLING or held.figure.unit
        if held.noun and telling_value and held.figure.low == held.figure.high:
            beside[held.claim.place].add((held.noun, held.figure.unit, held.figure.low))
    return beside


def _stand_beside_the_same(
    one: Retold, other: Retold, beside: dict[tuple[str, int], set[tuple[str, str, float]]]
) -> bool:
    """Do both sentences tell another figure alike, and share more words than what is counted?"""
    if not one.noun or not beside[one.claim.place] & beside[other.claim.place]:
        return False
    shared = telling(one.statement.text) & telling(other.statement.text)
    return len(shared) >= _FEWEST_BESIDE_A_FIGURE
