"""What the candidate is good at, and talking points without a question."""

from __future__ import annotations

import re
from itertools import takewhile

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind
from knowledge.markup.prose import Piece, pieces_of
from knowledge.markup.sections import PROMOTED_LEVEL
from knowledge.parse.draft import (
    Draft,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_statement,
    titled,
    top_items,
)
from knowledge.parse.place import Place

_BOLD_LEAD = re.compile(
    r"^(?:\*\*|__)(?P<name>[^*_]{2,60}?)(?:\*\*|__)\s*[:：.–—-]?\s*(?P<rest>[^\W_].*|[\"“„«].*)$", re.DOTALL
)


def read_strengths(place: Place, reading: Reading) -> None:
    """Bullets under a heading of strengths, sub-sections of one each, paragraphs that begin with its name."""
    heading = place.section.heading
    lines = place.section.lines
    if heading is not None and heading.level == PROMOTED_LEVEL:
        # One bold title ends where another stands, though that names no list we know.
        lines = list(takewhile(lambda line: not line.set_as_title, lines))
    free = reading.free(lines)
    if _is_one(place) and not top_items(free):
        said = pieces_of(free)
        if heading is not None and said and not is_placeholder(said[0].text):
            _add(place, reading, titled(heading.text), heading.number, last_line(free, heading.number), said)
        return
    for item in top_items(free):
        text, below = continued(item)
        name, rest = split_statement(text)
        draft = _add(place, reading, name, item.line.number, item.last, pieces_of(below))
        if draft is not None:
            draft.text = rest
    for line in reading.free(free):
        named = _BOLD_LEAD.match(line.text) if line.kind is Kind.TEXT else None
        if named is not None and not line.labels and not line.asks:
            draft = _add(place, reading, clean(named["name"]).rstrip(".:：。"), line.number, line.number, [])
            if draft is not None:
                draft.text = clean(named["rest"])


def _is_one(place: Place) -> bool:
    """Is the section one strength, and not the list of them?"""
    section = place.section
    if section.heading is None or section.parent is None or section.children or section.own_topic is not None:
        return False
    return section.parent.own_topic is Topic.STRENGTHS


def _add(
    place: Place, reading: Reading, name: str, first: int, last: int, answer: list[Piece]
) -> Draft | None:
    if not name or is_placeholder(name):
        return None
    draft = Draft(TalkingPointKind.STRENGTH, name, first, last, place.path, answer=answer)
    reading.add(draft)
    return draft
