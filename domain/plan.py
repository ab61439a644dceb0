"""The plan to the day of an interview: what to do on each day until then."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from domain.posting import Posting
from domain.values import Count, Frozen


class TaskKind(StrEnum):
    """What there is to do. The first four are kinds of drills, by their names.

    WRITE and SAY_MORE are of a posting: what the guides lack for it, and what they have too little for.
    """

    QUESTIONS = "questions"
    FACTS = "facts"
    RED_FLAGS = "red-flags"
    PITCH = "pitch"
    REHEARSAL = "rehearsal"
    WARM_UP = "warm-up"
    ONE_PAGER = "one-pager"
    WRITE = "write"
    SAY_MORE = "say-more"


class Task(Frozen):
    """Something to do on one day: how many of it, how many of these are new, and about how many minutes.

    `first` is the title of what a drill begins with, or what a posting asks for at `place`; "" for the rest.
    Of a rehearsal `place` is the posting's name.
    `before` is how much of the kind was practised on that day before it was planned.
    """

    kind: TaskKind
    count: int = Field(default=1, ge=1)
    fresh: Count = 0
    minutes: int = Field(ge=1)
    first: str = ""
    before: Count = 0
    place: str = ""


class PlannedDay(Frozen):
    """A day and what is to be done on it, in order; nothing where it is free."""

    day: date
    tasks: tuple[Task, ...] = ()

    @property
    def minutes(self) -> int:
        """About how long all of it takes."""
        return sum(task.minutes for task in self.tasks)


class Plan(Frozen):
    """What is kept of a plan: the day of the interview, the minutes a day, since when there is this plan.

    `days` are those that came, as they were planned when they came: what was planned for a day does not
    change on that day, nor later. What is still to come is computed whenever it is asked for. `posting` is
    the job that the interview is for, where one was given, and `guides` is where its guides are, as a session
    keeps it, where they were named; whoever sets theirs has none here.
    """

    interview: date
    minutes: int = Field(ge=1, le=24 * 60)
    begun: date
    days: tuple[PlannedDay, ...] = ()
    posting: Posting | None = None
    guides: tuple[str, ...] = ()

    def planned(self, day: date) -> PlannedDay | None:
        """What was planned for `day` when it came; None where it has not been asked for."""
        return next((each for each in self.days if each.day == day), None)
