"""A task's lines as they were understood, each with its line in the guide."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from domain.guide import Source, TalkingPoint
from domain.values import Frozen

_INDENT = re.compile(r"(?: {4}|\t)")
ITEM = re.compile(r"\s*(?:[-*•+]|\d{1,3}[.)])\s+")
"""The mark of an item of a list, or its number."""
_KEY = 24
"""Letters by which two lines are the same: what stands behind them may have been wrapped."""


class Placed(Frozen):
    """A line of a task: its text, without the mark of an item, and its line in the guide (1-based)."""

    text: str
    line: int
    code: bool = False
    item: bool = False
    indent: int = 0

    @property
    def heads(self) -> bool:
        """Does it only announce what stands below it?"""
        return self.text.rstrip("*_ ").endswith((":", "："))


def placed(point: TalkingPoint, raw: Sequence[str] = ()) -> tuple[Placed, ...]:
    """The lines of `point`'s text that say something.

    `raw` are all lines of its guide; without them every line is said to stand where the point begins.
    """
    find = _Finder(point.source, raw)
    return tuple(_placed(line, find(line)) for line in point.text.splitlines() if line.strip())


def span(source: Source, raw: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The guide's own lines of `source`, with their numbers."""
    return tuple(enumerate(raw[source.first_line - 1 : source.last_line], start=source.first_line))


def _placed(line: str, number: int) -> Placed:
    if _INDENT.match(line):
        return Placed(text=line.expandtabs(4)[4:], line=number, code=True)
    mark = ITEM.match(line)
    text = line[mark.end() :] if mark else line
    return Placed(
        text=text.strip(), line=number, item=mark is not None, indent=len(line) - len(line.lstrip())
    )


class _Finder:
    """Finds a line of the understood text in the guide, never above the one found last."""

    def __init__(self, source: Source, raw: Sequence[str]) -> None:
        self._at = source.first_line
        self._known: dict[str, list[int]] = defaultdict(list)
        for number, line in span(source, raw):
            if key := _key(line):
                self._known[key].append(number)

    def __call__(self, line: str) -> int:
        numbers = self._known.get(_key(line), [])
        at = bisect_left(numbers, self._at)
        if at < len(numbers):
            self._at = numbers[at]
        return self._at


def _key(line: str) -> str:
    return "".join(sign for sign in ITEM.sub("", line.strip("*_ #>\t"), count=1) if sign.isalnum())[:_KEY]
