"""Places in guides, in few signs: "platform.md:37–42, 51"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from domain.guide import Source

LONGEST_NAME = 18
_MOST_RANGES = 3


def in_short(sources: Sequence[Source]) -> str:
    """All of `sources`, each guide's name once: lines that touch are one range, of many the last is "…".

    The guides stand in the order in which they are first named, their lines in the guide's.
    """
    order = list(dict.fromkeys(source.guide for source in sources))
    ordered = sorted(sources, key=lambda source: (order.index(source.guide), source.first_line))
    by_guide = groupby(ordered, key=lambda source: source.guide)
    return ", ".join(f"{_name(guide)}:{_lines(list(group))}" for guide, group in by_guide)


def _lines(sources: Sequence[Source]) -> str:
    ranges: list[tuple[int, int]] = []
    for source in sources:
        if ranges and source.first_line <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], source.last_line))
        else:
            ranges.append((source.first_line, source.last_line))
    told = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    return ", ".join(told if len(told) <= _MOST_RANGES else [*told[:_MOST_RANGES], "…"])


def _name(guide: str) -> str:
    """A name that fits its column: a long one keeps its beginning, which tells guides apart."""
    name = guide.rsplit("/", 1)[-1]
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
