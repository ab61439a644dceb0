#!/usr/bin/env bash
# A model writes "Missing:" and below it two points, and speaks of max_retry_count. On the page it says "Missing: - a date - a
# figure" on one line, and maxretrycount, its middle aslant. Elsewhere it is a list, and a name.
#
# Libraries: nicegui 3.18.0 (ui.markdown, by its function prepare_content) with markdown2 2.5.5, beside markdown-it-py 4.3.0.
# Guess, written down before the run: what is a list for CommonMark, in which models write, is a list on the page. Of
# underscores none was written down; they were tried beside.
# Behaviour: a list has to have an empty line before it, as in the first Markdown of 2004; CommonMark begins one at the first
# point. An underscore within a word makes what follows it aslant, up to the next one, and both are gone: names of
# variables, settings and tables with two of them are read as one word. ui.markdown takes the names of more extras;
# "code-friendly" leaves underscores alone, "cuddled-lists" finds the points. Numbers with a bracket, "1)", are no list either.
# Output seen:
#                            nicegui              CommonMark
#   points below a heading   no list              list
#   ... with the extra       list                 list
#   max_retry_count          maxretrycount        max_retry_count
#   ... with the extra       max_retry_count      max_retry_count
#   1) and 2)                no list              list
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "nicegui==3.18.0" "markdown2==2.5.5" "markdown-it-py==4.3.0"
cat >"$here/try.py" <<'PYTHON'
import re
import sys

from markdown_it import MarkdownIt
from nicegui.elements.markdown import Markdown, prepare_content


def on_page(text, extra=""):
    return prepare_content(text, " ".join([*Markdown.default_extras, *([extra] if extra else [])]))


def commonmark(text, extra=""):
    return MarkdownIt().render(text)


def kind(page):
    return "list" if "<li>" in page else "no list"


def words(page):
    return re.sub(r"<[^>]+>", "", page).strip()


POINTS = "Missing:\n- a date\n- a figure"
cases = {
    "points below a heading": (POINTS, "", kind),
    "... with the extra": (POINTS, "cuddled-lists", kind),
    "max_retry_count": ("max_retry_count", "", words),
    "... with the extra ": ("max_retry_count", "code-friendly", words),
    "1) and 2)": ("1) a date\n2) a figure", "", kind),
}
print(f"{'':24} {'nicegui':20} CommonMark")
seen = []
for name, (text, extra, told) in cases.items():
    row = told(on_page(text, extra)), told(commonmark(text))
    print(f"{name:24} {row[0]:20} {row[1]}")
    seen.append(row)
expected = [
    ("no list", "list"),
    ("list", "list"),
    ("maxretrycount", "max_retry_count"),
    ("max_retry_count", "max_retry_count"),
    ("no list", "list"),
]
sys.exit(seen != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
