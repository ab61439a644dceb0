"""What stands in the guides and in no answer, put beside what was found for something that is asked."""

from __future__ import annotations

from collections.abc import Mapping

from domain.guide import TalkingPoint
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.posting.aside import Aside
from knowledge.posting.matched import CLOSE, MOST_SHOWN, NEAR, WORDS, Coverage, Matched, shown_as
from knowledge.posting.naming import denies, names, share_in
from knowledge.posting.pieces import parts_of

_STRANGE = 0.1
"""In another language than English a passage that shares some of the words has to be so much nearer."""
_WORDLESS = 0.25
"""And one that shares none so much: the model finds any two texts alike there."""


def with_aside(matched: Matched, aside: Aside, knowledge: KnowledgeBase) -> Matched:
    """A finding with what stands in the guides and in no answer: it is there, and little is said of it."""
    asked = matched.asked
    if matched.coverage not in (Coverage.MISSING, Coverage.UNSURE, Coverage.THIN):
        return matched
    naming = {
        tool: [each for each in aside.points if names(each, tool) and not denies(each, tool, knowledge)]
        for tool in matched.lacks
    }
    there = {each.id: each for found in naming.values() for each in found}
    near: dict[str, float] = {}
    for text in (asked.text, *parts_of(asked.text)):
        for point, score in aside.near(text):
            near[point.id] = max(near.get(point.id, 0.0), score - strange(text, point, knowledge))
    about = [
        each
        for each in aside.points
        if near.get(each.id, 0.0) >= CLOSE or share_in(asked.text, each) >= WORDS
    ]
    may_be = _may_be(asked.text, near, aside, knowledge)
    found = {each.id: each for each in (*there.values(), *about, *may_be)}
    if not found:
        return matched
    coverage = matched.coverage
    if coverage is Coverage.MISSING:
        coverage = Coverage.THIN if there or about else Coverage.UNSURE
    there_already = {each.source for each in matched.shown}
    more = (shown_as(each) for each in found.values() if each.source not in there_already)
    shown = (*matched.shown, *more)
    lacks = tuple(tool for tool in matched.lacks if not naming[tool])
    return matched.model_copy(
        update={"coverage": coverage, "shown": shown[: max(MOST_SHOWN, len(matched.shown))], "lacks": lacks}
    )


def _may_be(
    text: str, near: Mapping[str, float], aside: Aside, knowledge: KnowledgeBase
) -> list[TalkingPoint]:
    """The passages that may be about `text`, the nearest first; of those that only seem so one will do."""
    nearest = sorted(aside.points, key=lambda point: near.get(point.id, 0.0), reverse=True)
    may_be = [point for point in nearest if near.get(point.id, 0.0) >= NEAR]
    wordless = [point for point in may_be if strange(text, point, knowledge) == _WORDLESS]
    return [point for point in may_be if point not in wordless[1:]]


def strange(text: str, point: TalkingPoint, knowledge: KnowledgeBase) -> float:
    """How much nearer a passage has to be than one in English, where few words speak for it, or none."""
    if knowledge.languages.get(point.source.guide, ENGLISH) == ENGLISH:
        return 0.0
    return _STRANGE if share_in(text, point) > 0 else _WORDLESS
