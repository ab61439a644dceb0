"""The lines of a specification that numbers them by its parts: "2.1 …" below "2. Experience"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.markup.line import Kind, Line
from language.sentences import count_words

_BY_PART = re.compile(r"^(?P<part>\d{1,2})\.\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=[^\W\d_])")
_PART = re.compile(r"^(?P<part>\d{1,2})[.)]?\s+(?P<title>[^\W\d_].*)$")
_FEWEST = 3
"""So many lines with such numbers are numbered on purpose; a single one may begin with a figure."""
_LONGEST_TITLE = 6


def with_numbered_items(lines: Sequence[Line]) -> list[Line]:
    """`lines` with those that are numbered by part as items, and the line over each part as a heading."""
    numbers = [_BY_PART.match(line.text) if line.kind is Kind.TEXT else None for line in lines]
    if sum(each is not None for each in numbers) < _FEWEST:
        return [*lines]
    found: list[Line] = []
    above: Line | None = None
    for line, number in zip(lines, numbers, strict=True):
        if number is not None:
            if above is not None and (title := _title_of(above, number["part"])):
                found[found.index(above)] = replace(
                    above, kind=Kind.HEADING, level=2, marker="", text=title, indent=0
                )
            line = replace(line, kind=Kind.ITEM, marker=number[0].strip(), text=line.text[number.end() :])
        found.append(line)
        if line.kind is not Kind.BLANK:
            above = line
    return found


def _title_of(line: Line, part: str) -> str:
    """The words of a line that titles the part with this number; "" where it does not."""
    if line.kind is Kind.ITEM:
        numbered, title = line.marker.rstrip(".)") == part, line.text
    else:
        told = _PART.match(line.text) if line.kind in (Kind.TEXT, Kind.HEADING) else None
        numbered, title = told is not None and told["part"] == part, told["title"] if told else ""
    return title if numbered and count_words(title) <= _LONGEST_TITLE else ""
