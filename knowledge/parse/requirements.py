"""What the job asks for, and what the candidate can show for it."""

from __future__ import annotations

from domain.guide import TalkingPointKind
from knowledge.blocks import Kind
from knowledge.lines.topics import Topic
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
from knowledge.prose import pieces_of


def read_requirements(place: Place, reading: Reading) -> None:
    """Sub-sections about one requirement each, or bullets of requirements."""
    section = place.section
    heading = section.heading
    inherited = heading is not None and heading.topic is not Topic.REQUIREMENTS
    free = reading.free(section.lines)
    if heading is not None and inherited and any(line.kind in {Kind.TEXT, Kind.ITEM} for line in free):
        lines = section.flattened()
        answer = read_answer(lines)
        pieces = answer.pieces
        if answer.labelled:
            # What stands before "What to say" is the evidence, worth as much when it comes to be asked.
            said = {number for piece in pieces for number, _ in piece.parts}
            pieces = pieces + [
                p
                for p in pieces_of(top_line for top_line in free if top_line.number not in said)
                if p.form != "head"
            ]
        reading.add(
            Draft(
                TalkingPointKind.REQUIREMENT,
                titled(heading.text),
                heading.number,
                last_line(lines, heading.number),
                place.path,
                answer=answer.pieces or pieces,
                wanted=answer.wanted,
                why=answer.why,
                hooks=answer.hooks,
                seconds=answer.seconds,
            )
        )
        reading.finish(section)
        return
    if section.children:
        return
    for item in top_items(free):
        text, below = continued(item)
        name, rest = split_item(text)
        if name and not is_placeholder(name):
            reading.add(
                Draft(
                    TalkingPointKind.REQUIREMENT,
                    name,
                    item.line.number,
                    item.last,
                    place.path,
                    text=rest,
                    answer=pieces_of(below),
                )
            )
