"""Whether a figure somebody said agrees with the figure that was expected.

exact against exact: equal is right; the expected figure correctly rounded to the digits said, at most 5 %
    off, is close ("91 %" for 91.2 %); anything else is wrong ("92 %").
one of them "about": within the tolerance, or correctly rounded and at most 10 % off, is right; within
    twice the tolerance close; beyond it wrong.
a value against a limit ("four hours" for "4+ hours"): the limit itself is right; beyond it, but less than
    double (or half), is close; on the other side wrong; far beyond it unknown, for the guide neither says
    nor denies it.
a limit against a value ("over 90 %" for 91.2 %): true and within 10 % is right, true and farther close,
    untrue wrong; a limit at more than double (or less than half) of the value says nothing about it and is
    unknown, and wrong where it is the same number in another unit.
a limit against a limit of the same kind: the same is right; a looser one is close within a quarter, or
    rounded up to a larger unit ("under a second" for 500 ms), and beyond that wrong ("within one day" for
    one hour); a tighter one is wrong; of the opposite kind: wrong where they exclude each other, else
    unknown.
a range against anything: said within expected, or a narrow range (a quarter of its value) around it, is
    right; an overlap close; two that do not touch wrong.

The tolerance of "about" is 5 % of the value; for shares also at most a quarter of what is left to 100 %,
so that "about 99 %" is not "99.9 %". Shares have no insignificant zeros: "90 %" is not 91.2 % rounded.
One of several alternatives ("55 or 65 or 75") commits to nothing: it is wrong or unknown, never right.
"Just over" and "nearly" lean to one side: on it a time is right within a fifth of the unit said and close
within three tenths, so that eight days are "just over a week" and five are not, and a share within a third
of a percent and half of one ("a bit over one percent" for 1.2 %); "about" in a larger unit is
close within three twentieths. A month is four weeks to four and a half.
Figures of another dimension, currency, percentile, side of a change or noun are unknown to each other.
"""

from __future__ import annotations

import math

from domain.verdict import FigureLabel
from language.figures import words
from language.figures.figure import Bound, Dimension, Figure, Lean, Role
from language.figures.units import MONTH, WEEK, per_second

_TOLERANCE = 0.05
_ROUNDING = 0.05
_ABOUT_ROUNDING = 0.10
_UNDERSTATED = 0.10
_NARROW = 0.25
_LOOSER = 0.25
# A month is thirty days, and a year twelve months of them.
_CALENDAR = 0.02
_EQUAL = 1e-9
_LEANING_RIGHT, _LEANING_CLOSE = 0.2, 0.3
# "Nearly half" is 44 % and not 40, "just under a third" 30 % and not 25, which is a quarter.
_PART_RIGHT, _PART_CLOSE = 0.12, 0.18
_PERCENT_RIGHT, _PERCENT_CLOSE = 1 / 3, 0.5
_COARSER = 0.15
_WEEKS_OF_A_MONTH = (4.0, 4.5)

_SYNONYMS = (
    frozenset({"request", "queri", "req", "call"}),
    frozenset({"document", "doc", "file"}),
    frozenset({"servic", "microservic"}),
    frozenset({"sourc", "system"}),
    frozenset({"engin", "develop", "peopl", "person"}),
    frozenset({"user", "custom", "client"}),
    frozenset({"ticket", "case", "issu"}),
    frozenset({"transact", "payment"}),
    frozenset({"latenc", "time", "respons"}),
)

_MONTHLY, _BY_WEEKS = "per month", frozenset({"per week", "per fortnight"})


def compare(said: Figure, expected: Figure) -> FigureLabel:
    """Hold `said` against `expected`; the table above has the rules."""
    label = _compare(said, expected)
    # Who offers four temperatures has not said the one that is right.
    uncommitted = said.alternative and not expected.alternative and label is not FigureLabel.WRONG
    return FigureLabel.UNKNOWN if uncommitted else label


