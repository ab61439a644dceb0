"""Items of checklists: boxes to tick anywhere, and bullets under the heading of a checklist."""

from __future__ import annotations

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind
from knowledge.markup.prose import pieces_of
from knowledge.markup.sections import Section
from knowledge.parse.draft import Draft, Reading, continued, is_placeholder, top_items
from knowledge.parse.place import Place

# `[ ] "to be honest"` below "Don't say" is nothing to do.
_LISTS_OF_THEIR_OWN = frozenset({Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.FACTS})


def read_boxes(place: Place, reading: Reading) -> None:
    """Lines with a box to tick, wherever they stand."""
    if _stands_in_a_file_shown(place.section, reading) or place.topic in _LISTS_OF_THEIR_OWN:
        return
    for line in place.section.lines:
        if line.kind is Kind.ITEM and line.marker == BOX_MARKER and line.number not in reading.taken:
            title = line.clean
            if title and not is_placeholder(title):
                reading.add(
                    Draft(TalkingPointKind.CHECKLIST_ITEM, title, line.number, line.number, place.path)
                )


def read_checklist(place: Place, reading: Reading) -> None:
    """Plain bullets under the heading of a checklist that has no boxes."""
    if _has_boxes(place.section, reading):
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


def _stands_in_a_file_shown(section: Section, reading: Reading) -> bool:
    """Does the heading stand in a fence, though most do not: a file to paste, and not the guide's?"""
    if section.heading is None or not section.heading.fenced:
        return False
    if reading.mostly_fenced is None:
        *_, root = section, *section.ancestors()
        fenced = [held.heading.fenced for held in root.walk() if held.heading is not None]
        reading.mostly_fenced = sum(fenced) * 2 > len(fenced)
    return not reading.mostly_fenced


def _has_boxes(section: Section, reading: Reading) -> bool:
    """Does the checklist that this section belongs to have boxes?"""
    top = section
    while top.parent is not None and top.parent.heading is not None and top.own_topic is not Topic.CHECKLIST:
        top = top.parent
    if id(top) not in reading.boxed:
        reading.boxed[id(top)] = any(line.marker == BOX_MARKER for line in top.flattened())
    return reading.boxed[id(top)]
