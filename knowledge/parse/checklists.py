"""Items of checklists: boxes to tick anywhere, and bullets under the heading of a checklist."""

from __future__ import annotations

from domain.guide import TalkingPointKind
from knowledge.blocks import BOX_MARKER, Kind
from knowledge.inline import clean
from knowledge.lines.topics import Topic
from knowledge.parse.draft import (
    Draft,
    Place,
    Reading,
    continued,
    is_placeholder,
    top_items,
)
from knowledge.prose import pieces_of


def read_boxes(place: Place, reading: Reading) -> None:
    """Lines with a box to tick, wherever they stand."""
    if place.topic in {Topic.RUBRIC}:
        return
    for line in place.section.lines:
        if line.kind is Kind.ITEM and line.marker == BOX_MARKER and line.number not in reading.taken:
            title = clean(line.text)
            if title and not is_placeholder(title):
                reading.add(
                    Draft(TalkingPointKind.CHECKLIST_ITEM, title, line.number, line.number, place.path)
                )


def read_checklist(place: Place, reading: Reading, *, boxed: bool) -> None:
    """Plain bullets under the heading of a checklist that has no boxes."""
    if boxed:
        return
    for item in top_items(reading.free(place.section.lines)):
        text, below = continued(item)
        if clean(text):
            reading.add(
                Draft(
                    TalkingPointKind.CHECKLIST_ITEM,
                    clean(text),
                    item.line.number,
                    item.last,
                    place.path,
                    answer=pieces_of(below),
                )
            )
