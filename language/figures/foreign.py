"""Numbers in the words of other languages than English: compounds, dozens, parts, weeks counted in days."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from language.figures.units import UNITS
from language.tables import table
from language.words import NUMBERS


class _Grammar(NamedTuple):
    """How a language joins its number words.

    `joint` stands between tens and ones, `gap` around the hundreds, `one` is said only in a compound, and
    `half` after a number is half a one more. `ones_first` is "fünfundzwanzig" and "vijfentwintig".
    """

    joint: str
    gap: str
    one: str
    half: str
    ones_first: bool = False


_GRAMMARS = {
    "de": _Grammar("und", "(?:und)?", "ein", "einhalb", ones_first=True),
    "nl": _Grammar(
        "(?:en|ën)", "(?:en)?", "een", "[eë]nhalf|[eë]nhalve| en een half| en een halve", ones_first=True
    ),
    "es": _Grammar(" y ", " ", "uno|una|un|ún", " y medi[oa]"),
    "pt": _Grammar(" e ", " e ", "uma|um", " e mei[oa]"),
    "fr": _Grammar("[ -](?:et[ -])?", "[ -]", "une|un", " et demie?"),
    "it": _Grammar("", "", "uno|un", " e mezz[oa]"),
}
_ONES = {word: 1.0 for grammar in _GRAMMARS.values() for word in grammar.one.split("|")}
# A word that goes on is another one, but for the thousands, which are read as a magnitude.
_END = r"(?:\b|(?=tausend|duizend|mila\b))"
# "One in eight": what stands between the one and the eight.
_ONE_IN = {
    "de": r"eine?[rsnm]?\s(?:von|aus)", "nl": r"(?:een|één)\sop\s(?:de\s)?", "es": r"un[oa]?\sde\scada",
    "pt": r"uma?\sem\scada", "fr": r"une?\s(?:[^\W\d]+\s)?sur", "it": r"un[oa]?\s(?:[^\W\d]+\s)?su",
}  # fmt: skip
_EVERY = (
    r"jede[rsnm]?\s(?P<nth>{names})[rsnm]?\s"
    r"(?!Tag|Woche|Monat|Jahr|Stunde|Minute|Sekunde|Quartal|Mal\b|\w*tag\b)"
)
_ONE, _AND_A_HALF = r"(?:un[ea]?|uno|uma?)", r"(?:et\sdemie?|y\smedi[oa]|e\smei[oa]|e\smezz[oa])\b"
_SINGULAR = {"an": "ans"}


class Read(NamedTuple):
    """A number: `kind` is "words", "fraction" (of 100) or "timed", whose `unit` stands within."""

    kind: str
    value: float
    high: float = -1.0
    unit: str = ""
    vague: bool = False


def _listed(code: str, name: str) -> dict[str, str]:
    listed = str(table("collectives")[name].get(code, ""))
    return {
        word.replace("_", " "): value for word, _, value in (pair.partition("=") for pair in listed.split())
    }


def _any(words: dict[str, float] | dict[str, str] | set[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def number_words(code: str) -> str:
    """The pattern of a number in the words of the language `code`, as it is written in small letters."""
    grammar, known = _GRAMMARS[code], NUMBERS[code]
    tens = {word for word, value in known.items() if 20 <= value < 100 and value % 10 == 0}
    small = {word for word, value in known.items() if value < 100} - tens
    ones = {word for word in small if known[word] < 10} | set(grammar.one.split("|"))
    hundred = {word for word, value in known.items() if value == 100}
    hundreds = {word for word, value in known.items() if value > 100} or hundred
    if grammar.ones_first:
        below = rf"(?:(?:{_any(ones)}){grammar.joint})?(?:{_any(tens)})|{_any(small)}"
    else:
        below = rf"(?:{_any(tens)})(?:{grammar.joint}(?:{_any(small | ones)}))?|{_any(small)}"
    above = (
        rf"(?:(?:(?:{_any(ones)}){grammar.gap})?(?:{_any(hundred)})|{_any(hundreds)})"
        rf"(?:{grammar.gap}(?:{below}|{grammar.one}))?"
    )
    return rf"\b(?:{above}|{below})(?:{grammar.half})?{_END}"


@cache
def phrases(code: str) -> str:
    """The pattern of the other ways to say a number in the language `code`, with a group for each."""
    n = rf"(?:\d{{1,4}}|{number_words(code)})"
    kinds = [rf"(?P<foreign_share>\b{_ONE_IN[code]}\s?(?P<below>{n})(?!\s?%))"]
    if every := _listed(code, "every"):
        kinds.append(rf"(?P<foreign_every>\b{_EVERY.format(names=_any(every))})")
    if weeks := _listed(code, "weeks"):
        kinds.append(rf"(?P<foreign_weeks>\b(?:{_any(weeks)})\b)")
    if code not in ("de", "nl"):
        kinds.append(rf"(?P<foreign_timed>\b{_ONE}\s(?P<half_of>[^\W\d]+)\s{_AND_A_HALF})")
    kinds.append(rf"(?P<foreign_many>\b(?:{_any(_listed(code, 'many'))})\b)")
    return "|".join(kinds)


def read_phrase(code: str, kind: str, found: re.Match[str]) -> Read | None:
    """What a match of `phrases` says."""
    said = " ".join(found[0].lower().split())
    if kind == "foreign_share":
        below = float(found["below"]) if found["below"].isdigit() else in_words(code, found["below"])
        return Read("fraction", 100.0 / below) if below > 1 else None
    if kind == "foreign_every":
        return Read("fraction", 100.0 / float(_listed(code, "every")[found["nth"].lower()]))
    if kind == "foreign_weeks":
        days = 7.0 * float(_listed(code, "weeks")[said])
        return Read("timed", days, high=days + 1.0, unit="day")
    if kind == "foreign_timed":
        unit = _SINGULAR.get(found["half_of"].lower(), found["half_of"].lower())
        return Read("timed", 1.5, unit=unit) if unit in UNITS else None
    value = _listed(code, "many")[said]
    return Read("words", float(value.lstrip("~")), vague=value.startswith("~"))


def in_words(code: str, written: str) -> float:
    """The value of what `number_words` matches."""
    total = 0.0
    for piece in _pieces(code).findall(written.lower()):
        value = NUMBERS[code].get(piece, _ONES.get(piece, 0.5))
        total = (total or 1.0) * value if value == 100 else total + value
    return total


@cache
def _pieces(code: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_GRAMMARS[code].half}|{_any(set(NUMBERS[code]) | set(_GRAMMARS[code].one.split('|')))}"
    )


TELLING = "|".join(
    (
        _any({word for code in _GRAMMARS for word in _listed(code, "many")}),
        "jede[rsnm]?",
        rf"{_ONE}\s[^\W\d]+\s{_AND_A_HALF}",
        *_ONE_IN.values(),
    )
)
"""What tells of another language beside its number words: "demi-douzaine", "jede achte"."""
