#!/usr/bin/env bash
# Subtitles that say code, a set or a template ("{name}", "{1, 2}") lose what stands in braces when they are read and written
# again, from SRT to SRT.
#
# Libraries: pysubs2 1.8.1, beside srt 3.5.3.
# Guess, written down before the run: braces mean something in the format of another program (ASS) only; a file that is SRT
# before and after keeps its text.
# Behaviour: all formats are held as ASS inside, in which {…} is an instruction for drawing. It is not escaped when SRT is
# read and taken out when it is written. The sentence closes over the gap.
# Output seen:
#   read:      Write f"{name}", the set is {1, 2}.
#   pysubs2:   Write f"", the set is .
#   srt:       Write f"{name}", the set is {1, 2}.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pysubs2==1.8.1" "srt==3.5.3"
cat >"$here/try.py" <<'PYTHON'
import sys

import pysubs2
import srt

SAID = 'Write f"{name}", the set is {1, 2}.'
FILE = f"1\n00:00:01,000 --> 00:00:05,000\n{SAID}\n\n"


def text(file):
    return file.strip().splitlines()[2]


there = text(pysubs2.SSAFile.from_string(FILE).to_string("srt"))
other = text(srt.compose(srt.parse(FILE)))
print("read:     ", SAID)
print("pysubs2:  ", there)
print("srt:      ", other)
sys.exit((there, other) != ('Write f"", the set is .', SAID))
PYTHON
"$here/venv/bin/python" "$here/try.py"
