#!/usr/bin/env bash
# A table of 300 answers in Excel: numbers, and in row 200 "about 40". Read as a data frame the cell is empty, as if nobody had
# answered; the same rows as a CSV are refused.
#
# Libraries: polars 2.1.0 (read_excel, by its engine "calamine": fastexcel 0.21.0).
# pola-rs/polars#23728 tells of it and was closed, as it could not be seen again.
# Guess, written down before the run: a column that turns out to hold words as well becomes one of text, or it is an error that
# names the cell, as it is in read_csv, where types are guessed from the first hundred rows, too.
# Behaviour: the type is guessed from the first hundred rows, and what does not fit it further down is null without a word.
# infer_schema_length=None reads all first, and the cell is there.
# Output seen:
#   read_excel:                            Int64, row 200: None, empty cells: 1
#   read_excel, infer_schema_length=None:  String, row 200: about 40, empty cells: 0
#   read_csv:                              ComputeError
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "polars==2.1.0" "fastexcel==0.21.0" "xlsxwriter==3.3.1"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import polars
import xlsxwriter

ROWS = [[row, "about 40" if row == 200 else 40] for row in range(1, 301)]


def workbook():
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole)
    sheet = book.add_worksheet()
    for place, row in enumerate([["answer", "days"], *ROWS]):
        sheet.write_row(place, 0, row)
    book.close()
    return whole.getvalue()


def told(frame):
    column = frame["days"]
    return f"{column.dtype}, row 200: {column[199]}, empty cells: {column.null_count()}"


def as_csv():
    try:
        return told(polars.read_csv("\n".join(f"{answer},{days}" for answer, days in [["answer", "days"], *ROWS]).encode()))
    except polars.exceptions.ComputeError as error:
        return type(error).__name__


seen = {
    "read_excel:": told(polars.read_excel(workbook())),
    "read_excel, infer_schema_length=None:": told(polars.read_excel(workbook(), infer_schema_length=None)),
    "read_csv:": as_csv(),
}
for name, what in seen.items():
    print(f"{name:38} {what}")
wanted = ["Int64, row 200: None, empty cells: 1", "String, row 200: about 40, empty cells: 0", "ComputeError"]
sys.exit(list(seen.values()) != wanted)
PYTHON
"$here/venv/bin/python" "$here/try.py"
