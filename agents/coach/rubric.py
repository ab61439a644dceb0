"""By which criteria a session is summed up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.values import Frozen


class Criterion(Frozen):
    """One criterion: its share of the whole (0 to 1), the phases whose answers count, and where it stands.

    `delivery` marks the criterion that sums up how things were said instead of what.
    """

    name: str
    weight: float
    phases: tuple[Phase, ...]
    delivery: bool = False
    source: Source | None = None


_ALL = (Phase.OPENING, Phase.STORY, Phase.TECHNICAL, Phase.DESIGN, Phase.CONCERN, Phase.CLOSING)
DEFAULT = (
    Criterion(name="Technical depth", weight=0.4, phases=(Phase.TECHNICAL,)),
    Criterion(name="Design and scale", weight=0.2, phases=(Phase.DESIGN,)),
    Criterion(name="Your stories", weight=0.2, phases=(Phase.STORY, Phase.OPENING)),
    Criterion(name="Concerns and motivation", weight=0.1, phases=(Phase.CONCERN, Phase.CLOSING)),
    Criterion(name="Communication", weight=0.1, phases=_ALL, delivery=True),
)
_MEANINGS = (
    (r"communicat|clarity|deliver|present|comunica", _ALL, True),
    (r"design|architect|scal|engineer|production|dise[ñn]|系统", (Phase.DESIGN, Phase.TECHNICAL), False),
    (r"technical|depth|knowledge|coding|code|t[ée]cnic|技术", (Phase.TECHNICAL,), False),
    (
        r"problem|behaviou?r|leader|ownership|collab|team|culture|impact|star\b",
        (Phase.STORY, Phase.CONCERN),
        False,
    ),
    (r"motivat|fit\b|interest|enthus", (Phase.OPENING, Phase.CONCERN, Phase.CLOSING), False),
)


def rubric(points: Sequence[TalkingPoint]) -> tuple[Criterion, ...]:
    """The guides' own rubric where one has weights, else ours.

    Of several guides' rubrics the first that has at least two weighted criteria counts; weights are
    brought to a sum of 1. A criterion whose name says nothing to us takes every answer.
    """
    by_guide: dict[str, list[TalkingPoint]] = {}
    for point in points:
        if point.kind is TalkingPointKind.RUBRIC_CRITERION and point.weight_percent:
            by_guide.setdefault(point.source.guide, []).append(point)
    own = next((criteria for criteria in by_guide.values() if len(criteria) >= 2), None)
    if own is None:
        return DEFAULT
    whole = sum(point.weight_percent or 0.0 for point in own)
    return _covering_all([_criterion(point, whole) for point in own])


def _covering_all(criteria: list[Criterion]) -> tuple[Criterion, ...]:
    """`criteria`, with the phases that none of them names given to the one about people, else to all."""
    named = {phase for criterion in criteria if not criterion.delivery for phase in criterion.phases}
    left = tuple(phase for phase in _ALL if phase not in named)
    takers = [c for c in criteria if not c.delivery and Phase.STORY in c.phases] or [
        c for c in criteria if not c.delivery
    ]
    return tuple(
        criterion.model_copy(update={"phases": (*criterion.phases, *left)})
        if criterion in takers
        else criterion
        for criterion in criteria
    )


def _criterion(point: TalkingPoint, whole: float) -> Criterion:
    name = re.sub(r"\s*\(?\d+(?:\.\d+)?\s*%\)?\s*", " ", point.title).strip(" :-–—")
    phases, delivery = next(
        (
            (phases, delivery)
            for pattern, phases, delivery in _MEANINGS
            if re.search(pattern, name, re.IGNORECASE)
        ),
        (_ALL, False),
    )
    weight = (point.weight_percent or 0.0) / whole
    return Criterion(name=name, weight=weight, phases=phases, delivery=delivery, source=point.source)
