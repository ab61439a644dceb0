"""What of a day's plan was done, by what was practised and held on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agents.interviewer.drilling import WARM_UP, DrillKind
from domain.days import Where, day_then
from domain.guide import TalkingPointKind
from domain.interview import Mode, Session, SessionStatus
from domain.mastery import Practice
from domain.plan import PlannedDay, Task, TaskKind

_SHORT = {TalkingPointKind.FACT: DrillKind.FACTS, TalkingPointKind.RED_FLAG: DrillKind.RED_FLAGS}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done on each day: the talking points practised, by kind of drill, and what was held.

    `lacking` is what the guides lack for the posting by now, or have too little for; None where that was not
    looked at.
    """

    practised: Mapping[tuple[date, DrillKind], frozenset[str]]
    rehearsals: frozenset[date]
    warm_ups: frozenset[date]
    lacking: frozenset[str] | None = None

    def of(self, day: date, task: Task) -> int | None:
        """How much of `task` was done on `day`; None where nothing tells."""
        match task.kind:
            case TaskKind.REHEARSAL:
                return int(day in self.rehearsals)
            case TaskKind.WARM_UP:
                return int(day in self.warm_ups)
            case TaskKind.ONE_PAGER:
                return None
            case TaskKind.WRITE | TaskKind.SAY_MORE:
                return None if self.lacking is None else int(task.first not in self.lacking)
        found = self.practised.get((day, DrillKind(task.kind.value)), frozenset())
        return min(task.count, max(0, len(found) - task.before))

    def all_of(self, planned: PlannedDay) -> bool:
        """Whether all was done that can be told, and something was to be done."""
        done = [(self.of(planned.day, task), task.count) for task in planned.tasks]
        known = [count == wanted for count, wanted in done if count is not None]
        return bool(known) and all(known)

    def points_on(self, day: date) -> frozenset[str]:
        """The talking points practised on `day`."""
        return frozenset().union(*(found for (at, _), found in self.practised.items() if at == day))


def done_by(
    practices: Sequence[Practice],
    interviews: Sequence[Session],
    drills: Sequence[Session],
    zone: Where,
) -> Done:
    """What `practices` and sessions come to, by the candidate's days.

    A rehearsal is an interview in real mode that came to its end with an answer; a fork, or what was taken
    down of a real interview, is none. Nor was what the real interview asked a drill that was planned.
    """
    real = {each.id for each in interviews if each.transcript}
    practised: dict[tuple[date, DrillKind], set[str]] = defaultdict(set)
    for practice in practices:
        if practice.session_id in real:
            continue
        practised[day_then(practice.at, zone), _kind(practice)].add(practice.talking_point_id)
    return Done(
        practised={key: frozenset(found) for key, found in practised.items()},
        rehearsals=frozenset(day_then(each.started_at, zone) for each in interviews if _rehearses(each)),
        warm_ups=frozenset(
            day_then(each.started_at, zone) for each in drills if each.drill == WARM_UP and each.answered
        ),
    )


def _rehearses(session: Session) -> bool:
    held = session.status is SessionStatus.FINISHED and session.answered > 0
    return (
        held
        and session.mode is Mode.REAL
        and not (session.forked_from or session.imported or session.transcript or session.simulated)
    )


def _kind(practice: Practice) -> DrillKind:
    if practice.kind is TalkingPointKind.PITCH:
        return DrillKind.PITCH
    if practice.kind in (TalkingPointKind.CODING_CHALLENGE, TalkingPointKind.CODE_REVIEW):
        return DrillKind.TASKS
    return _SHORT.get(practice.kind, DrillKind.QUESTIONS)
