"""Seeing through the evaluator's lens: what of the guides an answer is checked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.evaluator.material import Material
from domain.guide import TalkingPoint, TalkingPointKind
from knowledge import lenses
from knowledge.base import KnowledgeBase

if TYPE_CHECKING:
    from knowledge.library import Library

_NEAR = 12
_MOST_OF_A_KIND = 80


def gather(
    knowledge: KnowledgeBase, point: TalkingPoint, answer: str, earlier_answers: tuple[str, ...] = ()
) -> Material:
    """The material for `answer` to `point`.

    Facts and red flags of the point's own guide all count; from other guides come those that the index
    finds near the answer, and so do the talking points of other questions.
    """
    found = lenses.for_evaluator(knowledge, point, answer, k=_NEAR)
    near = {passage.talking_point_id: None for passage in found}
    if point.kind is TalkingPointKind.PITCH:
        # Any of the candidate's pitches may be the answer to "tell me about yourself".
        near |= dict.fromkeys(pitch.id for pitch in knowledge.of_kind(point.kind) if pitch.id != point.id)
    others = tuple(knowledge.point(name) for name in near)
    own = [
        fact
        for fact in knowledge.of_kind(TalkingPointKind.FACT, TalkingPointKind.RED_FLAG)
        if fact.source.guide == point.source.guide and fact.id not in near
    ]
    both = [*others, *own]
    return Material(
        facts=tuple(p for p in both if p.kind is TalkingPointKind.FACT)[:_MOST_OF_A_KIND],
        red_flags=tuple(p for p in both if p.kind is TalkingPointKind.RED_FLAG)[:_MOST_OF_A_KIND],
        other_points=tuple(
            p for p in others if p.kind not in (TalkingPointKind.FACT, TalkingPointKind.RED_FLAG)
        ),
        guide_texts=knowledge.made(_guide_texts),
        earlier_answers=earlier_answers,
    )


def _guide_texts(library: Library) -> tuple[str, ...]:
    """All that the guides say, with the lines that became no talking point: they are no new claim, either."""
    left = {unread.guide: unread.text for unread in library.unread}
    return tuple(
        "\n".join(
            (
                *(f"{point.title}\n{point.text}\n{point.say_instead}" for point in guide.talking_points),
                left.get(guide.name, ""),
            )
        )
        for guide in library.guides
    )
