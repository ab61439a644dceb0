"""Bold lines that a guide counts within a chapter: `**2. Position bias**` among those that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.markup.line import Kind, Line
from knowledge.markup.own_titles import OWN_LEVEL

_NUMBERED = re.compile(
    r"^(?P<mark>\*\*|__)\s*(?P<count>\d{1,2})\s*[.):]\s*(?P<title>[^*_\s][^*_]*)(?P=mark)\s*[:：]?$"
)
_FEWEST = 3
_FEWEST_THAT_ASK = 2
_LONGEST = 200
_EDGES = frozenset({Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING})


def with_numbered_titles(lines: list[Line]) -> list[Line]:
    """`lines` with such lines as headings where some of them ask and others only name what is asked.

    Where all of them ask each is a question as it stands. Linear.
    """
    result = lines
    for counted in _chains(lines):
        asking = sum(_title_of(lines[place]).asks for place in counted)
        if len(counted) < _FEWEST or not _FEWEST_THAT_ASK <= asking < len(counted):
            continue
        result = list(result) if result is lines else result
        for place in counted:
            text = lines[place].text.strip("*_ :：")
            result[place] = replace(lines[place], kind=Kind.HEADING, level=OWN_LEVEL, text=text)
    return result


def _chains(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Where lines are counted from 1 on with no heading between."""
    chain: list[int] = []
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            yield chain
            chain = []
        elif line.kind is Kind.TEXT and len(line.text) <= _LONGEST and (found := _NUMBERED.match(line.text)):
            alone = not place or lines[place - 1].kind in _EDGES
            if alone and int(found["count"]) == len(chain) + 1:
                chain.append(place)
    yield chain


def _title_of(line: Line) -> Line:
    found = _NUMBERED.match(line.text)
    return replace(line, text=found["title"]) if found else line
