#!/usr/bin/env bash
# Where a cell of a Word table spans two rows, all that stands in the second of them moves one column to the left when the
# file is made into Markdown: a quarter becomes a team, and a result a quarter.
#
# Library: markitdown 0.1.9 with mammoth 1.13.0 and markdownify 1.2.3, fed by python-docx 1.2.0.
# Guess, written down before the run: the second row gets an empty cell, or the spanning value again.
# Behaviour: the second row has one cell less, at its end. A cell that spans two columns is followed by an empty one, so that
# what comes after it stays in its column: width is kept, height is not.
# Output seen:
#   spanning two rows:    | Q2 | down 9 % |
#   spanning two columns: | Sales | | up 4 % |
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markitdown[docx]==0.1.9" "mammoth==1.13.0" "markdownify==1.2.3" \
    "python-docx==1.2.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys
import warnings

warnings.simplefilter("ignore")
from docx import Document
from markitdown import MarkItDown, StreamInfo


def lines(rows, first, last):
    document = Document()
    table = document.add_table(rows=len(rows), cols=3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(*first).merge(table.cell(*last))
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    text = MarkItDown(enable_plugins=False).convert_stream(file, stream_info=StreamInfo(extension=".docx")).text_content
    return [line for line in text.splitlines() if line.startswith("|")]


HEAD = ("Team", "Quarter", "Result")
tall = lines([HEAD, ("Sales", "Q1", "up 4 %"), ("", "Q2", "down 9 %")], (1, 0), (2, 0))
wide = lines([HEAD, ("Sales", "", "up 4 %")], (1, 0), (1, 1))
print("spanning two rows:   ", tall[-1])
print("spanning two columns:", wide[-1])
sys.exit(not (tall[-1] == "| Q2 | down 9 % |" and wide[-1].count("|") == 4 and wide[-1].endswith("| up 4 % |")))
PYTHON
"$here/venv/bin/python" "$here/try.py"
