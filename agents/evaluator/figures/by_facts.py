"""Figures that a question's own talking point does not know, by the facts to remember."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import TalkingPoint
from domain.verdict import FigureLabel, FigureVerdict
from knowledge.figures import check_figures
from language.text import Text


def by_facts(
    found: tuple[FigureVerdict, ...], heard: Text, facts: Sequence[TalkingPoint]
) -> tuple[FigureVerdict, ...]:
    """`found`, with what is unknown as `facts` have it."""
    if not found or not facts:
        return found
    texts = [(f"{fact.title}: {fact.text}", fact.source) for fact in facts]
    known = {each.said.start: each for each in check_figures(heard.raw[: heard.span[1]], texts)}
    return tuple(
        known.get(each.said.start, each) if each.label is FigureLabel.UNKNOWN else each for each in found
    )
