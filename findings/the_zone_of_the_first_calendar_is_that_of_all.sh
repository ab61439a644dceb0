#!/usr/bin/env bash
# Two people send the times at which they can practise. Each file says itself what its zone is, and both programs that wrote them
# call it "Customized Time Zone". Whoever is read first is right; nine in the morning of the other is ten at night.
#
# Libraries: icalendar 7.3.2 (Calendar.from_ical), recurring-ical-events 3.8.2.
# skarim/vobject#153 tells the same of another library.
# Guess, written down before the run: each file has its own zone, since it brings its definition along.
# Behaviour: RFC 5545 (3.8.3.1) has the name of a zone unique within one calendar file and asks readers for no more. The
# library keeps the first definition of a name that it knows no zone of the world for, for the whole process, and skips
# every later one: of another person, of another day, or the same file after its rules were put right. What is built
# on it gets the same. A server that has been up for long is wrong where a script that reads one file is right, and
# which file is wrong depends on who came first. Nothing is raised, and written out again the file has its own
# definition beside times that were read by another.
# Output seen (nine o'clock on the first of June, in the zone of the reader's own file and as it was read):
#   New York read first: New York 09:00-04:00, Tokyo 09:00-04:00
#   Tokyo read first:    Tokyo 09:00+09:00, New York 09:00+09:00
#   Tokyo alone:         Tokyo 09:00+09:00
#   free for both, in UTC, by recurring-ical-events: New York first 13 and 13, Tokyo first 0 and 0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "icalendar==7.3.2" "recurring-ical-events==3.8.2"
cat >"$here/try.py" <<'PYTHON'
import datetime
import json
import subprocess
import sys

OFFSETS = {"New York": "-0400", "Tokyo": "+0900"}
LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//practice//times//EN
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260101T000000Z
DTSTART;TZID=Customized Time Zone:20260601T090000
DTEND;TZID=Customized Time Zone:20260601T100000
SUMMARY:free
END:VEVENT
END:VCALENDAR
"""


def read(names):
    import icalendar
    import recurring_ical_events

    told, hours = [], []
    for name in names:
        text = LINES.format(offset=OFFSETS[name], uid=name.replace(" ", "")).replace("\n", "\r\n")
        calendar = icalendar.Calendar.from_ical(text)
        told.append(calendar.walk("VEVENT")[0].start.strftime("%H:%M%:z" if sys.version_info >= (3, 12) else "%H:%M%z"))
        (event,) = recurring_ical_events.of(calendar).between((2026, 5, 31), (2026, 6, 3))
        hours.append(event.start.astimezone(datetime.timezone.utc).hour)
    return [told, hours]


def in_a_process(*names):
    done = subprocess.run([sys.executable, __file__, *names], check=True, capture_output=True, text=True)
    told, hours = json.loads(done.stdout)
    return [each if ":" in each[6:] else f"{each[:-2]}:{each[-2:]}" for each in told], hours


if sys.argv[1:]:
    print(json.dumps(read(sys.argv[1:])))
    sys.exit()
(west, west_hours), (east, east_hours) = in_a_process("New York", "Tokyo"), in_a_process("Tokyo", "New York")
(alone, _) = in_a_process("Tokyo")
print(f"New York read first: New York {west[0]}, Tokyo {west[1]}")
print(f"Tokyo read first:    Tokyo {east[0]}, New York {east[1]}")
print(f"Tokyo alone:         Tokyo {alone[0]}")
print(
    "free for both, in UTC, by recurring-ical-events: "
    f"New York first {west_hours[0]} and {west_hours[1]}, Tokyo first {east_hours[0]} and {east_hours[1]}"
)
right = (west, east, alone) == (["09:00-04:00"] * 2, ["09:00+09:00"] * 2, ["09:00+09:00"])
sys.exit(not (right and west_hours == [13, 13] and east_hours == [0, 0]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
