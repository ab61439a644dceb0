#!/usr/bin/env bash
# Subtitles end with "Now it is" and, on a line of its own, "12". The 12 is taken for the number of a cue that does not come,
# and is gone, from SRT to SRT, too.
#
# Libraries: pysubs2 1.8.1 (SSAFile.from_string), beside srt 3.5.3, pysrt 1.1.2 and webvtt-py 0.6.0.
# Guess, written down before the run: a line of digits before an empty line belongs to its cue, in every reader; the number of a
# cue stands directly above its times.
# Behaviour: cues are found by the lines with their times. What lies between two of them is text, from whose end one line of
# digits is taken away, since it numbers the next cue. After the last cue no number follows, and the last line of its text is
# taken instead. In the middle of a file a figure of its own keeps its place. An answer that is a figure, or a figure that the
# breaking of lines put there, is lost without a word; the number of cues is right.
# Output seen:
#   pysubs2    ['Before it was 90', 'Now it is']
#   srt        ['Before it was 90', 'Now it is 12']
#   pysrt      ['Before it was 90', 'Now it is 12']
#   webvtt-py  ['Before it was 90', 'Now it is 12']
#   pysubs2, written again, ends with: Now it is
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pysubs2==1.8.1" "srt==3.5.3" "pysrt==1.1.2" "webvtt-py==0.6.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import pysrt
import pysubs2
import srt
import webvtt

FILE = """1
00:00:01,000 --> 00:00:02,000
Before it was
90

2
00:00:03,000 --> 00:00:04,000
Now it is
12
"""
by_pysubs2 = pysubs2.SSAFile.from_string(FILE)
seen = {
    "pysubs2": [event.plaintext for event in by_pysubs2],
    "srt": [cue.content for cue in srt.parse(FILE)],
    "pysrt": [cue.text for cue in pysrt.from_string(FILE)],
    "webvtt-py": [cue.text for cue in webvtt.from_buffer(io.StringIO(FILE), format="srt")],
}
seen = {name: [" ".join(text.split()) for text in texts] for name, texts in seen.items()}
for name, texts in seen.items():
    print(f"{name:10}", texts)
end = by_pysubs2.to_string("srt").split("\n\n")[1].strip().splitlines()[-1]
print("pysubs2, written again, ends with:", end)
whole = ["Before it was 90", "Now it is 12"]
others = [seen[name] for name in ("srt", "pysrt", "webvtt-py")]
sys.exit(not (seen["pysubs2"] == ["Before it was 90", "Now it is"] and others == [whole] * 3 and end == "Now it is"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
