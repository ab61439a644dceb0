#!/usr/bin/env bash
# An appointment on three days, the first as its start and two more as further dates, is on two days for one reader of
# calendars: the first day is free.
#
# Libraries: ical 14.3.1 (IcsCalendarStream, timeline), beside recurring-ical-events 3.8.2 on icalendar 7.3.2.
# Guess, written down before the run (after one with a period as the further date had lost the first day): with plain dates
# all three days are there, since a set is made of the start together with its further dates and rules (RFC 5545, 3.8.5.2).
# Behaviour: further dates (RDATE) without a rule (RRULE) are the whole set, and the start is left out of it; with a rule,
# which makes the start itself, it is in. So weekly practice with a day more is right, and three days that somebody picked are
# not. A period as further date ("from six, for three hours") is taken for its start and has the length of the first.
# Output seen:
#   three days:        ical 27 30         recurring-ical-events 25 27 30
#   and a weekly rule: ical 25 27 April 1 recurring-ical-events 25 27 April 1
#   for three hours:   ical 1 h           recurring-ical-events 3 h
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "ical==14.3.1" "icalendar==7.3.2" "recurring-ical-events==3.8.2"
cat >"$here/try.py" <<'PYTHON'
import sys

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

START = ["DTSTART:20260325T180000Z", "DURATION:PT1H"]


def text(*lines):
    event = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "SUMMARY:practice", *START, *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", *event, "END:VCALENDAR", ""])


def by_ical(source):
    return [(event.dtstart, event.end) for event in IcsCalendarStream.calendar_from_ics(source).timeline]


def by_other(source):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(source)).between((2026, 3, 1), (2026, 5, 1))
    return sorted((event.start, event.end) for event in found)


def days(times):
    return " ".join(str(start.day) if start.month == 3 else f"{start:%B} {start.day}" for start, _ in times)


def hours(times):
    start, end = next((start, end) for start, end in times if start.day == 27)
    return f"{(end - start).seconds // 3600} h"


three = text("RDATE:20260327T180000Z,20260330T180000Z")
ruled = text("RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260327T180000Z")
period = text("RDATE;VALUE=PERIOD:20260327T180000Z/PT3H")
seen = {
    "three days:": (days(by_ical(three)), days(by_other(three))),
    "and a weekly rule:": (days(by_ical(ruled)), days(by_other(ruled))),
    "for three hours:": (hours(by_ical(period)), hours(by_other(period))),
}
for name, (one, other) in seen.items():
    print(f"{name:18} ical {one:13} recurring-ical-events {other}")
sys.exit(list(seen.values()) != [("27 30", "25 27 30"), ("25 27 April 1", "25 27 April 1"), ("1 h", "3 h")])
PYTHON
"$here/venv/bin/python" "$here/try.py"
