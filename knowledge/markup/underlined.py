"""Titles with a line of signs below them, as in setext Markdown and reStructuredText."""

from __future__ import annotations

import re

from knowledge.inline import without_marks
from knowledge.markup.line import Kind, Line

_FEWEST_SIGNS_OF_A_LONG_LINE = 12
_LONGEST_UNDERLINED = 60
UNDERLINE = re.compile(r"^\s*([=\-~^*+#])\1{3,}\s*$|^\s*={3,}\s*$")


def with_underlined_headings(lines: list[Line]) -> list[Line]:
    """Titles underlined with =, -, ~ or ^, as in setext Markdown and reStructuredText."""
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        if above is not None and _underlines(line, above, result[-2] if len(result) > 1 else None):
            sign = line.text[0] if line.text else "~"
            level = 1 if sign == "=" else 2 if sign == "-" else 3
            # A line of the same signs above the title belongs to it.
            title = f"{above.marker} {above.text}" if above.kind is Kind.ITEM else above.text
            result[-1] = Line(above.number, Kind.HEADING, title, level=level, fenced=above.fenced)
            result.append(Line(line.number, Kind.MARK))
            continue
        closes = len(result) > 1 and _closes_a_box(line, result[-1], result[-2])
        result.append(Line(line.number, Kind.MARK) if closes else line)
    return result


def _closes_a_box(line: Line, above: Line, before: Line) -> bool:
    """Is a rule right below a title the like of the one right above it: `Part 1: Who I am` between two?"""
    boxed = line.kind is before.kind is Kind.RULE and line.text[:1] == before.text[:1]
    return boxed and above.kind is Kind.HEADING and line.number == above.number + 1


def _underlines(line: Line, above: Line, before: Line | None) -> bool:
    if (
        line.kind is not Kind.RULE
        or not (above.kind is Kind.TEXT or (above.ordered and not above.indent))
        or above.quoted is not line.quoted
        or not UNDERLINE.match(line.text)
    ):
        return False
    if before is not None and before.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}:
        return False
    title = above.text
    if (
        title.startswith(("**", '"', "❌", "✅"))
        or len(without_marks(title)) > 100
        or (title.endswith((".", ",")) and len(line.text) != len(title))
    ):
        return False
    sign, length = line.text[0], len(line.text)
    if above.kind is Kind.ITEM:
        # The last item of a list may well have a rule below it: a title with a number has one as long.
        whole = len(f"{above.marker} {title}")
        return (length == whole >= _FEWEST_SIGNS_OF_A_LONG_LINE) if sign == "-" else length >= len(title)
    # In reStructuredText a line of any signs is as long as its title, or longer.
    longer = length > len(title) and (
        length >= _FEWEST_SIGNS_OF_A_LONG_LINE or len(title) <= _LONGEST_UNDERLINED or sign in "~^"
    )
    return sign == "=" or (length >= 4 and (sign == "-" or abs(len(title) - length) <= 2 or longer))
