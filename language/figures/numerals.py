"""Numbers as they are written, in digits or in words, without what they measure."""

from __future__ import annotations

import re
from typing import NamedTuple

from language.tongue import nearest
from language.words import NUMBERS

_ENGLISH = NUMBERS["en"]
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
# Words for numbers of other languages count only in a text of that language: "once" is eleven in Spanish.
_FOREIGN = {code: words for code, words in NUMBERS.items() if code != "en"}


class Numeral(NamedTuple):
    """A number and the place value of the last digit that was written."""

    value: float
    resolution: float


def language(text: str) -> str:
    """The language whose numbers `text` is written in; asked only where another than English tells."""
    return nearest(text) if _TELLS.search(text) else "en"


_EN_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_EN_SCALE = "|".join(_SCALES)
# The digits after a spoken point: "ninety-one point two five", "nought point oh five".
_SPOKEN_DIGITS = {word: str(int(value)) for word, value in _ENGLISH.items() if value < 100} | {"oh": "0"}
_SPOKEN = "|".join(sorted(_SPOKEN_DIGITS, key=len, reverse=True))
ENGLISH_WORDS = (
    rf"\b(?:(?:half\ )?a[ -](?:{_EN_SCALE})|(?:{_EN_WORD}))"
    rf"(?:[ -](?:{_EN_WORD}|{_EN_SCALE}|and\ a\ half|and\ (?:{_EN_WORD})))*"
    rf"(?:\ point(?:[ -](?:{_SPOKEN}))+)?\b"
)
FOREIGN_WORDS = {
    code: r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\b"
    for code, words in _FOREIGN.items()
}

# What other languages than English write otherwise: number words, and figures with a comma or a point.
_TELLS = re.compile(rf"\d[.,]\d|{'|'.join(FOREIGN_WORDS.values())}", re.IGNORECASE)

# In this order: grouped thousands, European thousands with a decimal comma, spaced thousands, decimals.
# The space of a group must be a no-break or thin one, or "in 2021 300 users" would be one number.
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d+,\d{1,2}(?![\d,]|\.\d)|\d+(?:[.,]\d+)?|\.\d+"
)
_LONGEST = 24


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
    """Read number words ("forty", "one hundred and twenty", "two and a half", "a dozen")."""
    foreign = _FOREIGN.get(text_language, {}).get(written.lower())
    if foreign is not None:
        return _rounded(float(foreign))
    whole, point, spoken = written.lower().partition(" point")
    if point:
        fraction = _after_point(re.split(r"[ -]", spoken.strip(" -")))
        before = from_words(whole, text_language)
        return Numeral(before.value + float(f"0.{fraction}"), 10.0 ** -len(fraction)) if before else None
    total, group = 0.0, 0.0
    resolution: float | None = None
    for word in re.split(r"[ -]", written.lower().replace("and a half", "half")):
        if word == "half":
            group, resolution = group + 0.5, 0.5
        elif word in _SCALES:
            scale = _SCALES[word]
            group = (group or 1.0) * scale
            resolution = resolution * scale if resolution else None
            if scale >= 1e3:
                total, group = total + group, 0.0
        elif word in _ENGLISH:
            group += _ENGLISH[word]
        elif word == "a":
            # "a dozen" starts a group that is one; in "half a million" the half stands already.
            group = group or 1.0
    value = total + group
    return Numeral(value, resolution) if resolution else _rounded(value)


def _after_point(spoken: list[str]) -> str:
    """The digits of "two five" and of "twenty-five", which are the same after a point."""
    digits = ""
    tens = False
    for word in spoken:
        digit = _SPOKEN_DIGITS[word]
        digits = digits[:-1] + digit if tens and len(digit) == 1 and digit != "0" else digits + digit
        tens = len(digit) == 2 and digit[1] == "0"
    return digits


def _rounded(value: float) -> Numeral:
    digits = f"{value:.0f}"
    return Numeral(value, 10.0 ** (len(digits) - len(digits.rstrip("0"))) if value else 1.0)
