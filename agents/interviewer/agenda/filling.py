"""Questions put into the seconds that a round has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agents.interviewer.agenda.rounds import Round
from agents.interviewer.timing import answer_seconds
from domain.guide import Stated, TalkingPoint
from domain.interview import AgendaItem, Phase

_MOST_ITEMS = {Phase.OPENING: 1, Phase.CLOSING: 1, Phase.THEIR_QUESTIONS: 1}
_ROOM_FOR_FOLLOW_UPS = 1.35
"""An answer's time is planned this much longer: about one question in two draws a follow-up."""
_AROUND_AN_ANSWER = 45
"""Seconds for asking, thinking and reading the feedback."""
_TOO_LONG = 2.5
"""How many times its round a question may take that opens it."""


def item_of(
    point: TalkingPoint, phase: Phase, due: Mapping[str, str], asked_as: Stated | None = None
) -> AgendaItem:
    """`point` as it is planned; `asked_as` are the schedule's own words for it."""
    return AgendaItem(
        talking_point_id=point.id,
        phase=phase,
        seconds=answer_seconds(point, phase),
        reason=due.get(point.id) or f"{phase.value} from {asked_as.source if asked_as else point.source}",
        asked_as=asked_as,
    )


def planned(item: AgendaItem) -> float:
    """The seconds a question takes in all."""
    return item.seconds * _ROOM_FOR_FOLLOW_UPS + _AROUND_AN_ANSWER


def has_room(item: AgendaItem, seconds: float) -> bool:
    """Whether a round of so many seconds can begin with `item`; openings and technical rounds always can."""
    return item.phase in (Phase.OPENING, Phase.TECHNICAL) or planned(item) <= _TOO_LONG * seconds


def fill(
    queue: Sequence[TalkingPoint], part: Round, seconds: float, due: Mapping[str, str]
) -> list[AgendaItem]:
    """Of `queue`, best first, what a round of so many seconds has room for."""
    most = _MOST_ITEMS.get(part.phase, len(queue))
    items: list[AgendaItem] = []
    used = 0.0
    for point in queue:
        item = item_of(point, part.phase, due, part.wording_of(point))
        takes = planned(item)
        if len(items) >= most or (items and used + takes > seconds):
            continue
        if not items and not has_room(item, seconds):
            continue
        items.append(item)
        used += takes
    return items
