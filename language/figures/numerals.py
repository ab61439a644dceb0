"""Numbers as they are written, in digits or in words, without what they measure."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from language.figures import foreign
from language.figures.starts import places
from language.patterns import regex
from language.tongue import nearest
from language.words import NUMBERS

_ENGLISH = NUMBERS["en"]
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0, "score": 20.0}


class Numeral(NamedTuple):
    """A number and the place value of the last digit that was written."""

    value: float
    resolution: float


def language(text: str) -> str:
    """The language whose numbers `text` is written in; asked only where another than English tells."""
    return nearest(text) if _tells(text.lower()) else "en"


def _tells(lowered: str) -> bool:
    """Whether `_TELLS` is found in a text in small letters."""
    return _POINTED.search(lowered) is not None or any(
        _TELLS.match(lowered, place) for place in places(lowered, "foreign")
    )


_EN_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
# "A score of volunteers" and "three score" count; "a score of 0.9" and "one score" are marks.
_SCORE = r"(?<=[ -])(?:(?<=\ba.)score(?=\ of\ [a-z]{4,}[^s\W]s\b)|(?<!\ba.)(?<!\bone.)score(?=\ [a-z]))"
_EN_SCALE = "|".join((*(scale for scale in _SCALES if scale != "score"), _SCORE))
# The digits after a spoken point: "ninety-one point two five", "nought point oh five".
_SPOKEN_DIGITS = {word: str(int(value)) for word, value in _ENGLISH.items() if value < 100} | {"oh": "0"}
_SPOKEN = "|".join(sorted(_SPOKEN_DIGITS, key=len, reverse=True))
_SPOKEN_POINT = rf"point(?:[ -](?:{_SPOKEN}))+"
# "Of point four one", but not "the point two of us made": after these words nobody makes a point. After "at"
# and "and" one digit is a number in a list ("at point four").
_BEFORE_A_POINT = (
    "of from to was is were by about around over under above below only just nearly roughly reached hit than "
    "with or kappa"
)
_BARE_POINT = (
    "(?:" + "|".join(rf"(?<=\b{word}\ )" for word in _BEFORE_A_POINT.split()) + rf"){_SPOKEN_POINT}"
    rf"|(?:(?<=\bat\ )|(?<=\band\ ))point(?:[ -](?:{_SPOKEN})){{2,}}"
)
_PARTS = {"and a half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75, "and three quarter": 0.75}
_EN_PART = r"and\ a\ (?:half|quarter)|and\ three[ -]quarters?"
_EN_TENS = "|".join(word for word, value in _ENGLISH.items() if value >= 20)
_EN_ONES = "|".join(word for word, value in _ENGLISH.items() if 1 <= value < 10)
# "Three and four" and "twenty twenty-two" are two numbers, "a hundred and four" and "twenty-two" are one.
_EN_BELOW = rf"(?:(?:{_EN_TENS})(?:[ -](?:{_EN_ONES})\b)?|(?:{_EN_WORD}))"
ENGLISH_WORDS = (
    rf"\b(?:(?:(?:half\ )?a[ -](?:{_EN_SCALE})|hundred(?=\ and\ (?:{_EN_WORD}))"
    rf"|{_EN_BELOW}(?:\ (?:{_EN_PART}))?)"
    rf"(?:(?:(?<=\bhundred)|(?<=\bthousand)|(?<=\bmillion)|(?<=\bbillion)|(?<=\bdozen))"
    rf"[ -](?:{_EN_PART}|(?:and\ )?{_EN_BELOW})|[ -](?:{_EN_SCALE}))*"
    rf"(?:\ {_SPOKEN_POINT})?|(?:nought|naught)\ {_SPOKEN_POINT}|{_BARE_POINT})\b"
)
FOREIGN_WORDS = {code: foreign.number_words(code) for code in NUMBERS if code != "en"}

# What other languages than English write otherwise: number words, and figures with a comma or a point. It is
# for text in small letters: among so many words, heeding no capitals takes five times as long.
_POINTED = regex(r"\d[.,]\d")
_TELLS = regex(rf"{_POINTED.pattern}|{'|'.join(FOREIGN_WORDS.values())}|\b(?:{foreign.TELLING})\b")

# In this order: grouped thousands, European thousands with a decimal comma, spaced thousands, decimals.
# The space of a group must be a no-break or thin one, or "in 2021 300 users" would be one number.
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d+,\d{1,2}(?![\d,]|\.\d)|\d+(?:[.,]\d+)?|\.\d+"
)
# Who types "6 400" has no other space at hand; "2021 300", "10 200 300 400" and "06 12 34" are none.
_TYPED = regex(r"(?<![\d.,:/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![.,:/]?\d| \d)")
_NEVER_SPACED = frozenset({"en", "zh"})
_LONGEST = 24


def joined(text: str, text_language: str = "") -> str:
    """`text`, no shorter, with no-break spaces where a typed space groups the digits of one number: "6 400".

    English and Chinese group by a comma, or not at all. Without a `text_language` the words tell it.
    """
    if _TYPED.search(text) is None or (text_language or nearest(text)) in _NEVER_SPACED:
        return text
    return _TYPED.sub(lambda number: number[0].replace(" ", "\u00a0"), text)


def from_digits(written: str, text_language: str) -> Numeral | None:
    """Read digits; None for what is too long to be a quantity (an identifier, a card number)."""
    if len(written) > _LONGEST:
        return None
    plain = re.sub(r"[\u00a0\u202f\u2009'’]", "", written)
    european = text_language != "en"
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain) and not (european and plain.count(",") == 1):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", plain) or (
        european and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain)
    ):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    whole, _, fraction = plain.partition(".")
    if fraction:
        return Numeral(float(plain), 10.0 ** -len(fraction))
    trailing = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return Numeral(float(whole), 10.0**trailing)


def from_words(written: str, text_language: str) -> Numeral | None:
    """Read number words ("forty", "one hundred and twenty", "two and a half", "a dozen", "point four")."""
    # Words for numbers of other languages count only in a text of that language: "once" is eleven in Spanish.
    if text_language != "en" and _foreign_words(text_language).fullmatch(written):
        value = foreign.in_words(text_language, written)
        return rounded(value) if value.is_integer() else Numeral(value, 0.5)
    before, point, spoken = f" {written.lower()}".partition(" point")
    if point:
        fraction = _after_point(re.split(r"[ -]", spoken.strip(" -")))
        whole = before.strip()
        value = _in_words(whole).value if whole not in ("", "nought", "naught") else 0.0
        return Numeral(value + float(f"0.{fraction}"), 10.0 ** -len(fraction))
    return _in_words(written.lower())


def _in_words(written: str) -> Numeral:
    """Read English number words in small letters, without a point."""
    total, group, last_scale = 0.0, 0.0, 1.0
    resolution: float | None = None
    said = _PART_WORDS.sub(lambda part: f"{_PARTS[part[0].replace('-', ' ')]}", written)
    for word in re.split(r"[ -]", said):
        if word == "half" or word[0] == "0":
            # "A million and a half" is half a million more, "two and a half thousand" half a thousand.
            part = 0.5 if word == "half" else float(word)
            group, resolution = group + part * last_scale, part % 0.5 * last_scale or 0.5 * last_scale
            last_scale = 1.0
        elif word in _SCALES:
            scale = _SCALES[word]
            group = (group or 1.0) * scale
            resolution = resolution * scale if resolution else None
            last_scale = scale
            if scale >= 1e3:
                total, group = total + group, 0.0
        elif word in _ENGLISH:
            group += _ENGLISH[word]
            last_scale = 1.0
        elif word == "a":
            # "a dozen" starts a group that is one; in "half a million" the half stands already.
            group = group or 1.0
    value = total + group
    return Numeral(value, resolution) if resolution else rounded(value)


_PART_WORDS = regex(_EN_PART)


@cache
def _foreign_words(code: str) -> re.Pattern[str]:
    return re.compile(FOREIGN_WORDS[code], re.IGNORECASE)


def _after_point(spoken: list[str]) -> str:
    """The digits of "two five" and of "twenty-five", which are the same after a point."""
    digits = ""
    tens = False
    for word in spoken:
        digit = _SPOKEN_DIGITS[word]
        digits = digits[:-1] + digit if tens and len(digit) == 1 and digit != "0" else digits + digit
        tens = len(digit) == 2 and digit[1] == "0"
    return digits


def rounded(value: float) -> Numeral:
    """`value` with the place of its last digit that is not nought."""
    digits = f"{value:.0f}"
    return Numeral(value, 10.0 ** (len(digits) - len(digits.rstrip("0"))) if value else 1.0)
