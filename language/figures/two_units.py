"""Figures in two units of which the second goes without saying: "one metre twenty", "two euros fifty"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from language.figures import chinese, numerals
from language.figures.figure import Dimension
from language.figures.units import HOUR, UNITS
from language.patterns import regex
from language.tables import table
from language.words import FUNCTION_WORDS, NUMBERS


class InTwo(NamedTuple):
    """A figure in two units, `text[start:end]`: its value in the first, `unit`, and its last place."""

    start: int
    end: int
    value: float
    resolution: float
    unit: str


class _Kind(NamedTuple):
    """A unit that a smaller one may follow unnamed: how many of those it has, and the most and least said."""

    parts: int
    least: int
    most: int


_KINDS = {
    "m": _Kind(100, 1, 99),
    "money": _Kind(100, 1, 99),
    "hour": _Kind(60, 1, 59),
    "foot": _Kind(12, 1, 11),
    "kg": _Kind(1000, 50, 999),
}
_FACTORS = {
    (Dimension.LENGTH, 1.0): "m",
    (Dimension.LENGTH, 0.3048): "foot",
    (Dimension.MONEY, 1.0): "money",
    (Dimension.TIME, HOUR): "hour",
    (Dimension.MASS, 1000.0): "kg",
}
_FEET = regex(r"(?<![\w.,/])(?P<whole>\d)['’′]\s?(?P<rest>\d{1,2})(?:[\"”″]|['’′]{2})")
_SIGNS = regex(
    r"(?<![第几.\d零一二两三四五六七八九十百千万])(?P<whole>\d{1,4}|[一二两三四五六七八九十百千万]+)(?P<unit>米|块|元)"
    r"(?P<rest>[一二三四五六七八九]{1,2})(?:毛|角)?(?=[的高深宽长厚钱左，。、；！？\s]|$)"
)
# Marks between two figures; most texts have none, which is found out fast.
_MARKED = regex(r"(?<=\d)(?:\s?m\s?\d|['’′]\s?\d)|[米块元]")
_BETWEEN = regex(r"\b(?:entre|tra|fra)\s$")
_LISTED = table("two_units")
_IN_SIGNS = {"米": "metre", "块": "元", "元": "元"}


def in_two_units(text: str) -> Iterator[InTwo]:
    """The figures of `text` that are said so, in no order; in whatever language it is."""
    lowered = text.lower()
    words = lowered.replace("'", " ").replace("’", " ").split()
    tokens = frozenset(words)
    if len(lowered) == len(text) and not tokens.isdisjoint(_names()) and _have_numbers_behind(words):
        own = numerals.language(text)
        for code in FUNCTION_WORDS:
            if code in _LISTED["one"] and (code in ("en", own) or not tokens.isdisjoint(_told(code))):
                yield from _in_words(code, lowered)
    if _MARKED.search(text):
        yield from _in_marks(text)


def _have_numbers_behind(words: Sequence[str]) -> bool:
    """Whether a unit among `words` has what may be a number behind it; most have none."""
    return any(
        word in _names() and (behind[0].isdigit() or behind in _joints() or behind[:3] in _beginnings())
        for word, behind in pairwise(words)
    )


def _in_marks(text: str) -> Iterator[InTwo]:
    """Those in figures and signs: "1 m 20", 5'10", "一米二"."""
    for found in _short().finditer(text):
        # "1m20" may be a minute and twenty seconds.
        if found["gap"] or numerals.language(text) != "en":
            yield _read(found, float(found["whole"]), float(found["rest"]), "metre", "m")
    for found in _FEET.finditer(text):
        if float(found["rest"]) < _KINDS["foot"].parts:
            yield _read(found, float(found["whole"]), float(found["rest"]), "foot", "foot")
    for found in _SIGNS.finditer(text):
        whole = found["whole"]
        value = float(whole) if whole.isdigit() else chinese.value_of(whole)
        digits = "".join(str(int(chinese.value_of(sign))) for sign in found["rest"])
        yield InTwo(
            *found.span(), value + float(f"0.{digits}"), 10.0 ** -len(digits), _IN_SIGNS[found["unit"]]
        )


def _in_words(code: str, lowered: str) -> Iterator[InTwo]:
    for found in _pattern(code).finditer(lowered):
        unit = _names()[found["unit"]]
        kind = _FACTORS[UNITS[unit].dimension, UNITS[unit].factor]
        rest = _value(code, found["rest"])
        if not _is_one(found, kind, code):
            continue
        if _KINDS[kind].least <= rest <= _KINDS[kind].most:
            yield _read(found, _value(code, found["whole"]), rest, unit, kind)


