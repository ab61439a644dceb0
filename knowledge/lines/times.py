"""Times that guides give: how long an answer takes, and when a part of the interview is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.hanzi import simplified
from language.needed import sought
from language.words import NUMBERS

_NUMBER = r"(\d{1,3}(?:[.,]\d)?)"
_TO = r"\s*(?:-|–|—|~|to|a|à|bis|até|hasta|至|到)\s*"
_SECONDS = re.compile(
    rf"{_NUMBER}(?:{_TO}{_NUMBER})?\s*-?\s*(seconds?|secs?|s\b|segundos?|秒钟?|sekunden?|sek\b|secondes?|second[io]|seconden"
    r"|minutes?|mins?|min\b|m\b|minutos?|分钟|minuten?|minut[io]|초|분|ثانية|ثوان|دقائق|دقيقة|सेकंड|मिनट)",
    re.IGNORECASE,
)
# "One-minute summary", "zwei Minuten": the unit behind it says that a word is a number, in any language.
_ONE = frozenset("a ein eine einer un une uno una um uma een één 一 半".split())
_A_UNIT = sought("min|sec|sek|seg", re.IGNORECASE)
_WORDED = re.compile(
    r"(?<!\w)(?P<word>[^\W\d_]+)[\s-]?"
    r"(?P<unit>minut[eoais]*n?|min|seconds?|sekunden|segundos|secondes|secondi|seconden)\b",
    re.IGNORECASE,
)
# "一分钟", "两分钟".
_CHINESE = {"一": "1", "两": "2", "二": "2", "三": "3", "五": "5"}
_CHINESE_NUMBER = re.compile("[一两二三五](?=分|秒)")
_HALF = sought(r"½|1/2|half|halb|medi[ao]|demie?|mezz[oa]|mei[ao]|半", re.IGNORECASE)
_DIGIT_AND_HALF = re.compile(r"(?<![\d.,])(\d{1,2})\s?(?:½|1/2)(?=[\s-])")
_MINUTE_AND_HALF = re.compile(
    r"\b(?:(?:a|one) minute and a half|(?:a|one) and a half minutes?|anderthalb\w* minuten?"
    r"|eineinhalb minuten?|(?:un |1 )?minuto y medi[oa]|(?:une |1 )?minute et demie?"
    r"|(?:un |1 )?minuto e mezzo"
    r"|(?:um |1 )?minuto e meio|anderhalve minuut|(?:een|1) minuut en een half)\b|一分半钟?|一分钟半",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\d:]){_NUMBER}{_TO}{_NUMBER}\s*-?\s*(?:min|m\b|minut|分)|^\s*{_NUMBER}{_TO}{_NUMBER}\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"(\d{{1,2}})[:h.](\d{{2}}){_TO}(\d{{1,2}})[:h.](\d{{2}})")
_LENGTH = re.compile(rf"{_NUMBER}(?:{_TO}{_NUMBER})?\s*-?\s*(?:min|m\b|minut|分)", re.IGNORECASE)

_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}"
    r"|[^\W\d_]{3,10}\.? \d{1,2},? \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
_DATE = re.compile(
    rf"(?:@|[^\W\d_]{{2,10}}\.?,? )?{_DAY}(?:[T,]?\s*(?:at |um |à )?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?Z?"
    r"(?:\s?[ap]\.?m\.?)?)?(?:\s?\(?(?:UTC|GMT|CET|[A-Z]{3,4})[+\d]*\)?)?",
    re.IGNORECASE,
)


def is_a_date(text: str) -> bool:
    """Is `text` nothing but a day, and perhaps a time of it: `2026-11-18 21:14`, `18 Nov 2026`?"""
    return _DATE.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1024)
def spoken_seconds(text: str) -> tuple[int, int] | None:
    """(least, most) seconds from "(2-3 min)", "90-Second", "30 s", "2 分钟"; None where there is no time."""
    plain = _whole_and_half(simplified(text))
    if any(sign in plain for sign in _CHINESE):
        plain = _CHINESE_NUMBER.sub(lambda found: _CHINESE[found[0]], plain)
    found = _SECONDS.search(plain)
    if not found:
        return _worded_seconds(text)
    if found[3] == "M":
        # "100M queries": a million, never a minute.
        return None
    unit = found[3].lower()
    factor = 60 if unit.startswith(("m", "分", "분", "د", "म")) else 1
    least = float(found[1].replace(",", ".")) * factor
    most = float(found[2].replace(",", ".")) * factor if found[2] else least
    if most < least or least <= 0:
        return None
    return round(least), round(most)


def _whole_and_half(text: str) -> str:
    """`text` with "1½", "1 1/2", "a minute and a half" and "anderthalb Minuten" as figures."""
    if not _HALF.search(text):
        return text
    text = _DIGIT_AND_HALF.sub(r"\1.5", text)
    return _MINUTE_AND_HALF.sub("1.5 min", text)


def _worded_seconds(text: str) -> tuple[int, int] | None:
    for found in _WORDED.finditer(text) if _A_UNIT.search(text) else ():
        word = found["word"].lower()
        number = 1.0 if word in _ONE else _number_words().get(word, 0.0)
        if number:
            seconds = round(number * (60 if found["unit"].lower().startswith("m") else 1))
            return seconds, seconds
    return None


@cache
def _number_words() -> dict[str, float]:
    return {word: number for words in NUMBERS.values() for word, number in words.items()}


def minutes_between(text: str) -> tuple[float, float] | None:
    """(start, end) in minutes from "5-15 min" or "10:00-10:30" (which counts from midnight)."""
    clock = _CLOCK.search(text)
    if clock:
        start = int(clock[1]) * 60 + int(clock[2])
        end = int(clock[3]) * 60 + int(clock[4])
        return (float(start), float(end)) if end > start else None
    found = _RANGE.search(simplified(text))
    if not found:
        return None
    least, most = (float(number.replace(",", ".")) for number in found.groups() if number)
    return (least, most) if most > least else None


def minutes_long(text: str) -> float | None:
    """How many minutes something takes: the middle of "20-30 min", or the one number."""
    found = _LENGTH.search(simplified(text))
    if not found:
        return None
    least = float(found[1].replace(",", "."))
    most = float(found[2].replace(",", ".")) if found[2] else least
    return (least + most) / 2 if 0 < least <= most else None
