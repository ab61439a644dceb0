#!/usr/bin/env bash
# A weekly practice has one date moved from 18:00 to 20:00. Where the file names the moved date by its hour in UTC, one reader of
# calendars has it at both hours; where it names the same moment in the zone of the series, it is at 20:00 alone.
#
# Libraries: ical 14.3.1, beside recurring-ical-events 3.8.2 and icalevents 0.3.1.
# kewisch/ical.js#99 tells of files of iCloud that name it in UTC.
# Guess, written down before the run: a date of a series is found by the moment that its RECURRENCE-ID names, in whichever zone;
# a date that is left out (EXDATE) is found so by all three.
# Behaviour: ical finds the date to be replaced only if it is written as in the series. Otherwise it takes nothing away and adds the
# moved one. RFC 5545 forbids a time without any zone here, and allows UTC.
# Output seen:
#   named in its zone: ical 18 20 18     recurring-ical-events 18 20 18  icalevents 18 20 18
#   named in UTC:      ical 18 18 20 18  recurring-ical-events 18 20 18  icalevents 18 20 18
#   left out in UTC:   ical 18 18        recurring-ical-events 18 18     icalevents 18 18
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "ical==14.3.1" "icalendar==7.3.2" "recurring-ical-events==3.8.2" \
    "icalevents==0.3.1"
cat >"$here/try.py" <<'PYTHON'
import datetime
import sys
import warnings
import zoneinfo

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream
from icalevents import icalevents

warnings.simplefilter("ignore")
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
FIRST = datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc)
LAST = datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone.utc)
BEGIN = ["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20260101T000000Z", "SUMMARY:Practice", "DURATION:PT1H"]
SERIES = [*BEGIN, "DTSTART;TZID=Europe/Berlin:20260601T180000", "RRULE:FREQ=WEEKLY;COUNT=3"]
MOVED = ["END:VEVENT", *BEGIN, "DTSTART;TZID=Europe/Berlin:20260608T200000"]
FILES = {
    "named in its zone:": [*SERIES, *MOVED, "RECURRENCE-ID;TZID=Europe/Berlin:20260608T180000"],
    "named in UTC:": [*SERIES, *MOVED, "RECURRENCE-ID:20260608T160000Z"],
    "left out in UTC:": [*SERIES, "EXDATE:20260608T160000Z"],
}


def hours(starts):
    return [start.astimezone(ZONE).hour for start in sorted(starts)]


def read(lines):
    begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN"]
    file = "\r\n".join([*begin, *lines, "END:VEVENT", "END:VCALENDAR", ""])
    between = recurring_ical_events.of(icalendar.Calendar.from_ical(file)).between(FIRST, LAST)
    return {
        "ical": hours(event.dtstart for event in IcsCalendarStream.calendar_from_ics(file).timeline.included(FIRST, LAST)),
        "recurring-ical-events": hours(event["DTSTART"].dt for event in between),
        "icalevents": hours(event.start for event in icalevents.events(string_content=file.encode(), start=FIRST, end=LAST)),
    }


seen = {name: read(lines) for name, lines in FILES.items()}
for name, by in seen.items():
    print(f"{name:18}", "  ".join(f"{who} {' '.join(map(str, at)):{11 if who == 'ical' else 8}}" for who, at in by.items()).rstrip())
zone, utc, out = seen.values()
alike = all(at == [18, 20, 18] for at in (*zone.values(), utc["recurring-ical-events"], utc["icalevents"]))
sys.exit(not (alike and utc["ical"] == [18, 18, 20, 18] and all(at == [18, 18] for at in out.values())))
PYTHON
"$here/venv/bin/python" "$here/try.py"
