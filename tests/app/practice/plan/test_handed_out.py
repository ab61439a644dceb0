"""The plan as a file: a calendar that another reader reads back, Markdown that says the same."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from icalendar import Calendar

from app.practice.plan.calendar import calendar
from app.practice.plan.markdown import markdown
from domain.mastery import Rating
from tests.app.practice.plan.test_planning import ALL, QUESTIONS, TODAY, planned
from tests.app.practice.test_practice import practised
from tests.support.interviews import START


def test_every_day_with_something_to_do_is_an_event_of_that_day() -> None:
    found = planned(5)

    read = Calendar.from_ical(calendar(found, START))

    events = {event["dtstart"].dt: event for event in read.walk("VEVENT")}
    assert list(events) == [each.day for each in found.days if each.tasks]
    assert all(
        isinstance(day, date) and event["dtend"].dt == day + timedelta(days=1)
        for day, event in events.items()
    )
    assert str(events[found.plan.interview]["summary"]) == "Interview"
    assert "interview drill --limit" in str(events[TODAY]["description"])
    # An event of the whole day does not say that the candidate is busy all day.
    assert {str(event["transp"]) for event in events.values()} == {"TRANSPARENT"}


def test_imported_again_an_event_takes_the_place_of_the_one_before() -> None:
    found = planned(5)

    first = Calendar.from_ical(calendar(found, START)).walk("VEVENT")
    later = Calendar.from_ical(calendar(found, START + timedelta(hours=1))).walk("VEVENT")

    assert [event["uid"] for event in first] == [event["uid"] for event in later]
    assert len({event["uid"] for event in first}) == len(first)
    assert all(after["sequence"] > before["sequence"] for before, after in zip(first, later, strict=True))


def test_a_title_cannot_break_out_of_its_line() -> None:
    point = QUESTIONS[0].model_copy(update={"title": "Why?\r\nEND:VEVENT; really, \\now"})

    read = Calendar.from_ical(calendar(planned(1, points=(point,)), START))

    assert len(read.walk("VEVENT")) == 2


def test_markdown_ticks_what_was_done() -> None:
    before = planned(3, points=QUESTIONS)
    count = before.days[0].tasks[-1].count
    done = tuple(practised(point, Rating.GOOD, days_ago=0) for point in QUESTIONS[:count])
    after = planned(3, points=QUESTIONS, plan=before.plan, practices=done, at=START + timedelta(hours=1))

    assert f"- [x] {count} questions" in markdown(after)
    assert "- [ ] a full rehearsal" in markdown(planned(3, points=ALL))
    assert START.astimezone(UTC).date() == TODAY
