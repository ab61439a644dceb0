"""The time that a guide gives a task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.guide import TalkingPoint

_NAMED = re.compile(
    r"\b(\d{1,3})(?:\s{0,3}(?:-|–|to|bis|a|à|tot|até|至|到)\s{0,3}(\d{1,3}))?\s{0,3}"
    r"(?:min\b|minutes?|minuten?|minutos?|minuti|分钟)",
    re.IGNORECASE,
)
_FEWEST, _MOST = 5, 90


def minutes_of(point: TalkingPoint, prose: Iterable[tuple[int, str]]) -> int | None:
    """The minutes that the guide gives the task `point`, in its `prose` (number, line) or its heading.

    None for none.
    """
    return _in_lines(prose) or _in_heading(point)


def _in_lines(lines: Iterable[tuple[int, str]]) -> int | None:
    """The first time that is named in `lines` and that a task may take; of two figures the mean."""
    for _, line in lines:
        for match in _NAMED.finditer(line):
            figures = [int(each) for each in match.groups() if each]
            if _FEWEST <= (mean := round(sum(figures) / len(figures))) <= _MOST:
                return mean
    return None


def _in_heading(point: TalkingPoint) -> int | None:
    """The time that the heading gave, in minutes; None for none, and for what no task takes."""
    if point.spoken_seconds is None:
        return None
    minutes = round(sum(point.spoken_seconds) / 2 / 60)
    return minutes if _FEWEST <= minutes <= _MOST else None
