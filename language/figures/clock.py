"""Times of day, which are no quantities: "03:00", "half past six", "7 pm", "noon"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from language.patterns import regex

_HOURS = "twelve one two three four five six seven eight nine ten eleven".split()
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_TIME = regex(
    r"(?<![\d:.])(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:])(?P<half>\s?[ap]\.?m\b)?"
    r"|(?<![\d:.])(?P<whole>1[0-2]|[1-9])\s?(?P<of>[ap]\.?m)\b"
    rf"|\b(?P<part>half past|(?:a )?quarter (?:past|to)) (?P<hour>{_HOUR})\b"
    rf"|\b(?P<sharp>{_HOUR}) o['’]clock\b"
    r"|\b(?P<named>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_HALF_A_DAY = 720
_DAY = 1440
# Nobody is wrong who tells ten past for five past.
_NEAR = 10


class Time(NamedTuple):
    """A time of day in minutes after midnight, and its place; `either` may be in the morning or not."""

    minutes: int
    either: bool
    start: int
    end: int
    quote: str

    def off(self, other: Time) -> int:
        """The minutes between two times of day, on a clock of twelve hours where one may be either."""
        around = _HALF_A_DAY if self.either or other.either else _DAY
        apart = abs(self.minutes - other.minutes) % around
        return min(apart, around - apart)

    def is_near(self, other: Time) -> bool:
        """Whether they are as good as the same."""
        return self.off(other) <= _NEAR


@lru_cache(maxsize=1024)
def times(text: str) -> tuple[Time, ...]:
    """The times of day of `text`, from left to right."""
    return tuple(_time(found) for found in _TIME.finditer(text))


def _time(found: re.Match[str]) -> Time:
    place = (found.start(), found.end(), found[0])
    if name := found["named"]:
        return Time(0 if name.lower() == "midnight" else _HALF_A_DAY, False, *place)
    if found["hours"]:
        minutes = 60 * int(found["hours"]) + int(found["minutes"])
        half = (found["half"] or "").strip()
        # "09:30" is the morning's, "9:30" may be either's.
        unclear = not half and len(found["hours"]) == 1
        return Time(_in_half(minutes, half) if half else minutes, unclear, *place)
    if found["whole"]:
        return Time(_in_half(60 * int(found["whole"]), found["of"]), False, *place)
    hour = 60 * _hour(found["hour"] or found["sharp"])
    part = (found["part"] or "").lower()
    past = 30 if part.startswith("half") else -15 if part.endswith("to") else 15 if part else 0
    return Time((hour + past) % _DAY, True, *place)


def _in_half(minutes: int, half: str) -> int:
    return minutes % _HALF_A_DAY + (_HALF_A_DAY if half.lower().startswith("p") else 0)


def _hour(written: str) -> int:
    return int(written) if written.isdigit() else _HOURS.index(written.lower()) or 12
