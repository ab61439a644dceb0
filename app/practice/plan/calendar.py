"""The plan as a calendar's file: an event a day, all day long, so that no change of the clocks moves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from app.practice.plan import words
from app.practice.plan.planning import Standing
from domain.plan import PlannedDay
from domain.shown import shown


def calendar(found: Standing, moment: datetime) -> bytes:
    """The days with something to do, and the interview, as iCalendar (RFC 5545).

    Imported again, each event takes the place of the one before: they are the same by their day.
    """
    made = Calendar()
    made.add("prodid", "-//mock-interviewer//plan//EN")
    made.add("version", "2.0")
    for each in found.days:
        if each.tasks:
            made.add_component(_event(each, found, moment))
    return bytes(made.to_ical())


def _event(each: PlannedDay, found: Standing, moment: datetime) -> Event:
    is_last = each.day == found.plan.interview
    event = Event()
    event.add("uid", f"plan-{found.plan.interview}-{each.day}@mock-interviewer")
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    # Whoever reads it takes the newer of two by this number.
    event.add("sequence", max(0, int(moment.timestamp()) // 60))
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", "Interview" if is_last else f"Practise for the interview: {each.minutes} min")
    event.add(
        "description",
        shown(
            "\n".join(
                f"{words.task(task)} ({task.minutes} min): {words.command(task, found)}"
                for task in each.tasks
            )
        ),
    )
    return event
