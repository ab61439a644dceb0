#!/usr/bin/env bash
# "Practise on the 13th and every Monday": one line of cron, "0 9 13 * MON", is kept by two libraries of four. By the other two it
# is the 13th that is a Monday, which is one to three times a year: the first such day comes after ten months.
#
# Libraries: APScheduler 3.11.3 (CronTrigger.from_crontab), celery 5.7.0 (crontab), croniter 7.0.0, pycron 3.3.0 (is_now, by which
# taskiq keeps its schedules).
# Guess, written down before the run (for "13 * 5"): all four fire on the 13th and on each day of that name, as crontab(5) says of
# a line in which both days are named.
# Behaviour: crontab(5) joins the two days by "or", unless one begins with a star. APScheduler and celery ask that all fields
# hold, so that a line of cron, which the first one's function is named after, loses nearly all of its days with no error.
# "*/2" for the day begins with a star, so that it is every second day that is a Monday; to croniter it is each of them.
# Sunday as 7 is refused by two, and by pycron it is accepted and never comes, alone or at the end of "5-7". (That 1 is
# Tuesday to APScheduler is in its own documentation, and left out here.)
# Output seen (days of November 2026, whose Mondays are 2, 9, 16, 23, 30):
#   0 9 13 * MON   APScheduler -                 celery -                 croniter 2 9 13 16 23 30
#                  pycron 2 9 13 16 23 30
#   0 9 */2 * MON  APScheduler 9 23              celery 9 23              croniter 18 days
#                  pycron 9 23
#   0 9 * * 7      APScheduler ValueError        celery ValueError        croniter 1 8 15 22 29
#                  pycron -
#   first after 1 November by APScheduler for 0 9 13 * MON: 2027-09-13
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "APScheduler==3.11.3" "celery==5.7.0" "croniter==7.0.0" "pycron==3.3.0"
cat >"$here/try.py" <<'PYTHON'
import datetime
import sys

import pycron
from apscheduler.triggers.cron import CronTrigger
from celery.schedules import crontab
from croniter import croniter

UTC = datetime.timezone.utc
START = datetime.datetime(2026, 11, 1, tzinfo=UTC)
NINES = [START + datetime.timedelta(days=day, hours=9) for day in range(30)]


def by_apscheduler(line):
    trigger = CronTrigger.from_crontab(line, timezone="UTC")
    fired, now = [], START
    while (fires := trigger.get_next_fire_time(None, now)) and fires.month == 11:
        fired.append(fires.day)
        now = fires + datetime.timedelta(seconds=1)
    return fired


def by_celery(line):
    """A day on which every field holds, which is what the schedule's own is_due asks."""
    minute, hour, day, month, weekday = line.split()
    moments = []
    kept = crontab(minute, hour, day_of_week=weekday, day_of_month=day, month_of_year=month, nowfun=lambda: moments[-1])
    fired = []
    for nine in NINES:
        moments.append(nine)
        if kept.is_due(nine - datetime.timedelta(hours=10)).is_due:
            fired.append(nine.day)
    return fired


def by_croniter(line):
    days = croniter(line, START)
    fired = []
    while (fires := days.get_next(datetime.datetime)).month == 11:
        fired.append(fires.day)
    return fired


def by_pycron(line):
    return [nine.day for nine in NINES if pycron.is_now(line, nine)]


def told(keeps, line):
    try:
        return keeps(line)
    except ValueError:
        return "ValueError"


LIBRARIES = {"APScheduler": by_apscheduler, "celery": by_celery, "croniter": by_croniter, "pycron": by_pycron}
LINES = ("0 9 13 * MON", "0 9 */2 * MON", "0 9 * * 7")
seen = {line: {name: told(keeps, line) for name, keeps in LIBRARIES.items()} for line in LINES}
for line, by_library in seen.items():
    shown = {
        name: days if isinstance(days, str) else f"{len(days)} days" if len(days) > 6 else " ".join(map(str, days)) or "-"
        for name, days in by_library.items()
    }
    cells = [f"{name} {days}" for name, days in shown.items()]
    print(f"{line:14} {cells[0]:29} {cells[1]:24} {cells[2]}\n{'':14} {cells[3]}")
first = CronTrigger.from_crontab("0 9 13 * MON", timezone="UTC").get_next_fire_time(None, START).date()
print(f"first after 1 November by APScheduler for 0 9 13 * MON: {first}")
both, sundays = [2, 9, 13, 16, 23, 30], [1, 8, 15, 22, 29]
expected = {
    "0 9 13 * MON": {"APScheduler": [], "celery": [], "croniter": both, "pycron": both},
    "0 9 */2 * MON": {"APScheduler": [9, 23], "celery": [9, 23], "croniter": seen["0 9 */2 * MON"]["croniter"], "pycron": [9, 23]},
    "0 9 * * 7": {"APScheduler": "ValueError", "celery": "ValueError", "croniter": sundays, "pycron": []},
}
right = len(seen["0 9 */2 * MON"]["croniter"]) > 10 and str(first) == "2027-09-13"
sys.exit(not (right and seen == expected))
PYTHON
"$here/venv/bin/python" "$here/try.py"
