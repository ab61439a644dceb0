"""One number with the unit, the bound and the noun beside it, before ranges are joined."""

from __future__ import annotations

import re
from typing import NamedTuple

from language.figures.context import Bounds, bound_after, bound_before, noun_of
from language.figures.figure import Bound, Dimension
from language.figures.scan import Number
from language.figures.units import CURRENCY_SIGNS, MAGNITUDES, PERIOD_ADVERBS, PERIODS, UNITS, Unit
from language.patterns import regex

_LOOK_BACK = 48
_LOOK_AHEAD = 64

_MAGNITUDE = regex(
    r"\s?(?P<name>(?i:thousand|millions?|billion|trillion|hundred|dozen|millón|millones|milhão|milhões"
    r"|millionen|mio"
    r"|milliarden?|mrd|bilhões|tausend|mil|lakh|crore|mille|mila|duizend|dutzend|dozijn|docenas|dúzias|dozzine|douzaines)|(?:mn|bn|mm|百万|[万亿千]))(?![A-Za-z])\.?"
    r"|(?P<letter>[kKmMbB])(?![A-Za-z%/])"
    r"(?!ps|\s?bps)"
)
_PLUS = regex(r"\s?\+")
_UNIT_NAMES = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_UNIT = regex(
    rf"(?:[\s\u00a0\u202f]{{0,2}}|-)(?P<unit>{_UNIT_NAMES})(?:\(s\))?(?![A-Za-zÀ-ÿ_])", re.IGNORECASE
)
# The same in a text of ASCII in small letters, where the first letter rules most names out.
_UNIT_IN_SMALL = regex(rf"(?:\s{{0,2}}|-)(?P<unit>{_UNIT_NAMES.lower()})(?:\(s\))?(?![a-z_])")
_SHORT_UNIT = regex(r"(?P<unit>[smhd])(?![A-Za-z0-9_/'’])")
_SHORT_NAMES = {"s": "s", "m": "min", "h": "h", "d": "day"}
_PERIOD_NAMES = "|".join(sorted(PERIODS, key=len, reverse=True))
_RATE = regex(
    rf"\s?(?:/\s?|per\s|each\s|every\s|an?\s|por\s|pro\s)(?P<period>{_PERIOD_NAMES})(?![A-Za-z])",
    re.IGNORECASE,
)
_COUNTED_RATE = regex(
    rf"\s?(?P<counted>[A-Za-z][A-Za-z-]{{1,20}}(?:\s[A-Za-z-]{{2,20}}){{0,2}})(?<!\sand)(?<!\sor)(?<!\sbut)"
    r"(?<!half)(?<!quarter)"
    rf"(?:\s?/\s?|\sper\s|\sa\s|\severy\s|\seach\s|\spor\s|\spro\s)(?P<period>{_PERIOD_NAMES})(?![A-Za-z])",
    re.IGNORECASE,
)
_ADVERBS = "|".join(PERIOD_ADVERBS)
_PERIODIC = regex(
    rf"\s?(?:(?P<adverb>{_ADVERBS})\s(?P<counted>[A-Za-z-]{{3,24}})"
    rf"|(?P<counted_first>[A-Za-z][A-Za-z-]{{2,24}}(?:\s[A-Za-z-]{{2,20}})?)\s(?P<adverb_last>{_ADVERBS}))(?![A-Za-z])",
    re.IGNORECASE,
)
_NO_TEMPERATURE = regex(r"\s(?:from|of (?:freedom|separation))\b", re.IGNORECASE)
# "30 ml/kg", "15 milligrams per kilo", "two litres an hour".
_DOSE = regex(
    r"\s?(?:/\s?|per\s|each\s|every\s|an?\s|pro\s)(?:(?P<weight>kg|kilo(?:gram(?:me?)?)?)"
    rf"|(?P<period>{_PERIOD_NAMES}))(?![A-Za-z])",
    re.IGNORECASE,
)
_DOSED = (Dimension.VOLUME, Dimension.MASS)
_GRAPHICS_CARDS = regex(r"\s?[A-Z]+\d")
_SIGN = regex("(" + "|".join(re.escape(sign) for sign in CURRENCY_SIGNS) + r"|\b(?:USD|EUR|GBP|BRL|INR))\s?$")
_YEAR_BEFORE = regex(
    r"(?:\b(?:in|since|from|until|till|by|for|early|mid|late|of|during|after|before|desde|seit|em|en"
    r"|year|fiscal|fy"
    r"|summer|spring|autumn|fall|winter|back in|to|and|through)|\b(?:19|20)\d\d\s?[-–—])\s?$",
    re.IGNORECASE,
)
_OPEN_END = regex(
    r"\s?(?:[-–—]|to|until|till)\s?(?:present|now|today|current|ongoing|heute|actualidad|hoje)\b",
    re.IGNORECASE,
)
_NOT_A_UNIT_TAIL = regex(r"[A-Za-z]")


