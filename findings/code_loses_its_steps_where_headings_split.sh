#!/usr/bin/env bash
# A Markdown guide is cut at its headings, so that each passage knows its chapter. Whatever was set in by spaces is not any
# more: Python code in a fence no longer runs, and the points under a point stand beside it.
#
# Library: langchain-text-splitters 1.1.3 (MarkdownHeaderTextSplitter, ExperimentalMarkdownSyntaxTextSplitter).
# Guess: none was written down for this one. It knows fences (it finds no heading in them), so one would have guessed that it
# keeps what is in them.
# Behaviour: each line is stripped before it is looked at, and the stripped line is what is kept, in fences and lists alike.
# What is embedded, quoted or given to a model is another program and a flat list. The other splitter of the same package
# keeps lines as they are.
# Output seen:
#   split by headings: ['- first', '- below it', '```python', 'for n in rows:', 'keep(n)', 'done()', '```']
#   the code of it:    SyntaxError (as written it runs)
#   the other one:     keeps the lines
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-text-splitters==1.1.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_text_splitters import ExperimentalMarkdownSyntaxTextSplitter, MarkdownHeaderTextSplitter

BODY = "- first\n    - below it\n```python\nfor n in rows:\n    keep(n)\ndone()\n```"
GUIDE = f"# Loops\n{BODY}\n"
HEADS = [("#", "chapter")]


def outcome(text):
    code = text.split("```python\n")[1].split("```")[0]
    try:
        compile(code, "guide", "exec")
    except SyntaxError:
        return "SyntaxError"
    return "runs"


(passage,) = MarkdownHeaderTextSplitter(HEADS).split_text(GUIDE)
other = "".join(part.page_content for part in ExperimentalMarkdownSyntaxTextSplitter(HEADS).split_text(GUIDE))
lines = [line.rstrip() for line in passage.page_content.splitlines()]
kept = all(line in other.splitlines() for line in BODY.splitlines())
print("split by headings:", lines)
print("the code of it:   ", outcome(passage.page_content), f"(as written it {outcome(GUIDE)})")
print("the other one:    ", "keeps the lines" if kept else "changes lines, too")
flat = [line.strip() for line in BODY.splitlines()]
sys.exit(not (lines == flat and outcome(passage.page_content) == "SyntaxError" and outcome(GUIDE) == "runs" and kept))
PYTHON
"$here/venv/bin/python" "$here/try.py"
