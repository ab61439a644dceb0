"""A figure told again elsewhere with another value: in a list of numbers and in an answer, in two answers.

Any noun counts, in any language. One of the places has to speak of the whole (a pitch, a list of numbers)
and say nothing of the figure that the other does not say, or both tell another figure alike. Whatever
explains the difference keeps it quiet: a place that tells both values, a third value, periods, projects, two
names, one's own and the team's, two sections that differ in everything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from domain.contradiction import Contradiction
from knowledge.consistency.claims import Claim, claims_of, other_subject
from knowledge.consistency.comparable import comparable, stage_of
from knowledge.consistency.metrics import far, two_told
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Mood
from knowledge.consistency.words import telling, words
from knowledge.lines.cues import cue
from knowledge.lines.topics import Topic
from language.figures import Bound, Dimension, Figure, Role
from language.figures.units import YEAR

_ALMOST = 0.05
_FEWEST_SHARED = 2
_FEWEST_OF_A_DEED = 3
_FEWEST_BESIDE_A_FIGURE = 3
# Two and three of something are told of anything, and so are round shares and times.
_LEAST_TELLING = 4.0
# Every pair of a group is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 120
_LEFT = re.compile(r"[,;:.(|–—]\s")
_RIGHT = re.compile(r"[,;:)|–—]|[.](?:\s|$)|->|→")
_HEAD = re.compile(r"^[^:|]{2,40}(?=[:|])")
# Years of experience have a check of their own, and rates that are far apart.
_LEFT_TO_OTHERS = frozenset({Dimension.DATE, Dimension.FACTOR})
_OF_THE_WHOLE = frozenset({Topic.PITCH, Topic.FACTS})


class Retold(NamedTuple):
    """A figure with the words of its clause and, where it stands behind a name ("Support: …"), of that.

    `noun` is what is counted, as a stem, "" where nothing is. `whose` tells "mine" from "ours",
    `period` has what the sentence says of the time.
    """

    claim: Claim
    noun: str
    near: frozenset[str]
    head: frozenset[str]
    whose: str
    period: frozenset[str]

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
    whose = _whose(statements)
    told = [held for statement in statements for held in _retold(statement, whose)]
    together = _told_together(statements)
    groups: dict[tuple[Dimension, str, str], list[Retold]] = defaultdict(list)
    for held in told:
        groups[held.key].append(held)
    beside = _beside(told)
    found: list[Sequence[tuple[Retold, Retold]]] = []
    for held_alike in groups.values():
        most = held_alike[:_MOST_TOLD]
        clashes = [
            (one, other)
            for one, other in combinations(most, 2)
            if one.figure.low != other.figure.low
            and (_says_the_same(one, other, most) or _stand_beside_the_same(one, other, beside))
            and _clash(one, other, together)
        ]
        if clashes:
            found.append(clashes)
    for pairs in _without_sections_that_differ(found):
        first, second = pairs[0]
        noun = first.figure.noun or " ".join(sorted(first.near & second.near))
        yield two_told(noun, [(one.claim, other.claim) for one, other in pairs])


def _without_sections_that_differ(
    found: Sequence[Sequence[tuple[Retold, Retold]]],
) -> Iterator[Sequence[tuple[Retold, Retold]]]:
    """What was found, but for two sections that tell several things otherwise: these are two of a kind."""
    times = Counter(sections for clashes in found for sections in {_sections(*pair) for pair in clashes})
    for clashes in found:
        kept = [pair for pair in clashes if times[_sections(*pair)] == 1 or _one_is_of_the_whole(*pair)]
        if kept:
            yield kept


def _sections(one: Retold, other: Retold) -> frozenset[tuple[str, ...]]:
    return frozenset((*held.statement.section, held.statement.title) for held in (one, other))


def _one_is_of_the_whole(one: Retold, other: Retold) -> bool:
    return bool({one.statement.topic, other.statement.topic} & _OF_THE_WHOLE)


def _whose(statements: Sequence[Statement]) -> dict[tuple[str, int], str]:
    """Whether what a line tells is one's own or shared: "I sold", "our branch sold"."""
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for statement in statements:
        said[statement.guide, statement.line].append(statement.text)
    whose = {}
    for place, texts in said.items():
        text = " ".join(texts)
        ours = words("ours").search(text)
        mine = cue("first_person").search(text)
        whose[place] = "" if bool(ours) is bool(mine) else "ours" if ours else "mine"
    return whose


