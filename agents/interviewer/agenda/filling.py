"""Questions put into the seconds that a stage has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agents.interviewer.agenda.stages import Stage
from agents.interviewer.timing import answer_seconds
from domain.guide import Stated, TalkingPoint
from domain.interview import AgendaItem, Phase
from domain.work import WorkKind

MOST_ITEMS = {Phase.OPENING: 1, Phase.CLOSING: 1, Phase.THEIR_QUESTIONS: 1}
"""Phases that have so many questions at most."""
_ALWAYS = frozenset({Phase.OPENING, Phase.TECHNICAL})
_AROUND_AN_ANSWER = 45
"""Seconds for asking, thinking and reading the feedback."""
_TOO_LONG = 2.5
"""How many times its stage a question may take that opens it."""


def item_of(
    point: TalkingPoint,
    phase: Phase,
    due: Mapping[str, str],
    asked_as: Stated | None = None,
    work: WorkKind | None = None,
) -> AgendaItem:
    """`point` as it is planned; `asked_as` are the schedule's own words for it, `work` what is handed in."""
    return AgendaItem(
        talking_point_id=point.id,
        phase=phase,
        seconds=answer_seconds(point, phase, work),
        reason=due.get(point.id) or f"{phase.value} from {asked_as.source if asked_as else point.source}",
        asked_as=asked_as,
        work=work,
    )


def planned(item: AgendaItem, room: float) -> float:
    """The seconds a question takes in all; `room` times its answer's own with its follow-ups."""
    return item.seconds * room + _AROUND_AN_ANSWER


def has_room(item: AgendaItem, seconds: float, room: float) -> bool:
    """Whether a stage of so many seconds can begin with `item`; openings, technical stages and tasks can."""
    return item.phase in _ALWAYS or item.work is not None or planned(item, room) <= _TOO_LONG * seconds


def _item(point: TalkingPoint, part: Stage, seconds: float, due: Mapping[str, str]) -> AgendaItem:
    """`point` in a stage of so many seconds: a system is designed in the time its row has."""
    item = item_of(point, part.phase, due, part.wording_of(point), part.work_at(point))
    if item.work is WorkKind.DESIGN and part.row is not None:
        return item.model_copy(update={"seconds": min(item.seconds, round(seconds))})
    return item


def fill(
    queue: Sequence[TalkingPoint], part: Stage, seconds: float, due: Mapping[str, str], room: float
) -> list[AgendaItem]:
    """Of `queue`, best first, what a stage of so many seconds has room for."""
    most = MOST_ITEMS.get(part.phase, len(queue))
    items: list[AgendaItem] = []
    used = 0.0
    for point in queue:
        item = _item(point, part, seconds, due)
        takes = planned(item, room)
        if len(items) >= most or (items and used + takes > seconds):
            continue
        if not items and not has_room(item, seconds, room):
            continue
        items.append(item)
        used += takes
    return items
