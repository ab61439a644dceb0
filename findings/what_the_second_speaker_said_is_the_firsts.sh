#!/usr/bin/env bash
# A cue of a transcript in which two people speak, each within a voice tag of the format, is given to the first of them with the
# words of both: the answer is said by whoever asked.
#
# Library: webvtt-py 0.6.0 (Caption.voice, Caption.text).
# Guess, written down before the run: the voices are kept apart, or a cue with two has none: the format allows several in a cue.
# Behaviour: `voice` is the name in the tag that opens the first line, `text` is the cue without its tags. If the first line has no
# tag there is no voice at all, also where the second line names one.
# Output seen:
#   one line for each:      voice Ada, text: Did you lose the key? / Yes, twice.
#   both in one line:       voice Ada, text: Did you lose the key? Yes, twice.
#   a noise, then a voice:  voice None, text: [door] / Yes, twice.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "webvtt-py==0.6.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import webvtt

CUES = {
    "one line for each:": "<v Ada>Did you lose the key?</v>\n<v Bo>Yes, twice.</v>",
    "both in one line:": "<v Ada>Did you lose the key?</v> <v Bo>Yes, twice.</v>",
    "a noise, then a voice:": "[door]\n<v Bo>Yes, twice.</v>",
}


def read(cue):
    (caption,) = webvtt.from_string(f"WEBVTT\n\n00:01.000 --> 00:04.000\n{cue}\n").captions
    return caption.voice, caption.text.replace("\n", " / ")


seen = {name: read(cue) for name, cue in CUES.items()}
for name, (voice, text) in seen.items():
    print(f"{name:23} voice {voice}, text: {text}")
both = all(seen[name][0] == "Ada" and seen[name][1].endswith("Yes, twice.") for name in list(CUES)[:2])
sys.exit(not (both and seen["a noise, then a voice:"][0] is None))
PYTHON
"$here/venv/bin/python" "$here/try.py"
