"""Shares of a score over the parts of work: the guide's rubric gives them where it can, else we do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.guide import TalkingPoint, TalkingPointKind
from domain.work import WorkKind
from domain.work import WorkPart as Part

_FEWEST = 2
_TECHNICAL = r"technical|technisch|técnic|techni|tecnic|技术"
_ENGINEERING = r"engineering|quality|practice|qualit|calidad|工程|质量"
_PROBLEM = r"problem|approach|analy|problema|problème|probleem|问题"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is judged of one kind of work: our shares in percent, the words by which a criterion of a rubric
    names each part, and the part without which a rubric is about something else."""

    chosen: Mapping[Part, float]
    criteria: Mapping[Part, str]
    needed: Part


_OF_CODE = _Parts(
    {Part.BEHAVIOUR: 40, Part.STRUCTURE: 30, Part.QUESTIONS: 10, Part.TALK: 20},
    {
        Part.BEHAVIOUR: rf"{_TECHNICAL}|coding|correct",
        Part.STRUCTURE: rf"{_ENGINEERING}|clean|maintain|kwaliteit",
        Part.QUESTIONS: _PROBLEM,
        Part.TALK: r"communicat|explain|kommunikation|comunica|communicatie|沟通",
    },
    Part.BEHAVIOUR,
)
_OF_REVIEW = _Parts(
    {Part.FOUND: 70, Part.BETTER: 20, Part.SEVERITY: 10},
    {
        Part.FOUND: rf"{_TECHNICAL}|correct",
        Part.BETTER: rf"{_ENGINEERING}|clean|maintain|kwaliteit",
        Part.SEVERITY: rf"{_PROBLEM}|priori",
    },
    Part.FOUND,
)
_OF_DESIGN = _Parts(
    {
        Part.REQUIREMENTS: 15,
        Part.COMPONENTS: 15,
        Part.FLOW: 10,
        Part.DETAIL: 25,
        Part.NUMBERS: 10,
        Part.TRADE_OFFS: 10,
        Part.FAILURE: 5,
        Part.COST: 5,
        Part.CHANGE: 5,
    },
    {
        **dict.fromkeys((Part.COMPONENTS, Part.FLOW, Part.DETAIL), rf"{_TECHNICAL}|design|architect"),
        **dict.fromkeys((Part.NUMBERS, Part.FAILURE, Part.COST), rf"{_ENGINEERING}|operation"),
        **dict.fromkeys((Part.REQUIREMENTS, Part.TRADE_OFFS, Part.CHANGE), _PROBLEM),
    },
    Part.COMPONENTS,
)
_PARTS = {WorkKind.CODE: _OF_CODE, WorkKind.REVIEW: _OF_REVIEW, WorkKind.DESIGN: _OF_DESIGN}


def shares_of(points: Sequence[TalkingPoint], kind: WorkKind) -> tuple[Mapping[Part, float], bool]:
    """The shares of the parts of such work in percent, and whether the guide's rubric gave them.

    A rubric gives them where its criteria name at least two parts, the needed one among them; one criterion
    that names several parts is divided among them as ours are divided.
    """
    parts = _PARTS[kind]
    found: dict[Part, float] = {}
    for point in points:
        if point.kind is not TalkingPointKind.RUBRIC_CRITERION or not point.weight_percent:
            continue
        named = [part for part in parts_named(point.title, kind) if part not in found]
        whole = sum(parts.chosen[part] for part in named)
        found |= {part: point.weight_percent * parts.chosen[part] / whole for part in named}
    if len(found) < _FEWEST or parts.needed not in found:
        return parts.chosen, False
    return {part: found[part] for part in parts.chosen if part in found}, True


def parts_named(criterion: str, kind: WorkKind) -> tuple[Part, ...]:
    """The parts of such work that a criterion of a rubric is about; () where it is about none."""
    words = _PARTS[kind].criteria
    return tuple(part for part in words if re.search(words[part], criterion, re.IGNORECASE))
