"""Numbers as they are written, in digits or in words, without what they measure."""

from __future__ import annotations

import re
from typing import NamedTuple


def _table(pairs: str) -> dict[str, float]:
    return {word: float(value) for word, _, value in (pair.partition("=") for pair in pairs.split())}


_ENGLISH = _table(
    "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
    "thirteen=13 "
    "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 "
    "forty=40 fifty=50 "
    "sixty=60 seventy=70 eighty=80 ninety=90"
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}

# Words for numbers of other languages count only in a text of that language: "once" is eleven in Spanish.
_FOREIGN: dict[str, dict[str, float]] = {
    "es": _table(
        "dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 quince=15 "
        "veinte=20 "
        "treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100"
    ),
    "pt": _table(
        "dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 quinze=15 "
        "vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100"
    ),
    "de": _table(
        "zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 zwanzig=20 "
        "dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 hundert=100"
    ),
}
_FUNCTION_WORDS = {
    "es": frozenset("el los las una con por para del que más años y".split()),
    "pt": frozenset("os uma com por para do da dos que mais anos não e em".split()),
    "de": frozenset("der die das und mit von für auf über wir ich jahre ist nicht ein eine".split()),
}
_LEADING_WORDS = 400


class Numeral(NamedTuple):
    """A number and the place value of the last digit that was written."""

    value: float
    resolution: float


def language(text: str) -> str:
    """Guess "es", "pt" or "de" from the function words at the start of `text`; "" for anything else."""
    words = re.findall(r"[^\W\d_]+", text[: _LEADING_WORDS * 10].lower())[:_LEADING_WORDS]
    if not words:
        return ""
    share = {
        code: sum(word in known for word in words) / len(words) for code, known in _FUNCTION_WORDS.items()
    }
    best = max(share, key=lambda code: share[code])
    return best if share[best] >= 0.15 else ""


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
    european = bool(text_language)
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
