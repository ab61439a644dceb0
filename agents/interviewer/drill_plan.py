"""What a drill asks for, and why: what is due, weak or new, what was asked for, the weakest of all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from agents.interviewer.drilling import UNHURRIED, DrillKind, drillable, item_for, kind_of
from domain.guide import TalkingPoint
from domain.interview import Agenda, AgendaItem, Cause, Choice
from domain.mastery import Standing, State
from knowledge.base import KnowledgeBase
from language.text import read
from rounds.tasks import asks_for

WARM_UP_MINUTES = 5
_BETWEEN = 10
"""Seconds between two questions of a warm-up, for hearing the one and reading what came of the other."""
_FOR_LONG_ANSWERS = 0.6
"""The share of a warm-up for questions and pitches: the rest wakes figures and wordings."""
_MOST_BY_MEANING = 8

CAUSES = {
    Cause.CHANGED: "your guide changed it since you practised it",
    Cause.DUE: "due",
    Cause.WEAK: "weak the last time",
    Cause.NEW: "never practised",
    Cause.AHEAD: "not due yet",
}


def reasons(standings: Sequence[Standing], recent: Collection[str] = ()) -> dict[str, str]:
    """Why talking points should be asked for now, by their ids: changed, due, or weak.

    Those in `recent` are left out, so that an interview does not repeat the last ones.
    """
    return {
        standing.point.id: _reason(standing)
        for standing in standings
        if standing.point.id not in recent and (standing.is_due or standing.state is State.WEAK)
    }


def asks_ahead(kind: DrillKind, choice: Choice) -> bool:
    """Whether a drill asks for what is not due yet, too: who names what they want gets it."""
    return choice.ahead or bool(choice.topic or choice.guide) or kind is DrillKind.PITCH


def plan_drill(standings: Sequence[Standing], kind: DrillKind, *, limit: int, ahead: bool = False) -> Agenda:
    """At most `limit` questions of `kind`: due first, then weak, then never practised.

    What is due comes with the least likely to be recalled first, what is weak with the one practised
    longest ago first, what was never practised in the guides' order. What sits and is not due stays out;
    `ahead` it comes last, that which comes back first first.
    """
    chosen = sorted(
        (
            standing
            for standing in _of_kind(standings, kind)
            if ahead or standing.state is not State.SOLID or standing.is_due
        ),
        key=urgency,
    )
    return Agenda(items=tuple(_item(standing, kind) for standing in chosen[:limit]), minutes=UNHURRIED)


def plan_warm_up(standings: Sequence[Standing], minutes: float = WARM_UP_MINUTES) -> Agenda:
    """The weakest of every kind, as far as `minutes` reach, and one thing at least; it ends by the clock.

    First figures that were wrong the last time, then what is weak, the worst first, what is due, what was
    never practised, and what sits least surely of the rest. Long answers have a part of the time alone.
    """
    short = (kind for kind in DrillKind if kind is not DrillKind.TASKS)
    there = [standing for kind in short for standing in _of_kind(standings, kind)]
    left = {True: minutes * 60 * _FOR_LONG_ANSWERS, False: minutes * 60}
    chosen: list[Standing] = []
    for standing in sorted(there, key=_weakness):
        is_long = kind_of(standing.point) in (DrillKind.QUESTIONS, DrillKind.PITCH)
        seconds = item_for(standing.point).seconds + _BETWEEN
        if not chosen or seconds <= min(left[is_long], left[False]):
            chosen.append(standing)
            left[True] -= seconds if is_long else 0
            left[False] -= seconds
    return Agenda(items=tuple(_item(standing) for standing in chosen), minutes=minutes)


def about(points: Sequence[TalkingPoint], choice: Choice, knowledge: KnowledgeBase) -> list[TalkingPoint]:
    """Those of `points` that stand in the chosen guide and are about the chosen topic.

    About it is what has all its words in its title, its headings or its text; where nothing has, what is
    nearest to it in meaning.
    """
    there = [point for point in points if choice.guide in ("", point.source.guide)]
    wanted = read(choice.topic).stems
    if not wanted:
        return there
    found = [point for point in there if wanted <= _stems(point)]
    if found or not there:
        return found
    near = knowledge.search(choice.topic, k=_MOST_BY_MEANING, points=[point.id for point in there])
    ids = {passage.talking_point_id for passage in near}
    return [point for point in there if point.id in ids]


def urgency(standing: Standing) -> tuple[int, float]:
    """What a drill sorts by: due, weak, new, and last what is not due yet."""
    if standing.is_due:
        return 0, standing.recall
    if standing.state is State.WEAK:
        return 1, standing.practices[-1].at.timestamp()
    if standing.state is State.NEVER:
        return 2, 0.0
    return 3, float(standing.days or 0)


def _stems(point: TalkingPoint) -> frozenset[str]:
    return frozenset(read("\n".join((point.title, *point.source.heading_path, point.text))).stems)


def _of_kind(standings: Sequence[Standing], kind: DrillKind) -> list[Standing]:
    allowed = {point.id for point in drillable([standing.point for standing in standings], kind)}
    return [standing for standing in standings if standing.point.id in allowed]


def _item(standing: Standing, kind: DrillKind | None = None) -> AgendaItem:
    work = asks_for(standing.point) if kind is DrillKind.TASKS else None
    return item_for(standing.point, _reason(standing), _cause(standing), work)


def _weakness(standing: Standing) -> tuple[int, float]:
    last = standing.practices[-1] if standing.practices else None
    if last is not None and last.wrong_figures:
        return 0, last.score or 0.0
    if standing.state is State.WEAK:
        return 1, (last.score or 0.0) if last is not None else 0.0
    if standing.is_due:
        return 2, standing.recall
    return (3, 0.0) if standing.state is State.NEVER else (4, standing.recall)


def _cause(standing: Standing) -> Cause:
    if standing.changed:
        return Cause.CHANGED
    if standing.is_due:
        return Cause.DUE
    match standing.state:
        case State.WEAK:
            return Cause.WEAK
        case State.NEVER:
            return Cause.NEW
    return Cause.AHEAD


def _reason(standing: Standing) -> str:
    cause, late = _cause(standing), -(standing.days or 0)
    if cause is not Cause.DUE:
        return CAUSES[cause]
    since = "today" if late < 1 else "since yesterday" if late == 1 else f"for {late} days"
    return f"{CAUSES[cause]} {since}"
