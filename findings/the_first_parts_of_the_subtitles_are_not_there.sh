#!/usr/bin/env bash
# Subtitles in TTML that are divided into parts (two div, as the format allows, say one for each chapter) are read without the first
# part, and written so to SRT. Give one of the parts a language of its own, and both are there.
#
# Library: pycaption 2.3.14 (DFXPReader), beside ttconv 1.2.3.
# Guess, written down before the run: the cues of all parts are read, one after the other.
# Behaviour: the reader keeps one list of cues for each language, and each part takes the place of the list before it. The reader
# is not empty and raises nothing, so that a file of three chapters looks like a file of one.
# Output seen:
#   two parts:                pycaption en: Second.  ttconv First. Second.
#   the second one is German: pycaption en: First. de: Zweites.  ttconv First. Zweites.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pycaption==2.3.14" "ttconv==1.2.3"
cat >"$here/try.py" <<'PYTHON'
import sys
import warnings
import xml.etree.ElementTree as tree

import pycaption
from ttconv.imsc import reader
from ttconv.srt import writer

warnings.simplefilter("ignore")
FILE = (
    "<tt xml:lang=\"en\" xmlns=\"http://www.w3.org/ns/ttml\"><body>"
    "<div><p begin=\"1s\" end=\"2s\">First.</p></div>"
    "<div{language}><p begin=\"3s\" end=\"4s\">{words}</p></div></body></tt>"
)
FILES = {
    "two parts:": FILE.format(language="", words="Second."),
    "the second one is German:": FILE.format(language=" xml:lang=\"de\"", words="Zweites."),
}


def by_pycaption(file):
    read = pycaption.DFXPReader().read(file)
    return {name: [cue.get_text() for cue in read.get_captions(name)] for name in sorted(read.get_languages(), reverse=True)}


def by_ttconv(file):
    lines = writer.from_model(reader.to_model(tree.ElementTree(tree.fromstring(file)))).splitlines()
    return [line for line in lines if line.endswith(".")]


seen = {name: (by_pycaption(file), by_ttconv(file)) for name, file in FILES.items()}
for name, (one, other) in seen.items():
    print(f"{name:25} pycaption", *(f"{language}: {' '.join(words)}" for language, words in one.items()), " ttconv", *other)
parts, languages = seen.values()
sys.exit(not (parts == ({"en": ["Second."]}, ["First.", "Second."]) and languages[0] == {"en": ["First."], "de": ["Zweites."]}))
PYTHON
"$here/venv/bin/python" "$here/try.py"