def _is_one(found: re.Match[str], kind: str, code: str) -> bool:
    """Whether the second number is of the smaller unit, and not another one of the first."""
    if found["smaller"]:
        return re.fullmatch(_any(_LISTED["smaller"][kind]), found["smaller"]) is not None
    # "Between one hour and two"; English says "and" where the smaller unit is named.
    return not found["joint"] or (code != "en" and _BETWEEN.search(found.string, 0, found.start()) is None)


def _read(found: re.Match[str], whole: float, rest: float, unit: str, kind: str) -> InTwo:
    parts = _KINDS[kind].parts
    step = 10.0 if rest % 10 == 0 else 1.0
    return InTwo(found.start(), found.end(), whole + rest / parts, step / parts, unit)


def _value(code: str, said: str) -> float:
    if said.isdigit():
        return float(said)
    if re.fullmatch(_any(_LISTED["one"][code]), said):
        return 1.0
    numeral = numerals.from_words(said, code)
    return numeral.value if numeral is not None else 0.0


def _any(listed: str) -> str:
    return "|".join(sorted(listed.split(), key=len, reverse=True))


@cache
def _joints() -> frozenset[str]:
    return frozenset(_LISTED["joint"].values())


@cache
def _beginnings() -> frozenset[str]:
    """How the words for numbers begin, in all languages."""
    return frozenset(word[:3] for words in NUMBERS.values() for word in words)


@cache
def _told(code: str) -> frozenset[str]:
    """The words of which one stands where a figure is told in a language, but for compounds."""
    return frozenset(NUMBERS[code]) | frozenset(_LISTED["one"][code].split())


@cache
def _names() -> dict[str, str]:
    """Every name of a unit that another may follow unnamed, with the name that `UNITS` has for it."""
    own = {name: name for name, unit in UNITS.items() if (unit.dimension, unit.factor) in _FACTORS}
    extra = (pair.partition("=") for pair in _LISTED["names"].split())
    return own | {name: unit for name, _, unit in extra}


@cache
def _numbers(code: str) -> str:
    words = numerals.ENGLISH_WORDS if code == "en" else numerals.FOREIGN_WORDS[code]
    return rf"(?:{words})"


@cache
def _after(codes: tuple[str, ...]) -> str:
    """The words of these languages that a figure may stand before, where it counts nothing that follows."""
    words = {
        word
        for code in codes
        for word in FUNCTION_WORDS[code] - set(_LISTED["not_after"][code].split())
        | set(_LISTED["after"][code].split())
    }
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _ending(codes: tuple[str, ...]) -> str:
    """What may follow: an end, a small word, "d'eau"."""
    return rf"(?=\s*(?:[.,;:!?)…–—\n]|$)|\s(?:(?:{_after(codes)})\b|d['’]))"


@cache
def _short() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,/$€£])(?P<whole>\d{1,2})(?P<gap>\s?)m\s?(?P<rest>\d{2})(?![.,]\d)"
        + _ending(tuple(_LISTED["after"])),
        re.IGNORECASE,
    )


@cache
def _pattern(code: str) -> re.Pattern[str]:
    names = sorted((name for name in _names() if name.isalpha()), key=len, reverse=True)
    units = "|".join(map(re.escape, names))
    joint = rf"(?:(?P<joint>{_LISTED['joint'].get(code, '(?!)')})\s)?"
    smaller = "|".join(_any(names) for names in _LISTED["smaller"].values())
    # "An hour 3 or 4 of them", but "two metres forty to two metres fifty".
    another = rf"\s(?:{_any(_LISTED['joins'])})\s(?:\d+|{_numbers(code)})(?!\s(?:{units})\b)"
    return re.compile(
        rf"(?<![\d.,:/-])\b(?P<whole>\d{{1,4}}|{_any(_LISTED['one'][code])}|{_numbers(code)})"
        rf"(?:\s|(?<=['’]))(?P<unit>{units})\s{joint}(?P<rest>\d{{1,3}}|{_numbers(code)})"
        rf"(?:\s(?P<smaller>{smaller})\b)?(?![\w%.,:/-]*\d|[%-])(?!{another})"
        rf"(?!\s(?:{_LISTED['of_them'][code]})\b){_ending((code,))}"
    )
