#!/usr/bin/env bash
# A model's text is shown in a terminal: "if x<y and wait>1" is "if x1", and a List<String> is a List. On a page half of
# it would be there; here nothing tells that something stood there.
#
# Library: rich 15.0.0 (Markdown), with markdown-it-py 4.3.0.
# Guess, written down before the run: types in angle brackets are shown, since a terminal has no use for HTML; the first one
# tried, Map<String, Integer>, was.
# Behaviour: a letter right behind "<" opens a tag of HTML, if all up to ">" can be one: names and words with spaces between,
# with no comma or bracket. Tags have no sign in the terminal and are left out with all that is in them. So
# "Map<String, Integer>", "Vec<[u8]>" and "x < y" are shown, and "List<String>", "Box<T>" and "x<y and wait>1" are
# not. In backquotes all are kept. A page made of the same text has the tag in its source, where one can look for it.
# Output seen:
#   List<String>             -> List
#   a Box<T> is it           -> a Box is it
#   if x<y and wait>1        -> if x1
#   write <name> here        -> write  here
#   Map<String, Integer>     -> Map<String, Integer>
#   if x < y and wait > 1    -> if x < y and wait > 1
#   `List<String>`           -> List<String>
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "rich==15.0.0" "markdown-it-py==4.3.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

from rich.console import Console
from rich.markdown import Markdown

EXPECTED = {
    "List<String>": "List",
    "a Box<T> is it": "a Box is it",
    "if x<y and wait>1": "if x1",
    "write <name> here": "write  here",
    "Map<String, Integer>": "Map<String, Integer>",
    "if x < y and wait > 1": "if x < y and wait > 1",
    "`List<String>`": "List<String>",
}


def shown(text):
    out = io.StringIO()
    Console(file=out, width=80, color_system=None).print(Markdown(text))
    return out.getvalue().strip()


seen = {text: shown(text) for text in EXPECTED}
for text, left in seen.items():
    print(f"{text:24} -> {left}")
sys.exit(seen != EXPECTED)
PYTHON
"$here/venv/bin/python" "$here/try.py"
