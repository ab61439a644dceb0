"""What the job asks for, and what the candidate can show for it."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import (
    Draft,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_item,
    titled,
    top_items,
)
from knowledge.parse.place import Place


def read_requirements(place: Place, reading: Reading) -> None:
    """Sub-sections about one requirement each, or bullets of requirements."""
    section = place.section
    free = reading.free(section.lines)
    heading = section.heading
    inherited = heading is not None and section.own_topic is not Topic.REQUIREMENTS
    inherited = inherited and not cue("group_of_requirements").match(folded(section.title).strip(" :："))
    if inherited and any(line.kind in {Kind.TEXT, Kind.ITEM} for line in free):
        _read_one(place, reading, free)
    elif not section.children:
        _read_bullets(place, reading, free)


def _read_one(place: Place, reading: Reading, free: Sequence[Line]) -> None:
    """A heading that names one requirement, with the evidence and what to say below."""
    heading = place.section.heading
    if heading is None:
        return
    lines = place.section.flattened()
    answer = read_answer(lines)
    pieces = answer.pieces
    if answer.labelled and not pieces:
        # What stands before an empty "What to say" is the evidence, worth as much when it comes to be asked.
        pieces = [piece for piece in pieces_of(free) if piece.form != "head"]
    reading.add(
        Draft(
            TalkingPointKind.REQUIREMENT,
            titled(heading.text),
            heading.number,
            last_line(lines, heading.number),
            place.path,
            answer=pieces,
            wanted=answer.wanted,
            why=answer.why,
            hooks=answer.hooks,
            seconds=answer.seconds,
        )
    )
    reading.finish(place.section)


def _read_bullets(place: Place, reading: Reading, free: Sequence[Line]) -> None:
    for item in top_items(free):
        text, below = continued(item)
        name, rest = split_item(text)
        if name and not is_placeholder(name):
            draft = Draft(TalkingPointKind.REQUIREMENT, name, item.line.number, item.last, place.path)
            draft.text, draft.answer = rest, pieces_of(below)
            reading.add(draft)