# "Half an hour", "every half hour", "half-hourly".
_HALF_A_UNIT = regex(r"(?:\s(?:an?|the)\s(?P<unit>[a-z]+)|[\s-](?P<bare>hour)(?:ly)?)\b", re.IGNORECASE)
# "Nought point eight of a second", "half a percent", "a quarter of a percent".
_OF_A_UNIT = regex(r"\sof\s(?:an?|one)\s(?P<unit>[a-z]+)\b", re.IGNORECASE)
# "Two months and a half", "deux ans et demi".
_AND_A_HALF = regex(
    r"\s(?:and a half|et demie?|y medi[oa]|e mei[oa]|e mezz[oa])\b(?!\s(?:million|dozen))|半(?![天年夜个])",
    re.IGNORECASE,
)
_HALF_OF = regex(r"\s(?:of|the|our|my|their|its|as)\b|\s?(?:[.,;)]|$)", re.IGNORECASE)


class Draft(NamedTuple):
    """A figure before ranges are joined; `unit` is None while none was stated."""

    number: Number
    start: int
    end: int
    low: float
    high: float
    factor: float
    unit: Unit | None
    bounds: Bounds
    noun: str = ""
    magnitude: float = 1.0
    alternative: bool = False
    before: str | None = None
    """What stands before it, while its noun has not been looked for."""


def draft(text: str, number: Number, floor: int) -> Draft | None:
    """Read what stands around `number`; nothing before `floor` is looked at. None if it is no quantity."""
    drafted = without_noun(text, number, floor)
    if drafted is None or drafted.before is None:
        return drafted
    dimension = drafted.unit.dimension if drafted.unit else Dimension.COUNT
    right = text[drafted.end : drafted.end + _LOOK_AHEAD]
    noun = noun_of(drafted.before, right, plain_count=dimension is Dimension.COUNT)
    return drafted._replace(noun=noun, before=None)


def without_noun(text: str, number: Number, floor: int) -> Draft | None:
    """As `draft`, for who asks for the unit alone: nobody looks for what is counted or measured."""
    if number.kind == "date":
        return _finished(text, number, floor, number.start, number.end, number.value, number.high, _DATE)
    if number.kind == "often":
        often = Unit(f"per {PERIODS.get(number.unit, number.unit)}", Dimension.RATE, 1.0)
        value = number.value
        return _finished(text, number, floor, number.start, number.end, value, value, often, noun="")
    if number.kind == "two":
        return _measured(text, number, floor, number.start, number.end, 1.0, UNITS[number.unit], False)
    if number.kind == "timed":
        # "An hour and a half", "a quarter of an hour": the number stands around its unit.
        unit = UNITS[number.unit]
        value = number.value * unit.factor
        high = number.most * unit.factor
        return _finished(text, number, floor, number.start, number.end, value, high, unit, factor=unit.factor)
    if number.kind in ("half", "fraction"):
        return _share(text, number, floor)
    if number.kind == "factor":
        unit = Unit("x", Dimension.FACTOR, 1.0)
        return _finished(text, number, floor, number.start, number.end, number.value, number.value, unit)
    return _quantity(text, number, floor)


