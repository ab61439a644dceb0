#!/usr/bin/env bash
# A test stops the clock on the first of January 2020 and makes an appointment for the second. The model that wants a date in
# the future refuses it; one that wants a date in the past takes it.
#
# Libraries: time-machine 3.6.0 (travel), pydantic 2.14.4 (FutureDate, FutureDatetime, PastDate, PastDatetime).
# Guess, written down before the run: the stopped clock is the clock for what the model calls past and future, as it is for
# datetime.now() and time.time().
# Behaviour: pydantic asks the system for the time, in Rust, where what stops Python's clocks does not get at it. So the test
# holds the dates of a story against the day on which it is run: whether it passes depends on that day, and with a story laid
# into the future ("travel" to 2100) it is the other way round until then. A validator of one's own in Python that calls
# datetime.now() agrees with the test.
# Output seen (the clock stands at 2020-01-01, the date is 2020-01-02):
#   datetime.now():    2020-01-01
#   FutureDate:        refused
#   FutureDatetime:    refused
#   PastDate:          taken
#   PastDatetime:      taken
#   a validator in Python, future: taken
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "time-machine==3.6.0" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import datetime
import sys
from typing import Annotated

import time_machine
from pydantic import AfterValidator, FutureDate, FutureDatetime, PastDate, PastDatetime, TypeAdapter, ValidationError


def in_python(date: datetime.datetime) -> datetime.datetime:
    if date <= datetime.datetime.now():
        raise ValueError("not in the future")
    return date


KINDS = {
    "FutureDate:": (FutureDate, "2020-01-02"),
    "FutureDatetime:": (FutureDatetime, "2020-01-02T18:00:00"),
    "PastDate:": (PastDate, "2020-01-02"),
    "PastDatetime:": (PastDatetime, "2020-01-02T18:00:00"),
    "a validator in Python, future:": (
        Annotated[datetime.datetime, AfterValidator(in_python)],
        "2020-01-02T18:00:00",
    ),
}


def judged(kind, date):
    try:
        TypeAdapter(kind).validate_python(date)
    except ValidationError:
        return "refused"
    return "taken"


with time_machine.travel(datetime.datetime(2020, 1, 1, 12, tzinfo=datetime.timezone.utc), tick=False):
    today = datetime.datetime.now().date().isoformat()
    seen = {name: judged(*what) for name, what in KINDS.items()}
print(f"{'datetime.now():':18} {today}")
for name, how in seen.items():
    print(f"{name:18} {how}")
sys.exit(not (today == "2020-01-01" and list(seen.values()) == ["refused"] * 2 + ["taken"] * 3))
PYTHON
"$here/venv/bin/python" "$here/try.py"
