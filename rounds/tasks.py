"""The tasks of guides: which talking points ask for work that is handed in, and how long each takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain.guide import TalkingPoint, TalkingPointKind
from domain.later import later
from domain.work import StageTime, WorkKind
from rounds.coding.snippets import prose, snippets
from rounds.design.stages import stages_in
from rounds.minutes import minutes_of

if TYPE_CHECKING:
    from rounds.coding import task as coding
else:
    coding = later("rounds.coding.task")

_CODING, _REVIEW = 1200, 900
"""Seconds where the guide gives none; a design has those of its stages."""
_KINDS = {
    TalkingPointKind.CODING_CHALLENGE: WorkKind.CODE,
    TalkingPointKind.CODE_REVIEW: WorkKind.REVIEW,
    TalkingPointKind.SYSTEM_DESIGN: WorkKind.DESIGN,
}
_SCHEDULED = re.compile(
    r"(?:system|software)[- ]?(?:design|architect)|systementwurf|systemarchitektur|dise[ñn]o de sistemas?"
    r"|conception (?:de )?syst|progettazione (?:di|del) sistem|design de sistemas|systeemontwerp|系统设计",
    re.IGNORECASE,
)


def asks_for(point: TalkingPoint) -> WorkKind | None:
    """The kind of work that `point` asks for, None where words answer it."""
    kind = _KINDS.get(point.kind)
    return None if kind is WorkKind.REVIEW and not snippets(point.text) else kind


def tasks(points: Iterable[TalkingPoint], kind: WorkKind) -> tuple[TalkingPoint, ...]:
    """The tasks of `kind` among `points`, in the guides' order.

    Of a guide that has no system to design, the line of its schedule that says when one is asked for.
    """
    there = list(points)
    found = [point for point in there if asks_for(point) is kind]
    if kind is not WorkKind.DESIGN:
        return tuple(found)
    told = {point.source.guide for point in found}
    scheduled = [
        point
        for point in there
        if point.kind is TalkingPointKind.SCHEDULE_ITEM
        and point.source.guide not in told
        and _SCHEDULED.search(point.title)
    ]
    return tuple(sorted(found + scheduled, key=there.index))


def seconds_of(point: TalkingPoint, kind: WorkKind) -> int:
    """How long the task that `point` asks for takes: as long as its guide says, else what is usual."""
    match kind:
        case WorkKind.CODE:
            minutes = coding.task_of(point).minutes
            return _CODING if minutes is None else minutes * 60
        case WorkKind.REVIEW:
            minutes = minutes_of(point, prose(point.text))
            return _REVIEW if minutes is None else minutes * 60
        case WorkKind.DESIGN:
            return sum(each.seconds for each in stages_in(point))


def stages_of(point: TalkingPoint, kind: WorkKind, seconds: int) -> tuple[StageTime, ...]:
    """The stages of a design that has so many seconds in all; none of other work."""
    if kind is not WorkKind.DESIGN:
        return ()
    own = stages_in(point)
    whole = sum(each.seconds for each in own)
    return tuple(
        StageTime(stage=each.stage, seconds=max(1, round(each.seconds * seconds / whole))) for each in own
    )
