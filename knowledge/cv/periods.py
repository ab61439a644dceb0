"""From when to when: the dates in a line of a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.cv.values import Month, Period
from knowledge.cv.words import months, words
from knowledge.inline import folded

_YEAR = r"(?:19[5-9]|20[0-4])\d(?!\d)"
_DATE = (
    r"(?<![\d/])(?:(?<![^\W\d_])(?P<{0}word>[^\W\d_]{{3,10}})[.,]?\s+(?:de\s+|del\s+)?"
    r"|(?:\d{{1,2}}[./-])?(?P<{0}before>\d{{1,2}})[./-])?"
    r"(?P<{0}year>" + _YEAR.replace("{", "{{").replace("}", "}}") + r")"
    r"(?:\s?[./年-]\s?(?P<{0}after>0?[1-9]|1[0-2])(?!\d)月?|年)?"
)
_MARK = r"\s*(?:[-–—−~―‐]|(?<=\s)(?:{to})(?=\s)|[至到])\s*(?:[至到]|(?:al?|à|la|the|il|de)\s+)*"
_RANGE = re.compile(
    _DATE.format("a")
    + _MARK.format(to=words("to"))
    + rf"(?:{_DATE.format('b')}|(?P<now>{words('now')})(?![^\W\u4e00-\u9fff]))"
)
_SINCE = re.compile(rf"(?<![^\W\u4e00-\u9fff])(?:{words('since')})\s*{_DATE.format('a')}(?!\s*[-–—]\s*\d)")
_OPEN = re.compile(_DATE.format("a") + r"\s*[-–—]\s*$")
_SINGLE = re.compile(_DATE.format("a"))


class Found(NamedTuple):
    """A period and where it stands in the folded line, as (start, end)."""

    period: Period
    start: int
    end: int


def plain(text: str) -> str:
    """`text` folded, where folding keeps every letter's place; else in lower case alone."""
    bare = folded(text)
    return bare if len(bare) == len(text) else text.lower()


def periods_in(text: str) -> list[Found]:
    """The periods that `text` tells, in order: ranges, and what goes on since."""
    bare = plain(text)
    found = list(_ranges(bare, text))
    if not found:
        found = [_found(match, None, text) for match in (_SINCE.search(bare), _OPEN.search(bare)) if match]
    return found[:1] if found and len(found) == 1 else found


def last_year(text: str) -> int | None:
    """The last year that `text` names, None where it names none."""
    years = [int(match["ayear"]) for match in _SINGLE.finditer(plain(text))]
    return max(years, default=None)


def without_dates(text: str) -> str:
    """`text` without the periods and single years in it."""
    for found in reversed(periods_in(text)):
        text = text[: found.start] + " | " + text[found.end :]
    for match in reversed(list(_SINGLE.finditer(plain(text)))):
        if _is_date(match):
            text = text[: match.start()] + " | " + text[match.end() :]
    return text


def _ranges(bare: str, text: str) -> Iterator[Found]:
    for match in _RANGE.finditer(bare):
        last = None if match["now"] else _month(match, "b")
        found = _found(match, last, text)
        if last is None or found.period.first is None or last[0] >= found.period.first[0]:
            yield found


def _found(match: re.Match[str], last: Month | None, text: str) -> Found:
    start = match.start()
    if match["aword"] and match["aword"].rstrip(".") not in months() and match.re is not _SINCE:
        # "Engineer 2019 – 2021": the word is none of a date.
        start = match.start("ayear")
    quote = text[start : match.end()].strip(" *_()")
    return Found(Period(_month(match, "a"), last, quote), start, match.end())


def _month(match: re.Match[str], name: str) -> Month:
    word = match[f"{name}word"] or ""
    number = months().get(word) or int(match[f"{name}before"] or match[f"{name}after"] or 0)
    return Month(int(match[f"{name}year"]), number if 1 <= number <= 12 else 0)


def _is_date(match: re.Match[str]) -> bool:
    word = match["aword"]
    return not word or word in months()
