#!/usr/bin/env bash
# A setting says that an interview lasts "15:30". One library reads a quarter of an hour and thirty seconds, another fifteen
# hours and a half, out of the same words; "45:00" is nearly two days, and "5:30" is the only one that is refused.
#
# Libraries: pydantic 2.14.4 (a field of type timedelta), beside django 5.2.19 (parse_duration, as its forms and fields read)
# and pytimeparse 1.1.10.
# Guess, written down before the run: "5:30" means the same to all of them, be it minutes or hours.
# Behaviour: pydantic takes what has one colon for hours and minutes, each with two digits, and lets hours go beyond 24. The
# two others take it for minutes and seconds. With two colons all agree. What is short enough to be tried first ("5:30",
# "9:15") is refused, after which one writes "05:30", and has five hours and a half. A limit that is too long is met by
# nobody: there is no sign that it was misread. Written back, it is "PT15H30M".
# Output seen:
#            pydantic         django   pytimeparse
#   5:30     refused          0:05:30  0:05:30
#   05:30    5:30:00          0:05:30  0:05:30
#   15:30    15:30:00         0:15:30  0:15:30
#   45:00    1 day, 21:00:00  0:45:00  0:45:00
#   00:45:00 0:45:00          0:45:00  0:45:00
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic==2.14.4" "django==5.2.19" "pytimeparse==1.1.10"
cat >"$here/try.py" <<'PYTHON'
import sys
from datetime import timedelta

import pytimeparse
from django.utils.dateparse import parse_duration
from pydantic import BaseModel, ValidationError


class Settings(BaseModel):
    limit: timedelta


def by_pydantic(text):
    try:
        return str(Settings(limit=text).limit)
    except ValidationError:
        return "refused"


seen = []
print(f"{'':8} {'pydantic':16} {'django':8} pytimeparse")
for text in ("5:30", "05:30", "15:30", "45:00", "00:45:00"):
    row = (by_pydantic(text), str(parse_duration(text)), str(timedelta(seconds=pytimeparse.parse(text))))
    print(f"{text:8} {row[0]:16} {row[1]:8} {row[2]}")
    seen.append(row)
written = Settings(limit="15:30").model_dump_json()
expected = [
    ("refused", "0:05:30", "0:05:30"),
    ("5:30:00", "0:05:30", "0:05:30"),
    ("15:30:00", "0:15:30", "0:15:30"),
    ("1 day, 21:00:00", "0:45:00", "0:45:00"),
    ("0:45:00", "0:45:00", "0:45:00"),
]
sys.exit(not (seen == expected and written == '{"limit":"PT15H30M"}'))
PYTHON
"$here/venv/bin/python" "$here/try.py"
