#!/usr/bin/env bash
# A part of a subtitle file starts at one minute, and its first cue stands from the first to the second second of the part. One
# converter writes no cue at all; give the part an end as well, and the cue is there, at 1:01. Another reader has it a minute early.
#
# Libraries: ttconv 1.2.3 (TTML to SRT), pycaption 2.3.14 (DFXPReader).
# Guess, written down before the run: times within a part count from where the part starts (as TTML says), in both: 61 to 62 s.
# Behaviour: ttconv adds the start of the part to where a cue begins; to where it ends only if the part has an end of its own.
# So a cue ends before it begins and is dropped, and one that is long enough is short by a minute. pycaption does not read the
# start of a part.
# Output seen:
#   a cue from 1 to 2 s, part from 60 s:           ttconv none         pycaption 1 to 2
#   the same, part from 60 to 90 s:                ttconv 61 to 62     pycaption 1 to 2
#   a cue from 1 to 80 s, part from 60 s:          ttconv 61 to 80     pycaption 1 to 80
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "ttconv==1.2.3" "pycaption==2.3.14"
cat >"$here/try.py" <<'PYTHON'
import re
import sys
import warnings
import xml.etree.ElementTree as tree

import pycaption
from ttconv.imsc import reader
from ttconv.srt import writer

warnings.simplefilter("ignore")
FILE = (
    "<tt xml:lang=\"en\" xmlns=\"http://www.w3.org/ns/ttml\"><body><div {part}>"
    "<p begin=\"1s\" end=\"{end}s\">First.</p></div></body></tt>"
)
FILES = {
    "a cue from 1 to 2 s, part from 60 s:": FILE.format(part="begin=\"60s\"", end=2),
    "the same, part from 60 to 90 s:": FILE.format(part="begin=\"60s\" end=\"90s\"", end=2),
    "a cue from 1 to 80 s, part from 60 s:": FILE.format(part="begin=\"60s\"", end=80),
}


def by_ttconv(file):
    text = writer.from_model(reader.to_model(tree.ElementTree(tree.fromstring(file))))
    times = [60 * int(minutes) + int(seconds) for minutes, seconds in re.findall(r"\d\d:(\d\d):(\d\d),", text)]
    return " to ".join(map(str, times)) or "none"


def by_pycaption(file):
    (cue,) = pycaption.DFXPReader().read(file).get_captions("en")
    return f"{cue.start // 1_000_000:.0f} to {cue.end // 1_000_000:.0f}"


seen = {name: (by_ttconv(file), by_pycaption(file)) for name, file in FILES.items()}
for name, (one, other) in seen.items():
    print(f"{name:46} ttconv {one:12} pycaption {other}")
sys.exit(list(seen.values()) != [("none", "1 to 2"), ("61 to 62", "1 to 2"), ("61 to 80", "1 to 80")])
PYTHON
"$here/venv/bin/python" "$here/try.py"
