#!/usr/bin/env bash
# Notes in Markdown are cut at their headings. What stands below a point moves up beside it, code that ran does not compile, and two
# columns of figures that a tab held apart are one figure: 3 and 41 are 341.
#
# Library: langchain-text-splitters 1.1.3 (MarkdownHeaderTextSplitter), beside its ExperimentalMarkdownSyntaxTextSplitter.
# langchain-ai/langchain#20823 tells of the code, #40071 of tabs and of spaces that do not break.
# Guess, written down before the run: between two headings the text is as it was written, but for empty lines; code in a fence
# is left alone, since the splitter looks for fences.
# Behaviour: each line is stripped at both ends, in a fence as well, and then loses each sign that Python calls not printable;
# a tab is one, and so is a space that does not break, which French and German set between a figure and its unit. A
# list within a list is one list, so that "never say" has the points of "say", and what is to be left out reads as
# something to be said. The words are all there, and a count of headings or of chunks shows nothing. The experimental one keeps
# all of it.
# Output seen:
#   MarkdownHeaderTextSplitter              inner points: 0 of 2   3 and 41: 341    5 km: 5km    code: IndentationError
#   ExperimentalMarkdownSyntaxTextSplitter  inner points: 2 of 2   3 and 41: 3 41   5 km: 5 km   code: runs, 2
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-text-splitters==1.1.3" "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import re
import sys

from langchain_text_splitters import ExperimentalMarkdownSyntaxTextSplitter, MarkdownHeaderTextSplitter

SPACE = "\N{NO-BREAK SPACE}"
NOTES = f"""# The queue

- say
    - what broke
- never say
    - who broke it

ward\tfalls
3\t41

It is 5{SPACE}km away.

```python
def half(number):
    if number > 1:
        return number // 2
    return number
```
"""
LEVELS = [("#", "about")]


def seen(splitter):
    """What is left between the headings: inner points that are still inner, the figures of a row, a unit, what half(4) is."""
    chunks = [chunk.page_content for chunk in splitter.split_text(NOTES)]
    text = "\n".join(chunks)
    inner = len(re.findall(r"^ +- w", text, re.MULTILINE))
    figures = re.findall(r"\d+", re.search(r"^3.*$", text, re.MULTILINE)[0])
    unit = re.search(r"is (5.*) away", text)[1].replace(SPACE, " ")
    code = re.search(r"def half.*return number$", text, re.DOTALL | re.MULTILINE)[0]
    names = {}
    try:
        exec(compile(code, "notes", "exec"), names)
        ran = f"runs, {names['half'](4)}"
    except SyntaxError as error:
        ran = type(error).__name__
    return inner, " ".join(figures), unit, ran


found = {
    "MarkdownHeaderTextSplitter": seen(MarkdownHeaderTextSplitter(LEVELS)),
    "ExperimentalMarkdownSyntaxTextSplitter": seen(ExperimentalMarkdownSyntaxTextSplitter(LEVELS)),
}
for name, (inner, figures, unit, ran) in found.items():
    print(f"{name:38}  inner points: {inner} of 2   3 and 41: {figures:5}  5 km: {unit:5}  code: {ran}")
expected = [(0, "341", "5km", "IndentationError"), (2, "3 41", "5 km", "runs, 2")]
sys.exit(list(found.values()) != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
