"""Times that guides give: how long an answer takes, and when a part of the interview is."""

from __future__ import annotations

import re

from language.hanzi import simplified

_NUMBER = r"(\d{1,3}(?:[.,]\d)?)"
_TO = r"\s*(?:-|–|—|~|to|a|à|bis|até|hasta|至|到)\s*"
_SECONDS = re.compile(
    rf"{_NUMBER}(?:{_TO}{_NUMBER})?\s*-?\s*(seconds?|secs?|s\b|segundos?|秒钟?|sekunden?|sek\b|secondes?|minutes?|mins?|min\b|m\b|minutos?|分钟|minuten?|초|분|ثانية|ثوان|دقائق|دقيقة|सेकंड|मिनट)",
    re.IGNORECASE,
)
# "One-minute summary", "zwei Minuten"; no language has a "one" that is only that, so a unit must follow.
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one a einer eine ein un une uno una um uma een",
            "two zwei dos deux due dois duas twee",
            "three drei tres trois tre três drie",
        ),
        start=1,
    )
    for word in words.split()
} | {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}
_WORDED = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})[\s-]?"
    r"(minut[eoais]*n?|min|seconds?|sekunden|segundos|secondes|secondi|seconden)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\d:]){_NUMBER}{_TO}{_NUMBER}\s*-?\s*(?:min|m\b|minut|分)|^\s*{_NUMBER}{_TO}{_NUMBER}\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"(\d{{1,2}})[:h.](\d{{2}}){_TO}(\d{{1,2}})[:h.](\d{{2}})")
_LENGTH = re.compile(rf"{_NUMBER}(?:{_TO}{_NUMBER})?\s*-?\s*(?:min|m\b|minut|分)", re.IGNORECASE)


def spoken_seconds(text: str) -> tuple[int, int] | None:
    """(least, most) seconds from "(2-3 min)", "90-Second", "30 s", "2 分钟"; None where there is no time."""
    found = _SECONDS.search(simplified(text))
    if not found:
        worded = _WORDED.search(text)
        if not worded:
            return None
        seconds = _WORDS[worded[1].lower()] * (60 if worded[2].lower().startswith("m") else 1)
        return seconds, seconds
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