def _retold(statement: Statement, whose: Mapping[tuple[str, int], str]) -> Iterator[Retold]:
    if statement.mood is not Mood.FACT or words("before").search(statement.text) or stage_of(statement):
        return
    period = frozenset(map(str.lower, words("period").findall(statement.text)))
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
        if figure.dimension in (Dimension.COUNT, Dimension.RATE) and not noun:
            continue
        if figure.dimension is Dimension.TIME and figure.high >= YEAR:
            continue
        clause = _clause(claim)
        if not words("further").search(clause):
            yield Retold(claim, noun, telling(clause) | behind, behind, whose[claim.place], period)


def _noun(claim: Claim) -> str:
    """What is counted, as a stem: what stands right behind a number, for a share nothing does."""
    if claim.figure.dimension not in (Dimension.COUNT, Dimension.RATE):
        return ""
    return " ".join(sorted(telling(claim.figure.noun)))


def _clause(claim: Claim) -> str:
    text, figure = claim.statement.text, claim.figure
    left = _LEFT.split(text[: figure.start])[-1]
    right = _RIGHT.split(text[figure.end :])[0]
    # A unit or a number in words is no word beside the figure; the noun is.
    return f"{left} {claim.figure.noun} {right}"


def _told_together(statements: Sequence[Statement]) -> dict[tuple[str, float], set[tuple[str, ...]]]:
    """The sections in which each value of a unit stands: what one tells both of is explained there."""
    together: dict[tuple[str, float], set[tuple[str, ...]]] = defaultdict(set)
    for statement in statements:
        for figure in figures_of(statement.text):
            together[figure.unit, figure.low].add((*statement.section, statement.title))
    return together


def _clash(one: Retold, other: Retold, together: dict[tuple[str, float], set[tuple[str, ...]]]) -> bool:
    first, second = one.statement, other.statement
    if (first.section, first.title) == (second.section, second.title):
        return False
    if one.head and other.head and one.head.isdisjoint(other.head):
        return False
    if {one.whose, other.whose} == {"mine", "ours"}:
        return False
    if one.figure.bound is not Bound.EXACT and other.figure.bound is not Bound.EXACT:
        return False
    if other_subject(one.claim, other.claim) or not _apart(one.figure, other.figure):
        return False
    if one.period and other.period and one.period.isdisjoint(other.period):
        # "48,000 last year", "31,000 so far"
        return False
    if _tells_both(first, other.figure) or _tells_both(second, one.figure):
        return False
    if not comparable(first, second):
        return False
    values = [(held.figure.unit, held.figure.low) for held in (one, other)]
    return together[values[0]].isdisjoint(together[values[1]])


def _tells_both(statement: Statement, figure: Figure) -> bool:
    """Does a statement tell the number of `figure` too, or a range or a change that holds it?"""
    own = figures_of(statement.text)
    if any(held.low == figure.low for held in own):
        return True
    ends = [held.low for held in own if held.role is not Role.NONE and held.unit in (figure.unit, "")]
    return len(ends) > 1 and min(ends) <= figure.low <= max(ends)


def _apart(one: Figure, other: Figure) -> bool:
    """Whether the two cannot be one; exact rates a little apart cannot, where all else is the same."""
    if far(one, other):
        return True
    exact = one.bound is Bound.EXACT and other.bound is Bound.EXACT
    return one.dimension is Dimension.RATE and exact and abs(one.low - other.low) > _ALMOST * one.low


def _says_the_same(one: Retold, other: Retold, alike: Sequence[Retold]) -> bool:
    """Does the one clause say nothing beyond the other, and are these two values all there are of it?

    A bare "22 tills" in a list of numbers is what a pitch counts of them, whatever it says besides.
    """
    topics = {one.statement.topic, other.statement.topic}
    if not topics & _OF_THE_WHOLE:
        return False
    shared = one.near & other.near
    if one.noun and one.whose == other.whose == "mine" and len(shared) >= _FEWEST_OF_A_DEED:
        # "I started eleven swimming clubs and one that failed."
        return len({held.figure.low for held in alike if shared <= held.near}) == 2
    fewer, more = sorted((one.near, other.near), key=len)
    if not fewer or not fewer <= more:
        return False
    if len(fewer) < _FEWEST_SHARED and (topics != _OF_THE_WHOLE or not one.noun):
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
