"""What the candidate is good at, and talking points without a question."""

from __future__ import annotations

from domain.guide import TalkingPointKind
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Reading, continued, is_placeholder, split_statement, top_items
from knowledge.parse.place import Place


def read_strengths(place: Place, reading: Reading) -> None:
    """Bullets under a heading of strengths or talking points."""
    for item in top_items(reading.free(place.section.lines)):
        text, below = continued(item)
        name, rest = split_statement(text)
        if not name or is_placeholder(name):
            continue
        reading.add(
            Draft(
                TalkingPointKind.STRENGTH,
                name,
                item.line.number,
                item.last,
                place.path,
                text=rest,
                answer=pieces_of(below),
            )
        )
