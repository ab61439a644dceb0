#!/usr/bin/env bash
# The text of a WebVTT cue without its tags still holds its escapes: what a tool wrote as "R&amp;D, &lt; 5 %" is read so.
#
# Libraries: webvtt-py 0.6.0, pycaption 2.3.14.
# Guess, written down before the run: the library offers raw_text and text, so text is what a viewer would see: no tags,
# and & for &amp;, as in the other reader.
# Behaviour: webvtt-py's Caption.text takes voice spans and classes off and leaves the escapes of the format as they are
# written; pycaption decodes them. Figures with a limit ("&lt; 5 %") and names with & differ by the reader.
# Output seen:
#   webvtt-py: 'R&amp;D paid, &lt; 5 %.'
#   pycaption: 'Mara: R&D paid, < 5 %.'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "webvtt-py==0.6.0" "pycaption==2.3.14"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import pycaption
import webvtt

TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Mara>R&amp;D <c.loud>paid</c>, &lt; 5 %.</v>
"""

(caption,) = webvtt.from_buffer(io.StringIO(TRANSCRIPT)).captions
read = pycaption.WebVTTReader().read(TRANSCRIPT)
(cue,) = read.get_captions(read.get_languages()[0])
print(f"webvtt-py: {caption.text!r}")
print(f"pycaption: {cue.get_text()!r}")
sys.exit((caption.text, cue.get_text()) != ("R&amp;D paid, &lt; 5 %.", "Mara: R&D paid, < 5 %."))
PYTHON
"$here/venv/bin/python" "$here/try.py"
