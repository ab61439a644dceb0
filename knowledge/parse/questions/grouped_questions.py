"""Questions that stand as bullets below the numbered names of their groups."""

from __future__ import annotations

from knowledge.markup.line import BOX_MARKER, Kind
from knowledge.markup.sections import Section

_FEWEST = 3
# As deep as a bullet can stand below an item whose paragraphs are set apart.
DEEPEST = 8


def asks_in_groups(section: Section) -> bool:
    """Is every bullet below another item a question, most of them with "you", and no group's name?"""
    items = [line for line in section.lines if line.kind is Kind.ITEM]
    nested = [line for line in items if line.indent > 1]
    if len(nested) < _FEWEST or len(nested) == len(items):
        return False
    if any(line.ends_as_question or line.marker == BOX_MARKER for line in items if line.indent <= 1):
        return False
    if not all(line.ends_as_question and line.indent <= DEEPEST for line in nested):
        return False
    to_you = sum(line.speaks_to_you for line in nested)
    return to_you * 3 >= len(nested) * 2
