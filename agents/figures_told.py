"""Figures that were told, whatever else was made of the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isclose

from domain.guide import KeyPoint
from domain.verdict import Evidence, FigureLabel, FigureVerdict, Verdict
from language.figures import Dimension, Figure, figures, values
from language.patterns import regex
from language.tongue import nearest

_TELLING = 2
"""A number above it is no chance: "one" and "two" are said of everything."""
_ENOUGH = 1 / 3
_WHOLE, _NEAR = 100.0, 0.02
# How often is not how long, nor how much: "a diff every day" has nothing to do with ten days.
_AGAIN = regex(
    r"(?:every|each|daily|weekly|jede[nrsm]?|täglich|cada|todos [lo]s|chaque|tous les|ogni|elke|iedere)\b"
    r"(?: \w+)?$|每[天周月年]$",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]+")


def wrong_figures(verdict: Verdict) -> tuple[FigureVerdict, ...]:
    """The figures of an answer that are surely not the guide's, in the order they were said."""
    points = [judged.key_point for judged in verdict.key_points]
    return tuple(
        figure
        for figure in verdict.figures
        if figure.label is FigureLabel.WRONG
        and figure.expected
        and not _is_of_another_kind(figure)
        and not stands_in(figure.said.quote, points)
    )


def _is_of_another_kind(figure: FigureVerdict) -> bool:
    """Whether one of the two says how often, and the other does not: such are not held against each other."""
    said, expected = figures(figure.said.quote), figures(figure.expected)
    if _recurs(figure.said.quote) != _recurs(figure.expected):
        return True
    one, other = ({each.unit.startswith("per ") for each in found} for found in (said, expected))
    return bool(one and other) and one.isdisjoint(other)


def _recurs(said: str) -> bool:
    """Whether a figure only says that something comes again, and counts nothing: "every day"."""
    return _AGAIN.match(said.strip()) is not None and not any(sign.isdigit() for sign in said)


def stands_in(said: str, key_points: Iterable[KeyPoint]) -> bool:
    """Whether a figure, `said`, stands in one of the `key_points`: then it is no wrong one, and no new one.

    "Three years" is right where the guide has "the last three" of them, and "one meter" where it has meters:
    that counts nothing.
    """
    told, points = figures(said), tuple(key_points)
    if _names_one(said, told):
        named = set(_WORD.findall(said.casefold())[1:])
        if any(named <= set(_WORD.findall(point.text.casefold())) for point in points):
            return True
    return any(
        _same(one, other, nearest(point.text))
        for point in points
        for other in figures(point.text)
        for one in told
    )


def turns_round(said: Evidence, answer: str, key_points: Iterable[KeyPoint]) -> bool:
    """Whether a figure of `answer` is one of the `key_points`' turned round: six times, for a sixth of it."""
    # "Twice" is a figure only beside "the time".
    there = [each for each in figures(answer) if each.start < said.end and said.start < each.end]
    told = [each for each in map(_as_share, there) if each is not None]
    known = [share for point in key_points for each in figures(point.text) if (share := _as_share(each))]
    return any(isclose(one * other, 1.0, rel_tol=_NEAR) for one in told for other in known)


def _as_share(figure: Figure) -> float | None:
    """How much of something a factor or a part of it is: 6 for "six times", 0.5 for "half"; else None."""
    if figure.low != figure.high or not figure.low:
        return None
    match figure.dimension:
        case Dimension.FACTOR:
            return figure.low
        case Dimension.RATIO:
            return figure.low / _WHOLE
    return None


def _names_one(said: str, told: Sequence[Figure]) -> bool:
    """Whether `said` is "one" of something, in words."""
    digits = any(sign.isdigit() for sign in said)
    return not digits and len(told) == 1 and told[0].stated == 1 and len(said.split()) > 1


def are_told(key_point: KeyPoint, answer: str, language: str, share: float = _ENOUGH) -> bool:
    """Whether at least that `share` of the figures of `key_point` stand in `answer`, in whatever unit."""
    wanted = [
        figure
        for figure in figures(key_point.text)
        if figure.high > _TELLING or figure.unit or figure.high % 1
    ]
    if not wanted:
        return False
    said = figures(answer)
    numbers = values(answer, language).keys()
    told = [
        each
        for each in wanted
        if any(_same(each, other, language) and not _by_chance(each, other, language) for other in said)
        or _numbers(each, language) & numbers
    ]
    return len(told) >= share * len(wanted)


def _by_chance(wanted: Figure, said: Figure, language: str) -> bool:
    """Whether they share nothing but a small number: "two girls" are no two weeks."""
    return wanted.unit != said.unit and not _numbers(wanted, language)


def _same(one: Figure, other: Figure, language: str) -> bool:
    """Whether two figures say the same: equally much, or the same number where one has no unit."""
    if (one.low, one.high) == (other.low, other.high) and one.unit == other.unit:
        return True
    bare = not one.unit or not other.unit
    return bare and bool(values(one.quote, language).keys() & values(other.quote, language).keys())


def _numbers(figure: Figure, language: str) -> frozenset[float]:
    return frozenset(each for each in values(figure.quote, language) if each > _TELLING)