_JOINED_NOUN = regex(r"-(?!odd\b|ish\b)([A-Za-z]{3,})")
_DATE = Unit("date", Dimension.DATE, 1.0)
_YEARS = range(1900, 2100)
_PERCENT = Unit("%", Dimension.RATIO, 1.0)


def _finished(
    text: str, number: Number, floor: int, start: int, end: int, low: float, high: float, unit: Unit | None,
    *, factor: float = 1.0, noun: str | None = None, magnitude: float = 1.0,
) -> Draft:  # fmt: skip
    """Take the bound words in; the noun is looked for later where it is None."""
    left = text[max(floor, start - _LOOK_BACK) : start]
    right = text[end : end + _LOOK_AHEAD]
    after = bound_after(right)
    before = bound_before(left)
    bounds = before if before.length else after
    if number.vague and not bounds.length:
        bounds = Bounds(Bound.ABOUT, 0)
    if after.length and not (
        before.length and before.bound is not after.bound and after.bound is Bound.ABOUT
    ):
        end += after.length
    return Draft(
        number, start - before.length, end, low, high, factor, unit, bounds, noun or "", magnitude,
        before=left if noun is None else None,
    )  # fmt: skip


def _share(text: str, number: Number, floor: int) -> Draft | None:
    of = _OF_A_UNIT.match(text, number.end) if number.kind == "fraction" else None
    if of and (unit := UNITS.get(of["unit"].lower())):
        part = number.value / 100.0 * unit.factor
        return _finished(text, number, floor, number.start, of.end(), part, part, unit, factor=part)
    if number.kind == "half":
        timed = _HALF_A_UNIT.match(text, number.end)
        if timed and (unit := UNITS.get((timed["unit"] or timed["bare"]).lower())):
            half = 0.5 * unit.factor
            return _finished(text, number, floor, number.start, timed.end(), half, half, unit, factor=half)
        alone = number.end - number.start == len("half")
        if alone and not _HALF_OF.match(text, number.end):
            left = text[max(floor, number.start - 24) : number.start]
            if not bound_before(left).length and not re.search(r"\b(?:to|cut|only)\s$", left):
                return None
    drafted = _finished(text, number, floor, number.start, number.end, number.value, number.value, _PERCENT)
    in_digits = any(character.isdigit() for character in text[number.start : number.end])
    if in_digits or drafted.bounds.length or text.startswith("百分之", number.start):
        return drafted
    # "Two thirds" in words is a rounded statement, "2 out of 3" is not.
    return drafted._replace(bounds=Bounds(Bound.ABOUT, 0))


def _quantity(text: str, number: Number, floor: int) -> Draft | None:
    sign = _SIGN.search(text[max(floor, number.start - 5) : number.start])
    start = number.start - (len(sign.group()) if sign else 0)
    if not sign and number.kind == "digits" and (year := _year(text, number, floor)):
        return year
    end, magnitude = _read_magnitude(text, number, money=bool(sign))
    if magnitude is None:
        return None
    # The bound may stand between the number and its unit: "4+ hours", "10-ish minutes".
    plus = _PLUS.match(text, end)
    unit_at = plus.end() if plus else end
    unit, unit_end = _read_unit(text, unit_at, number)
    if sign:
        code = CURRENCY_SIGNS.get(sign.group().strip(), sign.group().strip().upper())
        unit = Unit(code, Dimension.MONEY, 1.0)
        unit_end = end
    if unit is None:
        return _counted(text, number, floor, start, end, magnitude, bool(plus))
    return _measured(text, number, floor, start, max(end, unit_end), magnitude, unit, bool(plus))