def _compare(said: Figure, expected: Figure) -> FigureLabel:
    scaled = _on_one_scale(said, expected)
    if scaled is None or not _same_thing(said, expected):
        return FigureLabel.UNKNOWN
    said, expected = scaled
    if said.low != said.high or expected.low != expected.high:
        return _ranges(said, expected)
    limits = (Bound.AT_LEAST, Bound.AT_MOST)
    if said.bound in limits and expected.bound in limits:
        return _two_limits(said, expected)
    if expected.bound in limits:
        return _against_limit(said, expected)
    if said.bound in limits:
        return _limit_against_value(said, expected)
    return _values(said, expected)


def _on_one_scale(said: Figure, expected: Figure) -> tuple[Figure, Figure] | None:
    """Both figures in one unit; None if there is none."""
    if said.dimension is expected.dimension is Dimension.RATE:
        units = {said.unit, expected.unit}
        return _scaled(said, _rate(said.unit, units)), _scaled(expected, _rate(expected.unit, units))
    if said.unit == expected.unit:
        return said, expected
    # "30 ml" for "30 ml per kg": what it is per is often left out.
    if said.dimension is expected.dimension and said.dimension in (Dimension.VOLUME, Dimension.MASS):
        short, long = sorted((said.unit, expected.unit), key=len)
        return (said, expected) if long.startswith(f"{short} per ") else None
    # "an F1 of 0.91" and "91 %" are one statement; so are "twice" and "2".
    for share, plain in ((said, expected), (expected, said)):
        if share.unit == "%" and _is_score(plain):
            scaled = _scaled(plain, 100.0)._replace(unit="%", dimension=Dimension.RATIO)
            return (said, scaled) if plain is expected else (scaled, expected)
    return None


def _rate(unit: str, both: set[str]) -> float:
    """The factor for a rate in `unit`; beside weeks a month has four, as people speak."""
    return per_second("per week") / 4 if unit == _MONTHLY and both & _BY_WEEKS else per_second(unit)


def _is_score(figure: Figure) -> bool:
    return figure.unit == "" and figure.high <= 1.0 and 0 < figure.resolution < 1.0 and bool(figure.noun)


def _scaled(figure: Figure, factor: float) -> Figure:
    return figure._replace(
        low=figure.low * factor, high=figure.high * factor, resolution=figure.resolution * factor
    )


def _same_thing(said: Figure, expected: Figure) -> bool:
    if said.percentile and expected.percentile and said.percentile != expected.percentile:
        return False
    if Role.NONE not in (said.role, expected.role) and said.role is not expected.role:
        return False
    return said.dimension is Dimension.DATE or nouns_agree(said.noun, expected.noun)


def nouns_agree(one: str, other: str) -> bool:
    """Whether two nouns can name one thing; an empty one agrees with all."""
    if not one or not other:
        return True
    first, second = {words.stem(word) for word in one.split()}, {words.stem(word) for word in other.split()}
    if first <= second or second <= first:
        return True
    head, other_head = words.stem(one.split()[-1]), words.stem(other.split()[-1])
    if len(one.split()) > 1 and len(other.split()) > 1:
        return False
    return head == other_head or any(head in group and other_head in group for group in _SYNONYMS)


def _values(said: Figure, expected: Figure) -> FigureLabel:
    off = abs(said.high - expected.high)
    if off <= _EQUAL * max(abs(expected.high), 1.0) or _months_in_weeks(said, expected):
        return FigureLabel.RIGHT
    vague = Bound.ABOUT in (said.bound, expected.bound)
    rounded = _is_rounding(said, expected, _ABOUT_ROUNDING if vague else _ROUNDING)
    if not vague:
        return FigureLabel.CLOSE if rounded else FigureLabel.WRONG
    tolerance = _tolerance(expected)
    if rounded or off <= tolerance:
        return FigureLabel.RIGHT
    leaning = max(_leaning(said, expected), _leaning(expected, said))
    if leaning:
        return FigureLabel.RIGHT if leaning > 1 else FigureLabel.CLOSE
    return FigureLabel.CLOSE if off <= 2 * tolerance or _coarser(said, expected) else FigureLabel.WRONG


