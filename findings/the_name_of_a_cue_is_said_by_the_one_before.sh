#!/usr/bin/env bash
# A meeting's transcript as WebVTT names its cues ("3f2c/12-0", "intro"). Read with one library and written as SRT, the name of
# each is in the mouth of whoever spoke before it.
#
# Libraries: pysubs2 1.8.1, beside webvtt-py 0.6.0.
# Guess: none was written down for this one; it was met while trying braces. A cue's identifier is part of the format since
# its beginning, so one would have guessed that it is skipped, as a plain number is.
# Behaviour: all lines between two times are text of the first. Lines that are numbers are taken off, names are not. So
# the words of a speaker grow by words nobody said, which then are counted, searched and embedded. The other reader keeps the
# name apart.
# Output seen:
#   named,    pysubs2:   ['We cut it to nine days.\n\n3f2c/12-1', 'By whom?']
#   named,    webvtt-py: ['We cut it to nine days.', 'By whom?']
#   numbered, pysubs2:   ['We cut it to nine days.', 'By whom?']
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pysubs2==1.8.1" "webvtt-py==0.6.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import pysubs2
import webvtt

TRANSCRIPT = """WEBVTT

{}
00:00:01.000 --> 00:00:05.000
We cut it to nine days.

{}
00:00:06.000 --> 00:00:08.000
By whom?
"""

named, numbered = TRANSCRIPT.format("3f2c/12-0", "3f2c/12-1"), TRANSCRIPT.format(1, 2)
seen = {
    "named,    pysubs2:  ": [event.plaintext for event in pysubs2.SSAFile.from_string(named)],
    "named,    webvtt-py:": [caption.text for caption in webvtt.from_buffer(io.StringIO(named)).captions],
    "numbered, pysubs2:  ": [event.plaintext for event in pysubs2.SSAFile.from_string(numbered)],
}
for name, texts in seen.items():
    print(name, texts)
said = ["We cut it to nine days.", "By whom?"]
sys.exit(list(seen.values()) != [["We cut it to nine days.\n\n3f2c/12-1", "By whom?"], said, said])
PYTHON
"$here/venv/bin/python" "$here/try.py"
