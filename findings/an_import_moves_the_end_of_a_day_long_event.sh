#!/usr/bin/env bash
# Importing one calendar library, without calling it, moves by an hour the end that another one reads from the same file:
# a day-long event over the night in which the clocks change.
#
# Libraries: icalendar 7.3.2, icalevents 0.3.1, recurring-ical-events 3.8.2.
# Guess, written down before the run: a day (P1D) from 18:00 ends at 18:00 the next day, summer time or not (RFC 5545 has
# days as days of the calendar), in icalendar and in what is built on it, whatever else was imported.
# Behaviour: icalevents calls icalendar.use_pytz() for the whole process when it is imported. From then on icalendar adds
# the day to a time of pytz without normalising it: its end has the offset of the day before, an hour late; and
# recurring-ical-events, which asks icalendar, says 19:00.
# Output seen:
#   alone:                  icalendar 2026-03-29 18:00:00+02:00  recurring-ical-events 2026-03-29 18:00:00+02:00
#   icalevents is imported: icalendar 2026-03-29 18:00:00+01:00  recurring-ical-events 2026-03-29 19:00:00+02:00
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "icalendar==7.3.2" "icalevents==0.3.1" "recurring-ical-events==3.8.2"
cat >"$here/try.py" <<'PYTHON'
import importlib
import sys

for other in sys.argv[1:]:
    importlib.import_module(other)

import icalendar
import recurring_ical_events

FILE = "\r\n".join(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN", "BEGIN:VEVENT", "UID:1@example.org",
     "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Europe/Berlin:20260328T180000", "DURATION:P1D", "SUMMARY:Rehearsal",
     "END:VEVENT", "END:VCALENDAR", ""]
)
calendar = icalendar.Calendar.from_ical(FILE)
(event,) = calendar.walk("VEVENT")
(occurrence,) = recurring_ical_events.of(calendar).between((2026, 3, 28), (2026, 3, 30))
print(f"icalendar {event.end}  recurring-ical-events {occurrence.end}")
PYTHON
alone=$("$here/venv/bin/python" "$here/try.py")
beside=$("$here/venv/bin/python" -W ignore "$here/try.py" icalevents.icalparser)
echo "alone:                  $alone"
echo "icalevents is imported: $beside"
[ "$alone" = "icalendar 2026-03-29 18:00:00+02:00  recurring-ical-events 2026-03-29 18:00:00+02:00" ] &&
    [ "$beside" = "icalendar 2026-03-29 18:00:00+01:00  recurring-ical-events 2026-03-29 19:00:00+02:00" ]
