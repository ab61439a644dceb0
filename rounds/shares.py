"""Shares of a score over its parts: the guide's rubric gives them where it can, else we do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.guide import TalkingPoint, TalkingPointKind
from domain.work import WorkPart

_FEWEST = 2


def shares_of(
    points: Sequence[TalkingPoint],
    criteria: Mapping[WorkPart, re.Pattern[str]],
    needed: WorkPart,
    chosen: Mapping[WorkPart, float],
) -> tuple[Mapping[WorkPart, float], bool]:
    """The shares of the parts in percent, and whether the guide's rubric gave them.

    A rubric gives them where its criteria name at least two parts, `needed` among them; one criterion that
    names several parts is divided among them as `chosen` divides them.
    """
    found: dict[WorkPart, float] = {}
    for point in points:
        if point.kind is not TalkingPointKind.RUBRIC_CRITERION or not point.weight_percent:
            continue
        named = [part for part, words in criteria.items() if part not in found and words.search(point.title)]
        whole = sum(chosen[part] for part in named)
        found |= {part: point.weight_percent * chosen[part] / whole for part in named}
    if len(found) < _FEWEST or needed not in found:
        return chosen, False
    return {part: found[part] for part in chosen if part in found}, True
