#!/usr/bin/env bash
# Cards written with Python's csv module are imported into Anki as questions and answers, until somewhere in one answer there is a
# semicolon: then no card has an answer, and what followed the semicolon is gone.
#
# Library: anki 26.9.3 (the application's own library: Collection.get_csv_metadata, import_csv), CSV by Python's csv.
# Guess: none was written down for this one; it was met on the way to another. One would have guessed that the separator is
# the one that cuts every line into as many fields, or that a comma wins in a file called .csv.
# Behaviour: the first of a list of signs that is found in the text is taken, and semicolons, colons and bars come before
# commas. The fields of each line are then one; what stands behind the semicolon belongs to no field. All cards count as new,
# none as failed. The csv module has no reason to quote a semicolon. A first line "#separator:Comma" settles it.
# Output seen:
#   without a semicolon: COMMA     [['Cache?', 'a day'], ['Retry?', 'three times']]
#   with one:            SEMICOLON [['Cache?,a day', ''], ['Retry?,three times', '']]
#   and with a header:   COMMA     [['Cache?', 'a day'], ['Retry?', 'three times; then give up']]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "anki==26.9.3"
cat >"$here/try.py" <<'PYTHON'
import csv
import io
import sys
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest
from anki.import_export_pb2 import CsvMetadata

folder = Path(sys.argv[1])


def imported(name, answer, head=""):
    text = io.StringIO()
    csv.writer(text).writerows([("Cache?", "a day"), ("Retry?", answer)])
    file = folder / f"{name}.csv"
    file.write_text(head + text.getvalue())
    collection = Collection(str(folder / f"{name}.anki2"))
    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata))
    notes = [list(collection.get_note(note).fields) for note in collection.find_notes("")]
    collection.close()
    return CsvMetadata.Delimiter.Name(metadata.delimiter), notes


seen = {
    "without a semicolon:": imported("without", "three times"),
    "with one:": imported("with", "three times; then give up"),
    "and with a header:": imported("header", "three times; then give up", "#separator:Comma\n"),
}
for name, (separator, notes) in seen.items():
    print(f"{name:20} {separator:9} {notes}")
without, with_one, headed = seen.values()
sys.exit(not (
    without == ("COMMA", [["Cache?", "a day"], ["Retry?", "three times"]])
    and with_one == ("SEMICOLON", [["Cache?,a day", ""], ["Retry?,three times", ""]])
    and headed == ("COMMA", [["Cache?", "a day"], ["Retry?", "three times; then give up"]])
))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
