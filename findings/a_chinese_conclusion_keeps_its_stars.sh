#!/usr/bin/env bash
# A model answers in Chinese and makes the head of its sentence bold, with the colon within: "**结论：**停机九分钟". A page and a
# terminal show the stars, and nothing is bold; the same sentence in English is.
#
# Libraries: markdown-it-py 4.3.0, mistune 3.4.0, rich 15.0.0 (Markdown), beside markdown 3.11.3.
# commonmark/commonmark-spec#650 tells of it.
# Guess, written down before the run (for a list of eighteen texts, one of them with “x” in stars): each of them reads it alike,
# and what stands in stars is bold.
# Behaviour: as CommonMark has it, stars end what is bold if no sign of punctuation stands before them, or if a space (or
# another sign) follows. In English a space does; Chinese and Japanese have none. The colon, the full stop, quotation marks and
# brackets, which models like to have within the stars, are all signs. With the colon behind the stars it is bold. The older
# Markdown has no such rule. Examples of one's own, in English, find nothing.
# Output seen (bold or not; by markdown-it, mistune, rich and markdown):
#   **Result:** nine minutes     True         True     True   True
#   **结论：**停机九分钟         False        False    False  True
#   **结论**：停机九分钟         True         True     True   True
#   **“审计”**是第一步           False        False    False  True
#   先做**“审计”**再迁移         False        False    False  True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markdown-it-py==4.3.0" "mistune==3.4.0" "rich==15.0.0" \
  "markdown==3.11.3"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import markdown
import mistune
from markdown_it import MarkdownIt
from rich.console import Console
from rich.markdown import Markdown


def by_rich(text):
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    return "<strong>" if any(part.style and part.style.bold for part in console.render(Markdown(text))) else ""


READERS = (MarkdownIt().render, mistune.html, by_rich, markdown.markdown)
NEVER, ALWAYS = (False, False, False, True), (True, True, True, True)
EXPECTED = {
    "**Result:** nine minutes": ALWAYS,
    "**结论：**停机九分钟": NEVER,
    "**结论**：停机九分钟": ALWAYS,
    "**“审计”**是第一步": NEVER,
    "先做**“审计”**再迁移": NEVER,
}
seen = {text: tuple("<strong>" in read(text) for read in READERS) for text in EXPECTED}
for text, bold in seen.items():
    wide = sum(sign >= "⺀" for sign in text)
    columns = (str(is_bold).ljust(width) for is_bold, width in zip(bold, (12, 8, 6, 4)))
    print(text.ljust(28 - wide), *columns)
sys.exit(seen != EXPECTED)
PYTHON
"$here/venv/bin/python" "$here/try.py"
