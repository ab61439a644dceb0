"""What is said of the lines of guides that were not understood."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.display.labels import label
from domain.interview import ENGLISH
from domain.shown import shown_in_a_line
from knowledge.library import find_guides, name_of
from knowledge.values import Unread

_FEWEST = 3
"""Two stray lines stand in every guide: a date, a motto. They are never told."""
_MANY_LINES = 10
_MANY_OF_ALL = 0.1
"""From so many lines on, or from this share of a guide, they are told."""
_MOST_GUIDES = 4
"""So many lines about guides at most; the last says how many more there are."""


def not_understood(unread: Sequence[Unread], where: Sequence[Path], language: str = ENGLISH) -> list[str]:
    """A line for each guide in `where` of which too much was not understood, the worst first."""
    told = [(guide, line) for guide in unread for line in sentences(guide, where, language)]
    told.sort(key=lambda each: -each[0].lines)
    if len(told) <= _MOST_GUIDES:
        return [line for _, line in told]
    kept = told[: _MOST_GUIDES - 1]
    more = {guide.guide for guide, _ in told[len(kept) :]} - {guide.guide for guide, _ in kept}
    rest = label("one_more_guide" if len(more) == 1 else "more_guides", language, count=len(more))
    return [line for _, line in kept] + ([rest] if more else [])


def sentences(guide: Unread, where: Sequence[Path], language: str = ENGLISH) -> Iterator[str]:
    """What is said of one guide: the languages that are not read, and the lines that could have been."""
    name = shown_in_a_line(guide.guide)
    for tongue, lines in guide.languages.items():
        if lines >= _FEWEST:
            yield label("lines_foreign", language, name=name, lines=lines, tongue=tongue)
    lines = guide.in_read_languages
    if lines >= _FEWEST and (lines >= _MANY_LINES or lines >= _MANY_OF_ALL * max(guide.of, 1)):
        shows = f"interview talking-points --unparsed {_place(guide.guide, where)}"
        asked = guide.asked_or_answered
        key = "lines_unread_asked" if asked else "lines_unread"
        yield label(key, language, lines=lines, name=name, asked=asked, shows=shows)


def _place(name: str, where: Sequence[Path]) -> str:
    """The guide called `name` as one types it."""
    path = next((path for path in find_guides(where) if name_of(path, where) == name), Path(name))
    return shlex.quote(shown_in_a_line(str(path)))
