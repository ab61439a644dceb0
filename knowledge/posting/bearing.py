"""Which of the talking points shown beside an unsure line bear on it."""

from __future__ import annotations

from domain.posting import Asked
from knowledge.base import KnowledgeBase
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.naming import names, share_in
from knowledge.posting.pieces import parts_of
from knowledge.posting.tellers import Tellers

_WORDS = 0.6
"""What has so much of the telling words of a line bears on it, whatever the encoder thinks."""


def with_what_bears(matched: Matched, tellers: Tellers, knowledge: KnowledgeBase) -> Matched:
    """An unsure finding without what is near it and, as the encoder reads it, tells nothing of it.

    Where none is left nothing is shown, and it is missing, but for what is named or spoken somewhere.
    """
    if matched.coverage is not Coverage.UNSURE or not matched.shown:
        return matched
    asked = matched.asked
    texts = (asked.text, *parts_of(asked.text))
    sharing = _sharing(asked, knowledge)
    kept = tuple(
        each
        for each in matched.shown
        if each.talking_point_id in sharing
        or not all(tellers.rules_out(text, asked.text, each.talking_point_id) for text in texts)
    )
    there = kept or asked.languages or asked.years is not None or len(matched.lacks) < len(asked.tools)
    return matched.model_copy(
        update={"shown": kept, "coverage": matched.coverage if there else Coverage.MISSING}
    )


def _sharing(asked: Asked, knowledge: KnowledgeBase) -> frozenset[str]:
    """The talking points that name something that is asked for, or have most of its words."""
    return frozenset(
        point.id
        for point in knowledge.talking_points
        if any(names(point, tool) for tool in asked.tools) or share_in(asked.text, point) >= _WORDS
    )