def _leaning(leans: Figure, other: Figure) -> int:
    """2 where `other` is as little beside the one that `leans` as that says, 1 where nearly so, else 0."""
    allowed = _leans_within(leans)
    if allowed is None:
        return 0
    right, close = (each * (1 + _EQUAL) for each in allowed)
    beyond = other.high - leans.high if leans.lean is Lean.OVER else leans.high - other.high
    if not 0 < beyond <= close:
        return 0
    return 2 if beyond <= right else 1


def _leans_within(leans: Figure) -> tuple[float, float] | None:
    """How far beside a time or a share is right, and how far is close; None for anything else."""
    if leans.lean is Lean.NONE:
        return None
    if leans.dimension is Dimension.TIME and leans.resolution:
        # In tens of a unit ("just over forty minutes") the step is ten, but no more than the unit is meant.
        step = min(leans.resolution, _unit_factor(leans))
        return _LEANING_RIGHT * step, _LEANING_CLOSE * step
    if leans.dimension is not Dimension.RATIO:
        return None
    percent = min(leans.resolution, 1.0)
    in_words = 0.0 if any(sign.isdigit() for sign in leans.quote) else leans.high
    return (
        max(_PERCENT_RIGHT * percent, _PART_RIGHT * in_words),
        max(_PERCENT_CLOSE * percent, _PART_CLOSE * in_words),
    )


def _coarser(said: Figure, expected: Figure) -> bool:
    """Whether an approximate time in a larger unit is near: "about a month" for five weeks."""
    if said.bound is not Bound.ABOUT or said.lean is not Lean.NONE or said.dimension is not Dimension.TIME:
        return False
    off = abs(said.high - expected.high)
    return _unit_factor(said) > _unit_factor(expected) * (1 + _EQUAL) and off <= _COARSER * expected.high


def _months_in_weeks(one: Figure, other: Figure) -> bool:
    """Whether one of two times is in months and the other the same in weeks or days, as people count them."""
    if not one.dimension is other.dimension is Dimension.TIME:
        return False
    for months, weeks in ((one, other), (other, one)):
        if math.isclose(_unit_factor(months), MONTH) and _unit_factor(weeks) <= WEEK * (1 + _EQUAL):
            few, many = (each * WEEK * months.stated for each in _WEEKS_OF_A_MONTH)
            return few <= weeks.high * (1 + _EQUAL) and weeks.high <= many * (1 + _EQUAL)
    return False


def _tolerance(expected: Figure) -> float:
    tolerance = _TOLERANCE * abs(expected.high)
    if expected.unit == "%" and 50 < expected.high <= 100:
        return min(tolerance, (100 - expected.high) / 4)
    return tolerance


def _is_rounding(said: Figure, expected: Figure, at_most: float) -> bool:
    """Whether `said` is what `expected` rounds to at the digits that were said."""
    step = min(said.resolution, 1.0) if said.unit == "%" else said.resolution
    if step <= 0 or step < expected.resolution * (1 - _EQUAL):
        return False
    relative = abs(said.high - expected.high) / max(abs(expected.high), _EQUAL)
    return abs(said.high - expected.high) <= step / 2 * (1 + _EQUAL) and relative <= at_most


def _against_limit(said: Figure, expected: Figure) -> FigureLabel:
    limit, value = expected.high, said.high
    off = abs(value - limit)
    slack = _tolerance(expected) if said.bound is Bound.ABOUT else _EQUAL * max(abs(limit), 1.0)
    if off <= slack:
        return FigureLabel.RIGHT
    beyond = value > limit if expected.bound is Bound.AT_LEAST else value < limit
    if not beyond:
        return FigureLabel.CLOSE if off <= 2 * slack and said.bound is Bound.ABOUT else FigureLabel.WRONG
    near = value < 2 * limit if expected.bound is Bound.AT_LEAST else value > limit / 2
    return FigureLabel.CLOSE if near else FigureLabel.UNKNOWN


