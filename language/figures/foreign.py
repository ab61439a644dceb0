"""Numbers in the words of other languages than English: compounds, dozens, parts, weeks counted in days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from language.figures import foreign_parts
from language.figures.units import UNITS
from language.patterns import regex
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
    "de": _Grammar("und", "(?:und)?", "eins|ein", "einhalb", ones_first=True),
    "nl": _Grammar(
        "(?:en|ën)", "(?:en)?", "een|één", "[eë]nhalf|[eë]nhalve| en een half| en een halve", ones_first=True
    ),
    "es": _Grammar(r"\sy\s", r"\s", "uno|una|un|ún", r"\sy\smedi[oa]"),
    "pt": _Grammar(r"\se\s", r"\se\s", "uma|um", r"\se\smei[oa]"),
    "fr": _Grammar(r"[\s-](?:et[\s-])?", r"[\s-]", "une|un", r"\set\sdemie?"),
    "it": _Grammar("", "", "uno|un", r"\se\smezz[oa]"),
}
# Between the thousands and the hundreds: "duemila trecento", "dois mil e duzentos".
_AFTER_THOUSANDS = r"[\s-]?(?:(?:und|en|y|e)[\s-]?)?"
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
_ROUND = r"jede[rsnm]?\s(?P<round>{names})[rsnm]?\s(?P<round_unit>Tag|Woche|Monat|Jahr|Stunde)\b"
_ONE, _AND_A_HALF = r"(?:un[ea]?|uno|uma?)", r"(?:et\sdemie?|y\smedi[oa]|e\smei[oa]|e\smezz[oa])\b"
_SINGULAR = {"an": "ans"}
_PER_CENT = regex(r"\b(?:pour|por|per)\s+cent(?:o|os)?\b|\bpor\s+ciento\b", re.IGNORECASE)


class Spelled(NamedTuple):
    """A number in words: `text[start:end]`."""

    value: float
    start: int
    end: int


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


def _as_said(words: dict[str, float]) -> dict[str, float]:
    """The words as patterns: people leave the hyphen out ("quatre vingt dix")."""
    return {word.replace("-", r"[\s-]"): value for word, value in words.items()}


@cache
def number_words(code: str) -> str:
    """The pattern of a number below a thousand in the words of the language `code`, in small letters."""
    return rf"\b{_below_thousand(code)}(?:{_GRAMMARS[code].half})?{_END}"


@cache
def _below_thousand(code: str) -> str:
    grammar, known = _GRAMMARS[code], _as_said(NUMBERS[code])
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
    return f"(?:{above}|{below})"


def spelled(text: str, code: str) -> Iterator[Spelled]:
    """The numbers in words of `text` in the language `code`, left to right, the thousands too.

    "One" alone is an article or a pronoun far more often than a count, and is left out. None where the words
    of the language are not known here; English is read elsewhere.
    """
    if code in _GRAMMARS or code in table("collectives")["signs"]:
        # The hundred of "dix pour cent" is no number of its own.
        text = _PER_CENT.sub(lambda found: "%" * len(found[0]), text)
        for found in _any_number(code).finditer(text):
            yield Spelled(in_words(code, found[0]), found.start(), found.end())


@cache
def _any_number(code: str) -> re.Pattern[str]:
    if signs := _listed(code, "signs"):
        scale = f"[{''.join(sign for sign in signs if float(signs[sign]) >= 10)}]"
        digit = f"[{''.join(sign for sign in signs if float(signs[sign]) < 10)}]"
        return re.compile(f"(?:零?{digit}?{scale})+(?:零?{digit})?|(?!一){digit}")
    below, scales, one = _below_thousand(code), _any(_listed(code, "scales")), _GRAMMARS[code].one
    thousands = rf"(?:(?:{below}|{one})[\s-]?)?(?:{scales})"
    # Most words are passed over at their first letter.
    first = "".join({word[0] for word in _values(code)})
    return re.compile(
        rf"\b(?=[{first}])(?:{thousands}(?:{_AFTER_THOUSANDS}{thousands})*(?:{_AFTER_THOUSANDS}(?:{below}|{one}))?"
        rf"|{below}(?:{_GRAMMARS[code].half})?|{_any(_listed(code, 'none'))})\b",
        re.IGNORECASE,
    )


@cache
def phrases(code: str) -> str:
    """The pattern of the other ways to say a number in the language `code`, with a group for each."""
    n = rf"(?:\d{{1,4}}|{number_words(code)})"
    kinds = foreign_parts.phrases(code, n)
    if every := _listed(code, "every"):
        kinds.append(rf"(?P<foreign_round>\b{_ROUND.format(names=_any(every))})")
    kinds += [rf"(?P<foreign_share>\b{_ONE_IN[code]}\s?(?P<below>{n})(?!\s?%))"]
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
        below = _number(code, found["below"])
        return Read("fraction", 100.0 / below) if below > 1 else None
    if kind in _PARTS:
        return _part(code, kind, found)
    if kind == "foreign_round":
        nth = float(_listed(code, "every")[found["round"].lower()])
        return Read("timed", nth, unit=foreign_parts.turn_unit(code, found["round_unit"]))
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


_PARTS = frozenset(f"foreign_{name}" for name in ("ratio", "one", "part", "half", "times", "turn"))


def _part(code: str, kind: str, found: re.Match[str]) -> Read | None:
    """What a match of `foreign_parts.phrases` says."""
    if kind == "foreign_times":
        return Read("factor", foreign_parts.times_of(code, found[0]))
    if kind == "foreign_turn":
        return Read(
            "timed", _number(code, found["turn_of"]), unit=foreign_parts.turn_unit(code, found["round_in"])
        )
    if kind == "foreign_half" or (kind == "foreign_part" and found["half_of_it"]):
        return Read("fraction", 50.0)
    if kind == "foreign_ratio":
        above, below = _number(code, found["above"]), _number(code, found["of"])
    elif kind == "foreign_one":
        above, below = 1.0, _number(code, found["one_of"])
    else:
        above, below = _number(code, found["so_many"]), foreign_parts.part_of(code, found["part"])
    return Read("fraction", 100.0 * above / below) if 0 < above < below else None


def _number(code: str, written: str) -> float:
    return float(written) if written.isdigit() else in_words(code, written)


def in_words(code: str, written: str) -> float:
    """The value of what `number_words` matches, or `spelled` finds."""
    total = group = last = 0.0
    values = _values(code)
    for piece in _pieces(code).findall(written.lower()):
        # What is no word of the table is a half.
        value = values.get(re.sub(r"\s", "-", piece), 0.5)
        if value >= 1000 and piece != "千":
            total, group, last = total + (group or 1.0) * value, 0.0, 0.0
        elif value == 100 or piece in ("十", "千"):
            # What stands before it is multiplied: 二百四十, "deux cents".
            group, last = group - last + (last or 1.0) * value, 0.0
        else:
            group, last = group + value, value
    return total + group


@cache
def _values(code: str) -> dict[str, float]:
    listed = {**_listed(code, "scales"), **_listed(code, "none"), **_listed(code, "signs")}
    ones = _GRAMMARS[code].one.split("|") if code in _GRAMMARS else ()
    return {
        **NUMBERS.get(code, {}),
        **dict.fromkeys(ones, 1.0),
        **{word: float(value) for word, value in listed.items()},
    }


@cache
def _pieces(code: str) -> re.Pattern[str]:
    half = f"{_GRAMMARS[code].half}|" if code in _GRAMMARS else ""
    return re.compile(half + _any(_as_said(_values(code))))


TELLING = "|".join(
    (
        _any({word for code in _GRAMMARS for word in _listed(code, "many")}),
        "jede[rsnm]?",
        rf"{_ONE}\s[^\W\d]+\s{_AND_A_HALF}",
        *_ONE_IN.values(),
        foreign_parts.telling(),
    )
)
"""What tells of another language beside its number words: "demi-douzaine", "jede achte"."""
