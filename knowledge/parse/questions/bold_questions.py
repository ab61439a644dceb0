"""Sections whose bold lines, each alone above its paragraph, are questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lines.annotated import Phrase
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section

_BOLD_LINE = re.compile(r"^(\*\*|__)(?:\d{1,3}[.)]\s*)?(?P<said>[^*_]{8,300}?)\1$")
_FEWEST = 2
_EDGES = frozenset({Kind.BLANK, Kind.RULE, Kind.HEADING, Kind.MARK})


def asks_in_bold(section: Section) -> bool:
    """Does every bold line alone over a text ask or demand, two at least, and one in so many words?

    A demand ("Write a query …") has the verbs of a list of things to do: its sister tells which it is.
    """
    said = list(_bold_heads(section))
    return (
        len(said) >= _FEWEST
        and any(head.asks for head in said)
        and all(head.asks or head.requests for head in said)
    )


def _bold_heads(section: Section) -> Iterator[Phrase]:
    before: Line | None = None
    held: Phrase | None = None
    for line in section.lines:
        if held is not None and line.kind in {Kind.TEXT, Kind.ITEM, Kind.CODE, Kind.MARK}:
            yield held
            held = None
        found = _BOLD_LINE.match(line.text) if line.kind is Kind.TEXT and not line.indent else None
        if found and (before is None or before.kind in _EDGES):
            held = Phrase(found["said"])
        before = line