def _read_magnitude(text: str, number: Number, *, money: bool) -> tuple[int, float | None]:
    """The end of the number with its magnitude, and the magnitude's factor; None if a name follows."""
    found = _MAGNITUDE.match(text, number.end)
    if found and found["name"]:
        name = found["name"]
        if name == "mm" and not money:
            # "$5mm" are millions, "12 mm" are millimetres.
            return number.end, 1.0
        if name[0].isupper() and found.start("name") == number.end and not money:
            # "47Billion" is a company.
            return number.end, None
        return found.end(), MAGNITUDES[found["name"].lower()]
    if found and found["letter"]:
        letter = found["letter"]
        # "30m" is a duration, "30M" and "30m users" are millions; a small b is no billion.
        users = re.match(r"\s[a-z]{3,}s\b", text[found.end() : found.end() + 20])
        if letter in "kKMB" or money or (letter == "m" and users):
            return found.end(), MAGNITUDES[letter.lower()]
    return number.end, 1.0


def _unit_at(text: str, at: int) -> re.Match[str] | None:
    """The unit that a text has behind a number; most numbers have none, which is found out fast."""
    behind = text[at : at + _LOOK_AHEAD]
    if behind.isascii() and _UNIT_IN_SMALL.match(behind.lower()) is None:
        return None
    return _UNIT.match(text, at)


def _read_unit(text: str, at: int, number: Number) -> tuple[Unit | None, int]:
    found = _unit_at(text, at)
    # "In 2024" at the end of a line and "Ms Ashdown" on the next: a year has no unit there.
    if found is not None and "\n" in found[0].rstrip() and number.value in _YEARS:
        found = None
    if found:
        name = found["unit"].lower()
        if UNITS[name].dimension is Dimension.TEMPERATURE and _NO_TEMPERATURE.match(text, found.end()):
            return None, at
        if name == "x" and _GRAPHICS_CARDS.match(text, found.end()):
            # "2x A100" counts cards.
            return None, found.end()
        second_as_ordinal = name == "second" and number.kind == "article" and text[at - 2 : at] != "f "
        if not second_as_ordinal or text[found.end() : found.end() + 1] in ("", ".", ",", ";", ")", "\n"):
            return UNITS[name], found.end()
    if number.value < 1.0 and (of := _OF_A_UNIT.match(text, at)) and of["unit"].lower() in UNITS:
        return UNITS[of["unit"].lower()], of.end()
    if number.kind == "digits" and (short := _SHORT_UNIT.match(text, at)):
        return UNITS[_SHORT_NAMES[short["unit"]]], short.end()
    return None, at


def _measured(
    text: str, number: Number, floor: int, start: int, end: int, magnitude: float, unit: Unit, plus: bool
) -> Draft | None:
    if (
        number.kind == "article"
        and unit.dimension is Dimension.TIME
        and not _is_duration(text, number, floor)
    ):
        return None
    if unit.dimension is Dimension.MONEY and (rate := _RATE.match(text, end)):
        unit = unit._replace(name=f"{unit.name} per {PERIODS[rate['period'].lower()]}")
        end = rate.end()
    if unit.dimension in _DOSED and (dose := _DOSE.match(text, end)):
        per = "kg" if dose["weight"] else PERIODS[dose["period"].lower()]
        unit = unit._replace(name=f"{unit.name} per {per}")
        end = dose.end()
    if number.kind != "article" and (half := _AND_A_HALF.match(text, end)):
        number = number._replace(value=number.value + 0.5, resolution=0.5)
        end = half.end()
    scale = magnitude * unit.factor
    drafted = _finished(
        text,
        number,
        floor,
        start,
        end,
        number.value * scale,
        number.most * scale,
        unit,
        factor=unit.factor * magnitude,
        magnitude=magnitude,
    )
    return _with_plus(drafted) if plus else drafted


