#!/usr/bin/env bash
# A model lists what was missing in an answer, and the list is read with the parser made for it. Of a point on two lines the
# second is gone, of points numbered "2)" nothing is left, and points below a point stand beside it.
#
# Library: langchain-core 1.8.3 (NumberedListOutputParser, MarkdownListOutputParser). langchain-ai/langchain#39898 tells of
# points that begin with "+".
# Guess, written down before the run: a line that goes on belongs to the item above it.
# Behaviour: each line is looked at alone. What is not "number, point, space" or "-" or "*" with a space is no item and is
# dropped without a word. The instructions that go to the model show points of one line, and do not say that a second line is
# lost. A list in the other style is an empty list, as if nothing had been missing.
# Output seen:
#   numbered: ['Say what broke', 'Say what it cost']
#   markdown: ['Say what broke', 'the queue', 'Say what it cost']
#   numbered, with brackets: []
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_core.output_parsers import MarkdownListOutputParser, NumberedListOutputParser

NUMBERED = "1. Say what broke\n   and for whom.\n2) Say why.\n3. Say what it cost\n"
MARKDOWN = "- Say what broke\n  and for whom.\n  - the queue\n- Say what it cost\n"
numbered = NumberedListOutputParser().parse(NUMBERED)
markdown = MarkdownListOutputParser().parse(MARKDOWN)
brackets = NumberedListOutputParser().parse("1) Say what broke.\n2) Say why.\n")
print("numbered:", numbered)
print("markdown:", markdown)
print("numbered, with brackets:", brackets)
kept = ["Say what broke", "Say what it cost"]
sys.exit(not (numbered == kept and markdown == [kept[0], "the queue", kept[1]] and brackets == []))
PYTHON
"$here/venv/bin/python" "$here/try.py"
