"""The plan as it stands now: the days that came as they were planned, those to come as things stand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from agents.interviewer.drilling import DrillKind
from app.bootstrap.memory import Memory
from app.practice.plan.doing import Done, done_by
from app.practice.plan.filling import Days, Gap, fill
from app.practice.progress import by_drill
from domain.days import Where, day_of
from domain.errors import BadSetting, InterviewError
from domain.guide import TalkingPoint
from domain.interview import Session
from domain.mastery import Practice
from domain.plan import Plan, PlannedDay
from domain.posting import AskedKind, Posting
from knowledge.base import KnowledgeBase
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.matching import match, missing
from language.wording import plain
from memory.records import DamagedRecord
from memory.scheduling import standings

MINUTES = 30
"""Minutes a day where nobody says how many."""
_MOST_DAYS = 731


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan, every day of it since it was begun, and what of that was done.

    `left_out` is how much of each kind no day has room for, `gaps_left_out` how much of what the posting asks
    for, and `left_out_minutes` what all that would take.
    """

    plan: Plan
    today: date
    days: tuple[PlannedDay, ...]
    done: Done
    left_out: Mapping[DrillKind, int]
    left_out_minutes: int
    gaps_left_out: int = 0


async def plan_to(
    memory: Memory,
    points: Sequence[TalkingPoint],
    moment: datetime,
    zone: Where,
    *,
    on: date | None = None,
    minutes: int | None = None,
    posting: Posting | None = None,
    guides: tuple[str, ...] = (),
    knowledge: Callable[[], KnowledgeBase] | None = None,
) -> Standing:
    """The plan over `points` to the interview `on` a day, `minutes` a day; kept where it changed.

    Without these it is the plan that there is. `guides` is where its guides are, where they were named. What
    the guides lack for `posting`, or for the one that the plan was made for, is looked up in `knowledge`;
    without that nothing is said of it. Raises `BadSetting` for a day that is past or too far, and
    `InterviewError` where there is no plan, its day is past, or the guides hold nothing to practise.
    """
    today = day_of(moment, zone)
    before = await _kept(memory, replaced=on is not None)
    chosen = chosen_plan(before, today, on=on, minutes=minutes, posting=posting, guides=guides)
    practices, interviews = await memory.mastery.practices(), await memory.store.sessions()
    drills = await memory.drills.sessions()

    def stands() -> Standing:
        gaps = None
        if chosen.posting is not None and knowledge is not None:
            gaps = gaps_of(match(chosen.posting, knowledge(), today))
        return standing(chosen, points, practices, interviews, drills, moment, zone, gaps)

    found = await asyncio.to_thread(stands)
    if found.plan != before:
        await memory.plans.keep(found.plan)
    return found


async def _kept(memory: Memory, *, replaced: bool) -> Plan | None:
    """The plan that there is. One that cannot be read is none where another takes its place."""
    try:
        return await memory.plans.kept()
    except DamagedRecord:
        if not replaced:
            raise
        return None


def gaps_of(matched: Sequence[Matched]) -> tuple[Gap, ...]:
    """What the guides lack for a posting, what one must have first, then what they say too little of."""
    thin = [
        each for each in matched if each.coverage is Coverage.THIN and each.asked.kind is not AskedKind.DUTY
    ]
    found = [(each, each.coverage is Coverage.COMPARABLE) for each in missing(matched)]
    found.sort(key=lambda each: each[1])
    found += [(each, True) for each in thin]
    return tuple(Gap(each.asked.text, str(each.asked.source), thin=slight) for each, slight in found)


def chosen_plan(
    before: Plan | None,
    today: date,
    *,
    on: date | None,
    minutes: int | None,
    posting: Posting | None = None,
    guides: tuple[str, ...] = (),
) -> Plan:
    """The plan that is meant. To another day, of other minutes or for another job, today is planned anew."""
    if on is not None:
        _check(on, today)
    elif before is None:
        raise InterviewError(
            "There is no plan yet. Say when the interview is: `interview plan --date 2026-12-03`."
        )
    elif before.interview < today:
        raise InterviewError(
            f"Your interview was on {before.interview}. `interview debrief FILE` takes in how it went; "
            "`interview plan --date` plans for the next one."
        )
    if before is None or before.interview < today:
        assert on is not None
        return Plan(interview=on, minutes=minutes or MINUTES, begun=today, posting=posting, guides=guides)
    changed = before.model_copy(
        update={
            "interview": on or before.interview,
            "minutes": minutes or before.minutes,
            "posting": posting or before.posting,
            "guides": guides or before.guides,
        }
    )
    if changed == before:
        return before
    return changed.model_copy(update={"days": tuple(each for each in before.days if each.day < today)})


def standing(
    plan: Plan,
    points: Sequence[TalkingPoint],
    practices: Sequence[Practice],
    interviews: Sequence[Session],
    drills: Sequence[Session],
    moment: datetime,
    zone: Where,
    gaps: Sequence[Gap] | None = None,
) -> Standing:
    """`plan` as it stands at `moment`; its plan has today among the days that came.

    `gaps` are what the guides lack for its posting; None where that was not looked at. Raises
    `InterviewError` where there is nothing to practise.
    """
    today = day_of(moment, zone)
    by_kind = by_drill(standings(points, practices, moment, zone))
    if not any(by_kind.values()):
        raise InterviewError(
            "Your guides hold nothing to practise: no answered question, fact, red flag or pitch. "
            "`interview talking-points` shows what there is."
        )
    done = done_by(_of(points, practices), interviews, drills, zone)
    if gaps is not None:
        done = replace(done, lacking=frozenset(gap.asked for gap in gaps))
    rehearsed = any(plan.begun <= day < today for day in done.rehearsals)
    job = plan.posting.name if plan.posting else ""
    days = Days(today, plan.interview, plan.minutes, rehearsed, job)
    practised = done.points_on(today)
    kept = _of_these(plan.planned(today), points)
    filled = fill(by_kind, days, zone, practised_today=practised, kept=kept, gaps=gaps or ())
    came = tuple(each for each in plan.days if each.day < today)
    plan = plan.model_copy(update={"days": (*came, filled.days[0])})
    days_all, left, minutes = (*came, *filled.days), filled.left_out, filled.left_out_minutes
    return Standing(plan, today, days_all, done, left, minutes, filled.gaps_left_out)


def _of_these(kept: PlannedDay | None, points: Sequence[TalkingPoint]) -> PlannedDay | None:
    """What was planned for today; None where all of it is over other guides than those of `points`."""
    drills = [task for task in kept.tasks if task.kind.value in tuple(DrillKind)] if kept is not None else []
    titles = {plain(point.title) for point in points}
    return None if drills and not any(task.first in titles for task in drills) else kept


def _of(points: Sequence[TalkingPoint], practices: Sequence[Practice]) -> list[Practice]:
    """Those of `practices` that are of the guides of `points`: what was drilled elsewhere does none of it.

    By the guide's name as well, since a talking point that was put in other words has another id.
    """
    names, ids = {point.source.guide for point in points}, {point.id for point in points}
    return [each for each in practices if each.source.guide in names or each.talking_point_id in ids]


def _check(on: date, today: date) -> None:
    if on < today:
        raise BadSetting(f"--date {on} is past: today is {today}.")
    if (on - today).days > _MOST_DAYS:
        raise BadSetting(f"--date {on} is more than two years away, which nobody can plan.")