def _is_duration(text: str, number: Number, floor: int) -> bool:
    """Whether "an hour" is an amount of time here, and not "an hour ago" or "once a day"."""
    if number.value == 0.5 or text[number.start : number.end].lower().startswith("every"):
        return True
    left = text[max(floor, number.start - 24) : number.start]
    return bool(bound_before(left).length or re.search(r"\b(?:in|took|takes|lasts|lasted|to|for)\s$", left))


def _with_plus(drafted: Draft) -> Draft:
    bounds = drafted.bounds if drafted.bounds.length else Bounds(Bound.AT_LEAST, 1)
    return drafted._replace(bounds=bounds)


def _counted(
    text: str, number: Number, floor: int, start: int, end: int, magnitude: float, plus: bool
) -> Draft | None:
    """A number without a unit: a rate ("500 requests per second") or a plain count."""
    if number.kind == "article" or (number.kind == "words" and number.value == 1.0):
        # "One" alone is a pronoun or an article far more often than a count.
        return None
    after = end + (1 if plus else 0)
    if magnitude == 1.0 and not plus and _NOT_A_UNIT_TAIL.match(text, end):
        # "3D", "2nd", "5G", "12h30": part of a name, unless it is "2x A100".
        if not re.match(r"[x×]\s?[A-Z]+\d", text[end : end + 12]):
            return None
        after = end = end + 1
    value, most = number.value * magnitude, number.most * magnitude
    rated = _rate(text, after)
    if rated:
        period, noun, rate_end = rated
        unit = Unit(f"per {period}", Dimension.RATE, 1.0)
        drafted = _finished(
            text,
            number,
            floor,
            start,
            rate_end,
            value,
            most,
            unit,
            noun=noun,
            factor=magnitude,
            magnitude=magnitude,
        )
    else:
        drafted = _finished(
            text, number, floor, start, end if plus else after, value, most, None,
            noun=_joined_noun(text, after), factor=magnitude, magnitude=magnitude,
        )  # fmt: skip
    return _with_plus(drafted) if plus else drafted


def _joined_noun(text: str, at: int) -> str | None:
    """What a number counts that is joined to it: tokens in "512-token chunks"; None where nothing is."""
    joined = _JOINED_NOUN.match(text, at)
    return joined[1].lower() if joined else None


def _rate(text: str, at: int) -> tuple[str, str, int] | None:
    """The period, what is counted, and the end of a rate that starts at `at`; None if there is none."""
    if bare := _RATE.match(text, at):
        return PERIODS[bare["period"].lower()], "", bare.end()
    if counted := _COUNTED_RATE.match(text, at):
        return PERIODS[counted["period"].lower()], counted["counted"].lower().split()[-1], counted.end()
    if periodic := _PERIODIC.match(text, at):
        adverb = periodic["adverb"] or periodic["adverb_last"]
        noun = periodic["counted"] or periodic["counted_first"]
        return PERIOD_ADVERBS[adverb.lower()], noun.lower().split()[-1], periodic.end()
    return None


def _year(text: str, number: Number, floor: int) -> Draft | None:
    """A bare year ("in 2022", "(2019-present)"), or None."""
    written = text[number.start : number.end]
    if not (len(written) == 4 and written.isdigit() and 1950 <= number.value <= 2099):
        return None
    right = text[number.end : number.end + 24]
    named = _YEAR_BEFORE.search(text[max(floor, number.start - 16) : number.start])
    if re.match(r"[\s-]?(?:[%$+]|[A-Za-z]*[a-z]s\b)", right) and not named:
        return None
    if _unit_at(text, number.end) and right[0] != "年":
        return None
    first, last = number.value * 10_000 + 101, number.value * 10_000 + 1231
    open_end = _OPEN_END.match(right)
    end = number.end + (open_end.end() if open_end else right.startswith("年"))
    drafted = _finished(text, number, floor, number.start, end, first, last, _DATE)
    return _with_plus(drafted) if open_end else drafted