def _limit_against_value(said: Figure, expected: Figure) -> FigureLabel:
    true = expected.high >= said.high if said.bound is Bound.AT_LEAST else expected.high <= said.high
    off = abs(said.high - expected.high)
    if not true:
        vague = expected.bound is Bound.ABOUT and off <= _tolerance(expected)
        return FigureLabel.CLOSE if vague else FigureLabel.WRONG
    if not 0.5 * said.high <= expected.high <= 2 * said.high:
        return FigureLabel.WRONG if another_unit(said, expected) else FigureLabel.UNKNOWN
    near = off <= _UNDERSTATED * max(abs(expected.high), _EQUAL)
    return FigureLabel.RIGHT if near else FigureLabel.CLOSE


def _two_limits(said: Figure, expected: Figure) -> FigureLabel:
    calendar = Dimension.TIME is said.dimension and _unit_factor(said) != _unit_factor(expected)
    slack = _CALENDAR * abs(expected.high) if calendar else _EQUAL * max(abs(expected.high), 1.0)
    if abs(said.high - expected.high) <= slack:
        return FigureLabel.RIGHT if said.bound is expected.bound else FigureLabel.WRONG
    at_least = said.bound is Bound.AT_LEAST
    if said.bound is expected.bound:
        looser = said.high < expected.high if at_least else said.high > expected.high
        return FigureLabel.CLOSE if looser and _little(said, expected) else FigureLabel.WRONG
    apart = said.high > expected.high if at_least else said.high < expected.high
    return FigureLabel.WRONG if apart else FigureLabel.UNKNOWN


def _little(said: Figure, expected: Figure) -> bool:
    """Whether a looser limit is so by a slip, or by rounding up to a larger unit."""
    if abs(said.high - expected.high) <= _LOOSER * abs(expected.high) * (1 + _EQUAL):
        return True
    unit = _unit_factor(said)
    rounded_up = unit > _unit_factor(expected) and math.ceil(expected.high / unit - _EQUAL) == said.stated
    return said.bound is Bound.AT_MOST and rounded_up and said.high <= 2 * expected.high


def another_unit(said: Figure, expected: Figure) -> bool:
    """Whether two figures are one number in two units of a kind: one year for one hour."""
    same = abs(said.stated - expected.stated) <= _EQUAL * max(abs(expected.stated), 1.0)
    apart = abs(_unit_factor(said) - _unit_factor(expected)) > _EQUAL * _unit_factor(expected)
    return said.dimension is expected.dimension and said.stated > 0 and same and apart


def _unit_factor(figure: Figure) -> float:
    return figure.high / figure.stated if figure.stated else 1.0


def _ranges(said: Figure, expected: Figure) -> FigureLabel:
    low, high = _stretch(expected)
    said_low, said_high = _stretch(said)
    if said_low > high or said_high < low:
        return FigureLabel.WRONG
    if low <= said_low and said_high <= high:
        return FigureLabel.RIGHT
    wide = said.high - said.low
    holds = said_low <= low and high <= said_high
    if said.dimension is not Dimension.DATE and holds and wide <= _NARROW * max(abs(said.high), _EQUAL):
        return FigureLabel.RIGHT
    return FigureLabel.CLOSE


def _stretch(figure: Figure) -> tuple[float, float]:
    """The values that a figure allows: its range, opened by its bound."""
    if figure.bound is Bound.AT_LEAST:
        return figure.low, float("inf")
    if figure.bound is Bound.AT_MOST and figure.low == figure.high:
        return 0.0, figure.high
    if figure.bound is Bound.ABOUT and figure.dimension is not Dimension.DATE:
        return figure.low * (1 - _TOLERANCE), figure.high * (1 + _TOLERANCE)
    return figure.low, figure.high
