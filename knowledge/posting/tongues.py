"""What comes of the human languages that a posting asks for."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import TalkingPoint
from domain.posting import Asked
from knowledge.base import KnowledgeBase
from knowledge.posting.matched import Coverage, Shown, shown_as
from knowledge.posting.spoken import level_asked, spoken

_MOST_SHOWN = 3


def with_languages(
    coverage: Coverage,
    asked: Asked,
    shown: tuple[Shown, ...],
    points: Sequence[TalkingPoint],
    knowledge: KnowledgeBase,
) -> tuple[Coverage, tuple[Shown, ...]]:
    """What it comes to, and what shows it, with how well the guides say that the languages are spoken."""
    if not asked.languages or asked.tools:
        return coverage, shown
    told = [spoken(code, points) for code in asked.languages]
    if any(told):
        saying = [
            shown_as(point) for point in points if any(spoken(code, [point]) for code in asked.languages)
        ]
        there = {each.talking_point_id for each in saying}
        shown = (*saying, *(each for each in shown if each.talking_point_id not in there))[:_MOST_SHOWN]
    return _coverage(coverage, asked, told, knowledge), shown


def _coverage(coverage: Coverage, asked: Asked, told: Sequence[str], knowledge: KnowledgeBase) -> Coverage:
    needed = level_asked(asked)
    if all(told):
        enough = all(each >= needed for each in told)
        return Coverage.COVERED if enough else Coverage.CONTRADICTED if asked.level else Coverage.THIN
    if any(told):
        return Coverage.THIN
    if coverage is Coverage.COVERED:
        # It is spoken of, and nothing tells how well it is spoken.
        return Coverage.THIN
    if coverage is Coverage.MISSING and set(asked.languages) & set(knowledge.languages.values()):
        # Whoever writes their guides in it may speak it: nothing tells how well.
        return Coverage.UNSURE
    return coverage
