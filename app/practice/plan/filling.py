"""What goes on which day, within its minutes: drills as they come due, a rehearsal, a light last evening."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agents.interviewer.drill_plan import urgency
from agents.interviewer.drilling import DrillKind, item_for
from domain.days import Where
from domain.mastery import Standing, State
from domain.plan import PlannedDay, Task, TaskKind
from language.wording import plain
from memory.scheduling import Forecast

_DAY = timedelta(days=1)
_LONG = (DrillKind.PITCH, DrillKind.QUESTIONS)
_SHORT = (DrillKind.FACTS, DrillKind.RED_FLAGS)
_PLANNED = (*_LONG, *_SHORT)
"""Tasks are held when there is time for one: an evening's minutes have seldom room."""
_FOR_SHORT = 1 / 3
"""The share of a day's minutes that figures and wordings have before questions: they are soon done."""
_FULL_REHEARSAL = 45
_ONE_PAGER = 5
_WARM_UP = 5
_LIGHT = (10, 20)
"""Minutes of the last evening, at least and at most: half of a day's, between these."""
_SECONDS_TO_READ = {
    DrillKind.QUESTIONS: 60,
    DrillKind.PITCH: 45,
    DrillKind.FACTS: 20,
    DrillKind.RED_FLAGS: 30,
}
"""Seconds besides the answer: hearing the question, reading what came of it."""
_TO_WRITE, _TO_SAY_MORE = 10, 5
"""Minutes to write down what there is to show for something, and to add to what is there."""
_FOR_GAPS = 1 / 2
"""The share of a day's minutes that these have at most; one of them has its place on any day."""
_ONCE_MORE = 2
"""An answer is followed up about once."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to the interview; `rehearsed` says that the rehearsal is behind the candidate.

    `job` is the name of the posting's file, "" for none.
    """

    first: date
    interview: date
    minutes: int
    rehearsed: bool = False
    job: str = ""

    @property
    def eve(self) -> date:
        return self.interview - _DAY

    @property
    def rehearsal(self) -> date | None:
        """The day of the rehearsal: two days before, so that a day is left to mend what it shows."""
        day = self.interview - 2 * _DAY
        return None if self.rehearsed or day < self.first else day

    @property
    def rehearsal_minutes(self) -> int:
        return min(_FULL_REHEARSAL, self.minutes)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a posting asks for and the guides lack, or, where it is `thin`, say little of."""

    asked: str
    place: str
    thin: bool = False

    def task(self) -> Task:
        kind = TaskKind.SAY_MORE if self.thin else TaskKind.WRITE
        minutes = _TO_SAY_MORE if self.thin else _TO_WRITE
        return Task(kind=kind, minutes=minutes, first=self.asked, place=self.place)


@dataclass(slots=True)
class _Item:
    """A talking point on its way through the days; `due` is None while it was never practised.

    `fresh` says that it is practised for the first time on the day that it was taken for last.
    """

    standing: Standing
    kind: DrillKind
    forecast: Forecast
    due: date | None
    fresh: bool = False

    @property
    def seconds(self) -> int:
        answer = item_for(self.standing.point).seconds
        return (answer * _ONCE_MORE if self.kind is DrillKind.QUESTIONS else answer) + _SECONDS_TO_READ[
            self.kind
        ]


@dataclass(frozen=True, slots=True)
class Filled:
    """The days with their tasks, and how many of each kind no day had room for, with their minutes."""

    days: tuple[PlannedDay, ...]
    left_out: Mapping[DrillKind, int]
    left_out_minutes: int
    gaps_left_out: int = 0


def fill(
    by_kind: Mapping[DrillKind, Sequence[Standing]],
    days: Days,
    zone: Where,
    *,
    practised_today: frozenset[str] = frozenset(),
    kept: PlannedDay | None = None,
    gaps: Sequence[Gap] = (),
) -> Filled:
    """What to do on each day from the first to that of the interview.

    `practised_today` are the talking points practised on the first day already; `kept` is what was planned
    for that day when it began, and stays as it is. What is still open of it is taken to be done, and all that
    is practised to go well. `gaps` are for a posting, what weighs most first.
    """
    to_write = _Gaps(gaps, days, kept)
    pools = {kind: _Pool(kind, by_kind.get(kind, ()), days, zone, practised_today) for kind in _PLANNED}
    planned: list[PlannedDay] = []
    day = days.first
    while day < days.interview:
        if kept is not None and day == kept.day:
            planned.append(kept)
            _do(kept, pools, day, by_kind, practised_today)
        else:
            tasks = _tasks(day, days, pools, to_write)
            if day == days.first:
                tasks = (_after(task, by_kind, practised_today) for task in tasks)
            planned.append(PlannedDay(day=day, tasks=tuple(tasks)))
        day += _DAY
    if kept is not None and kept.day == days.interview:
        planned.append(kept)
    else:
        planned.append(PlannedDay(day=days.interview, tasks=tuple(_last(days, pools))))
    left = {kind: pool.new_left for kind, pool in pools.items() if pool.new_left}
    left_minutes = sum(pool.minutes_left for pool in pools.values()) + to_write.minutes_left
    return Filled(tuple(planned), left, left_minutes, to_write.left)


def _do(
    kept: PlannedDay,
    pools: Mapping[DrillKind, _Pool],
    day: date,
    by_kind: Mapping[DrillKind, Sequence[Standing]],
    practised: frozenset[str],
) -> None:
    """Take what is still open of a day to be done."""
    for task in kept.tasks:
        if task.kind.value in _PLANNED:
            done = _practised(task, by_kind, practised) - task.before
            pools[DrillKind(task.kind.value)].take(day, most=max(0, task.count - max(0, done)))


def _after(task: Task, by_kind: Mapping[DrillKind, Sequence[Standing]], practised: frozenset[str]) -> Task:
    """`task` of a day on which something was practised before it was planned."""
    return task.model_copy(update={"before": _practised(task, by_kind, practised)})


def _practised(task: Task, by_kind: Mapping[DrillKind, Sequence[Standing]], practised: frozenset[str]) -> int:
    if task.kind.value not in _PLANNED:
        return 0
    return sum(each.point.id in practised for each in by_kind.get(DrillKind(task.kind.value), ()))


def _tasks(day: date, days: Days, pools: Mapping[DrillKind, _Pool], to_write: _Gaps) -> Iterator[Task]:
    budget = days.minutes * 60
    if day == days.rehearsal:
        yield Task(kind=TaskKind.REHEARSAL, minutes=days.rehearsal_minutes, place=days.job)
        budget -= days.rehearsal_minutes * 60
    kinds: tuple[DrillKind, ...] = (*_LONG, *_SHORT)
    if day == days.eve:
        one_pager = min(_ONE_PAGER, days.minutes)
        if day != days.first:
            # The last evening is for what is nearly there: nothing long, and nothing new.
            budget = min(budget, 60 * max(_LIGHT[0], min(_LIGHT[1], days.minutes // 2)))
            kinds = (DrillKind.PITCH, *_SHORT)
        budget -= one_pager * 60
        yield from _drills(day, budget, pools, kinds, fresh=day == days.first)
        yield Task(kind=TaskKind.ONE_PAGER, minutes=one_pager)
        return
    written = to_write.take(day, budget)
    yield from written
    budget -= 60 * sum(task.minutes for task in written)
    yield from _drills(day, budget, pools, kinds, fresh=True)


def _drills(
    day: date, budget: float, pools: Mapping[DrillKind, _Pool], kinds: Sequence[DrillKind], *, fresh: bool
) -> Iterator[Task]:
    taken: dict[DrillKind, list[_Item]] = {kind: [] for kind in _PLANNED}

    def take(wanted: Sequence[DrillKind], seconds: float) -> float:
        for kind in wanted:
            more = pools[kind].take(day, seconds=seconds, fresh=fresh)
            taken[kind] += more
            seconds -= sum(item.seconds for item in more)
        return seconds

    short = [kind for kind in kinds if kind in _SHORT]
    long = [kind for kind in kinds if kind in _LONG]
    for_short = budget * _FOR_SHORT
    left = budget - (for_short - take(short, for_short))
    take(short, take(long, left))
    for kind in kinds:
        if taken[kind]:
            yield _task(kind, taken[kind])


def _task(kind: DrillKind, items: Sequence[_Item]) -> Task:
    return Task(
        kind=TaskKind(kind.value),
        count=len(items),
        fresh=sum(item.fresh for item in items),
        minutes=max(1, round(sum(item.seconds for item in items) / 60)),
        first=plain(items[0].standing.point.title),
    )


def _last(days: Days, pools: Mapping[DrillKind, _Pool]) -> Iterator[Task]:
    """The day itself: awake, and, where there is time for both, with the page in hand."""
    if any(pool.has_any for pool in pools.values()):
        yield Task(kind=TaskKind.WARM_UP, minutes=min(_WARM_UP, days.minutes))
    if days.minutes >= _WARM_UP + _ONE_PAGER:
        yield Task(kind=TaskKind.ONE_PAGER, minutes=_ONE_PAGER)


class _Gaps:
    """What is to be written for a posting: an even share each day of the first half, then what is left."""

    def __init__(self, gaps: Sequence[Gap], days: Days, kept: PlannedDay | None) -> None:
        planned = {task.first for task in kept.tasks} if kept is not None else set()
        self._open = deque(gap.task() for gap in gaps if gap.asked not in planned)
        self._days = days

    @property
    def left(self) -> int:
        """How many no day had room for."""
        return len(self._open)

    @property
    def minutes_left(self) -> int:
        return sum(task.minutes for task in self._open)

    def take(self, day: date, seconds: float) -> list[Task]:
        """What is written on `day`, of which `seconds` are left."""
        most = -(-len(self._open) // _days_left(self._days, day))
        minutes = seconds / 60 * _FOR_GAPS
        taken: list[Task] = []
        while self._open and len(taken) < most:
            needed = self._open[0].minutes
            if needed > (minutes if taken else seconds / 60):
                break
            taken.append(self._open.popleft())
            minutes -= needed
        return taken


def _days_left(days: Days, day: date) -> int:
    """How many days of the first half there are from `day` on; 1 in the second."""
    whole = max(1, (days.eve - days.first).days)
    return max(1, (whole + 1) // 2 - (day - days.first).days)


class _Pool:
    """What there is of one kind: what comes back on which day, and what is new, by a share each day."""

    def __init__(
        self,
        kind: DrillKind,
        standings: Sequence[Standing],
        days: Days,
        zone: Where,
        practised_today: frozenset[str],
    ) -> None:
        self._days = days
        self.has_any = bool(standings)
        self._ready: deque[_Item] = deque()
        self._coming: dict[date, list[_Item]] = {}
        self._new: deque[_Item] = deque()
        self._fresh: Counter[date] = Counter()
        for standing in sorted(standings, key=urgency):
            item = _Item(standing, kind, Forecast(standing.practices, zone), None)
            if standing.days is None:
                self._new.append(item)
                continue
            item.due = days.first + timedelta(days=standing.days)
            weak = standing.state is State.WEAK or standing.is_due
            if weak and standing.point.id not in practised_today:
                item.due = days.first
            elif item.due <= days.first:
                item.due = days.first + _DAY
            self._wait(item)

    @property
    def new_left(self) -> int:
        """How many were never on any day."""
        return len(self._new)

    @property
    def minutes_left(self) -> int:
        """About how long these would take."""
        return round(sum(item.seconds for item in self._new) / 60)

    def take(
        self, day: date, *, seconds: float = float("inf"), most: int | None = None, fresh: bool = True
    ) -> list[_Item]:
        """What is practised on `day`, as a drill would ask it: what `seconds` hold, and at most `most`."""
        self._ready.extend(self._coming.pop(day, ()))
        taken: list[_Item] = []
        quota = (most if most is not None else self._quota(day)) if fresh else 0
        for queue, limit in ((self._ready, most), (self._new, quota)):
            count = 0
            while queue and (limit is None or count < limit) and (most is None or len(taken) < most):
                if queue[0].seconds > seconds:
                    break
                item = queue.popleft()
                seconds -= item.seconds
                count += 1
                taken.append(item)
                item.fresh = item.due is None
                self._fresh[day] += item.fresh
                item.due = item.forecast.practised(day)
                self._wait(item)
        return taken

    def _wait(self, item: _Item) -> None:
        assert item.due is not None
        # What comes back on the day of the interview, or after it, is behind the plan.
        if item.due < self._days.interview:
            self._coming.setdefault(max(item.due, self._days.first), []).append(item)

    def _quota(self, day: date) -> int:
        """How much of what is new a day takes: all of it by half of the days, so that it can come back."""
        already = self._fresh[day]
        return -(-(len(self._new) + already) // _days_left(self._days, day)) - already
