#!/usr/bin/env bash
# A calendar file that is read and written again without a change says something else: PT24H has become P1D, which the
# format holds apart. Over a change of the clocks the two end an hour from each other.
#
# Library: icalendar 7.3.2.
# Guess, written down before the run: the end may come out as wall time (Python's own arithmetic with zones), but what
# nobody touched is written as it was read.
# Behaviour: a duration is kept as a timedelta, which knows no difference between a day of the calendar and 24 hours
# (RFC 5545, 3.3.6 does: "P1D" is nominal, "PT24H" exact). Written again it is P1D; PT48H is P2D. The end over the last
# Sunday of March is the same wall time for both, 23 hours later.
# Output seen:
#   PT24H is written as P1D   and ends 23 hours later
#   P1D   is written as P1D   and ends 23 hours later
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "icalendar==7.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys
from datetime import UTC

import icalendar

FILE = "\r\n".join(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN", "BEGIN:VEVENT", "UID:1@example.org",
     "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Europe/Berlin:20260328T180000", "DURATION:{}", "SUMMARY:On call",
     "END:VEVENT", "END:VCALENDAR", ""]
)


def read(duration):
    calendar = icalendar.Calendar.from_ical(FILE.format(duration))
    (event,) = calendar.walk("VEVENT")
    written = calendar.to_ical().decode().split("DURATION:")[1].split("\r")[0]
    return written, (event.end.astimezone(UTC) - event.start.astimezone(UTC)).total_seconds() / 3600


seen = {duration: read(duration) for duration in ("PT24H", "P1D")}
for duration, (written, hours) in seen.items():
    print(f"{duration:5} is written as {written:5} and ends {hours:g} hours later")
sys.exit(seen != {"PT24H": ("P1D", 23), "P1D": ("P1D", 23)})
PYTHON
"$here/venv/bin/python" "$here/try.py"
