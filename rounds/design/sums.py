"""Sums on the back of an envelope: does what was worked out follow from what stands before it?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.values import Frozen
from language.figures import Dimension, Figure
from language.figures.parse import figures
from language.figures.units import per_second

_OFF = 0.15
"""Rounding that a sum in one's head may have."""
_TENS = 0.1
_MOST = 40
_MOST_BEFORE, _MOST_OF_A_SENTENCE = 4, 12
_PEAK = re.compile(r"peak|spitze|hora punta|pico|pointe|picco|piek|峰", re.IGNORECASE)
_IS = re.compile(
    r"(?:\b(?:is|are|makes?|gives?|equals|sind|ist|ergibt|ergeben|macht|son|es|hacen|dan|sont|est|font|sono|è"
    r"|são|é|dá|zijn|geeft|means|that's|we have)\b|[=≈~]|是|约|等于)",
    re.IGNORECASE,
)
_COUNTS = frozenset({Dimension.COUNT, Dimension.RATE})


class Sum(Frozen):
    """A figure that was worked out: `said` as it was written, whether it follows, and its line (1-based).

    `right` is what follows instead, "" where it does.
    """

    said: str
    follows: bool
    line: int
    right: str = ""


def sums(words: Sequence[tuple[int, str]]) -> tuple[Sum, ...]:
    """The sums in `words` (line, text) that can be followed: products, and rates in another time.

    What does not follow is told only where it is off by tens, or is the same rate in another time: of other
    figures beside each other nobody knows how they belong together.
    """
    found: list[Sum] = []
    for line, text in words[:_MOST]:
        for piece in re.split(r"[;；]|(?<=[.!?])\s", text[:2000]):
            found += _of_piece(piece, line)
    return tuple(found[:_MOST])


def _of_piece(piece: str, line: int) -> Iterator[Sum]:
    there = [each for each in figures(piece) if each.low == each.high and each.high > 0][:_MOST_OF_A_SENTENCE]
    for at, last in enumerate(there):
        before = [each for each in there[:at] if _IS.search(piece[each.end : last.start])][-_MOST_BEFORE:]
        # A peak is no sum: nobody can say how many times the mean it is.
        peak = _PEAK.search(piece[max(0, last.start - 12) : last.end + 20])
        told = _told(before, last) if before and not peak else None
        if told is not None:
            follows, right = told
            yield Sum(said=piece[before[0].start : last.end].strip(), follows=follows, line=line, right=right)


def _told(before: Sequence[Figure], last: Figure) -> tuple[bool, str] | None:
    wanted = [
        *(value for each in before if (value := _as_rate(each, last)) is not None),
        *_products(before, last),
    ]
    if any(abs(last.high - value) <= _OFF * value for value in wanted):
        return True, ""
    same = [value for each in before if (value := _as_rate(each, last)) is not None]
    slips = [value for value in wanted if _is_by_tens(last.high, value)]
    if slips or (len(same) == 1 and not _near(last.high, same[0])):
        right = slips[0] if slips else same[0]
        return False, _shown(right, last)
    return None


def _as_rate(one: Figure, other: Figure) -> float | None:
    """`one` in the time of `other`, where both are rates of different times ("a day", "a second")."""
    if one.dimension is not Dimension.RATE or other.dimension is not Dimension.RATE or one.unit == other.unit:
        return None
    try:
        return one.high * per_second(one.unit) / per_second(other.unit)
    except (KeyError, ZeroDivisionError):
        return None


def _products(before: Sequence[Figure], last: Figure) -> Iterator[float]:
    """What counts times a size, an amount or a time come to, in the unit of `last`."""
    for one, other in combinations(before, 2):
        for count, each in ((one, other), (other, one)):
            if count.dimension in _COUNTS and each.unit and each.unit == last.unit:
                yield count.high * each.high


def _is_by_tens(said: float, value: float) -> bool:
    power = math.log10(said / value)
    return abs(power - round(power)) < math.log10(1 + _TENS) and round(power) != 0


def _near(said: float, value: float) -> bool:
    return value / 2 <= said <= 5 * value


def _shown(value: float, like: Figure) -> str:
    """`value`, which is in the unit of `like`, as `like` was stated."""
    factor = like.high / like.stated if getattr(like, "stated", 0) else 1.0
    return f"{float(f'{value / factor:.2g}'):,g}"
