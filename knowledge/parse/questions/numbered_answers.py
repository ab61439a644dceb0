"""Answers that stand apart from the list of their questions."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.markup.line import Kind, Line
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import Reading, top_items
from knowledge.parse.place import Place

# A bound that keeps the work linear in guides of any shape.
_LOOK_BACK = 500


def read_numbered_answers(place: Place, reading: Reading) -> None:
    """Answers that stand apart from the list of their questions and share its numbers."""
    waiting = {
        draft.number: draft
        for draft in reading.drafts[-_LOOK_BACK:]
        if draft.kind is TalkingPointKind.UNANSWERED_QUESTION and draft.number
    }
    for item in top_items(reading.free(place.section.lines)):
        draft = waiting.pop(number_of(item.line), None)
        pieces = read_answer([replace(item.line, kind=Kind.TEXT), *item.below]).pieces
        if draft is None or not pieces:
            continue
        draft.kind, draft.answer = TalkingPointKind.QUESTION_ANSWER, pieces
        reading.taken.update(line.number for line in item.lines)


def number_of(line: Line) -> int:
    """The number of an item of a list, 0 where it has none."""
    found = re.match(r"\(?(\d{1,3})", line.marker)
    return int(found[1]) if found else 0
