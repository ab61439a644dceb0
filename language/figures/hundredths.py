"""A measure that goes on behind its unit: "one metre twenty", "deux euros cinquante"."""

from __future__ import annotations

from language.figures.draft import Draft
from language.figures.figure import Bound, Dimension
from language.patterns import regex

_HUNDRED = 100
_FEWEST = 10
_NEXT_TO = regex(r"[ \u00a0\u202f](?:e |y )?")


def with_hundredths(text: str, whole: Draft, part: Draft) -> Draft | None:
    """`whole` with `part` as its hundredths; None where `part` is a number of its own.

    Both are said in words, or both in digits: in "5 euros twenty people" two things are counted.
    """
    if not _goes_on(whole) or part.unit is not None or part.magnitude != 1.0:
        return None
    if whole.number.kind not in ("words", "digits") or part.number.kind != whole.number.kind:
        return None
    value = part.number.value
    if not (_FEWEST <= value < _HUNDRED and value % 1 == 0 and part.low == part.high == value):
        return None
    if part.bounds.bound is not Bound.EXACT or not _NEXT_TO.fullmatch(text[whole.end : part.number.start]):
        return None
    added = value / _HUNDRED
    number = whole.number._replace(value=whole.number.value + added, resolution=1 / _HUNDRED)
    return whole._replace(
        number=number, end=part.end, low=whole.low + added, high=whole.high + added, noun=part.noun
    )


def _goes_on(whole: Draft) -> bool:
    """Whether `whole` is in a unit that has hundredths, and no hundredths yet."""
    if whole.unit is None or whole.factor != 1.0 or whole.low != whole.high or whole.low % 1:
        return False
    return whole.unit.dimension in (Dimension.MONEY, Dimension.LENGTH)
