"""What is said of the lines of guides that were not understood, and of files that were passed over."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from app.display.labels import label, of_list
from domain.interview import ENGLISH
from domain.shown import shown_in_a_line
from knowledge.library import find_guides, name_of
from knowledge.values import Unread

_FEWEST = 3
"""Two stray lines stand in every guide: a date, a motto. They are never told."""
_MANY_LINES = 10
_MANY_OF_ALL = 0.1
"""From so many lines on, or from this share of a guide, they are told."""
_MOST_NAMED = 3
_MOST_FOREIGN = 3
"""So many lines at most about languages that are not read."""


def not_understood(unread: Sequence[Unread], where: Sequence[Path], language: str = ENGLISH) -> list[str]:
    """What is said of the guides in `where` of which too much was not understood.

    A line for each language of a guide that is not read, the worst first, and one for all lines that could
    have been understood.
    """
    told, many = _foreign(unread, language), _many(unread)
    return [*told, _could_have_been(many, where, language)] if many else told


def not_understood_here(unread: Sequence[Unread], language: str = ENGLISH) -> list[str]:
    """The same for the page, which shows these lines itself."""
    told, many = _foreign(unread, language), _many(unread)
    if many:
        names = [shown_in_a_line(guide.guide) for guide in many[:_MOST_NAMED]]
        lines = sum(guide.in_read_languages for guide in many)
        told.append(label("page_lines_unread", language, lines=lines, names=of_list(names, language)))
    return told


def passed_over(names: Sequence[str], language: str = ENGLISH) -> list[str]:
    """The line about files in the guides' folders that are of no kind that is read."""
    if not names:
        return []
    more = len(names) - _MOST_NAMED
    if more > 0:
        return [label("passed_over_many", language, names=", ".join(names[:_MOST_NAMED]), more=more)]
    return [label("passed_over", language, names=of_list(names, language))]


def _foreign(unread: Sequence[Unread], language: str) -> list[str]:
    found = sorted(
        ((lines, guide, tongue) for guide in unread for tongue, lines in guide.languages.items()),
        key=lambda each: -each[0],
    )
    return [
        label("lines_foreign", language, name=shown_in_a_line(guide.guide), lines=lines, tongue=tongue)
        for lines, guide, tongue in found[:_MOST_FOREIGN]
        if lines >= _FEWEST
    ]


def _many(unread: Sequence[Unread]) -> list[Unread]:
    """The guides of which many lines could have been understood, the worst first."""
    return sorted(filter(_is_told, unread), key=lambda guide: -guide.in_read_languages)


def _is_told(guide: Unread) -> bool:
    lines = guide.in_read_languages
    return lines >= _FEWEST and (lines >= _MANY_LINES or lines >= _MANY_OF_ALL * max(guide.of, 1))


def _could_have_been(guides: Sequence[Unread], where: Sequence[Path], language: str) -> str:
    """The line about lines that could have been understood, of `guides`, at least one, the worst first."""
    worst = guides[0]
    name = shown_in_a_line(worst.guide)
    asked = sum(guide.asked_or_answered for guide in guides)
    perhaps = "_asked" if asked else ""
    if len(guides) == 1:
        shows = f"interview talking-points --unparsed {_place(worst.guide, where)}"
        lines = worst.in_read_languages
        return label(f"lines_unread{perhaps}", language, lines=lines, name=name, asked=asked, shows=shows)
    return label(
        f"lines_unread_many{perhaps}",
        language,
        lines=sum(guide.in_read_languages for guide in guides),
        count=len(guides),
        most=worst.in_read_languages,
        name=name,
        asked=asked,
        shows=f"interview talking-points --unparsed {' '.join(shlex.quote(str(place)) for place in where)}",
    )


def _place(name: str, where: Sequence[Path]) -> str:
    """The guide called `name` as one types it."""
    path = next((path for path in find_guides(where) if name_of(path, where) == name), Path(name))
    return shlex.quote(shown_in_a_line(str(path)))
