"""Sections of likely follow-ups."""

from __future__ import annotations

from domain.guide import TalkingPointKind
from knowledge.lines.topics import Topic
from knowledge.parse.answers import hooks_of
from knowledge.parse.draft import Reading
from knowledge.parse.place import Place

_SPOKEN = frozenset({TalkingPointKind.PITCH, TalkingPointKind.QUESTION_ANSWER, TalkingPointKind.STAR_STORY})


def read_hooks(place: Place, reading: Reading) -> None:
    """A section of likely follow-ups belongs to the talking point before it."""
    if place.section.own_topic is not Topic.HOOKS:
        return
    before = next((draft for draft in reversed(reading.drafts) if draft.kind in _SPOKEN), None)
    hooks = hooks_of(reading.free(place.section.lines))
    if hooks and before and len(before.path) >= len(place.path) - 1:
        before.hooks += hooks
        reading.hooked.update(line.number for line in place.section.lines)
