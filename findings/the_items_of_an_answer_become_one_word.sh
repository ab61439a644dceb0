#!/usr/bin/env bash
# Cards whose answers are lists or tables are exported from Anki as plain text, without HTML: "logs, metrics" is
# "logsmetrics", and a measure and its figure are one word.
#
# Library: anki 26.9.3 (the application's own library: Collection.export_note_csv, with_html=False).
# Guess, written down before the run: what stands in boxes of its own (items, cells, paragraphs) is held apart by a space
# or a line, as it is for the reader of the card.
# Behaviour: a line break and the end of a <div>, which Anki's own editor writes for a new line, become a space. Other ends
# of boxes are taken out like the tags of a bold word. Answers that were typed are right, and those that were pasted from a
# page, or made from Markdown by a program, are not. A search in Anki finds either word; one in the text finds neither.
# Output seen:
#   <div>:  logs metrics
#   <br>:   logs metrics
#   <li>:   logsmetrics
#   <p>:    logsmetrics
#   <td>:   p95120
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "anki==26.9.3"
cat >"$here/try.py" <<'PYTHON'
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection

ANSWERS = {
    "<div>:": "<div>logs</div><div>metrics</div>",
    "<br>:": "logs<br>metrics",
    "<li>:": "<ul><li>logs</li><li>metrics</li></ul>",
    "<p>:": "<p>logs</p><p>metrics</p>",
    "<td>:": "<table><tr><td>p95</td><td>120</td></tr></table>",
}
folder = Path(tempfile.mkdtemp(dir=Path(__file__).parent))
collection = Collection(str(folder / "collection.anki2"))
for question, answer in ANSWERS.items():
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = question.strip("<>:"), answer
    collection.add_note(note, collection.decks.id("Default"))
path = folder / "notes.txt"
collection.export_note_csv(
    out_path=str(path), limit=None, with_html=False, with_tags=False, with_deck=False, with_notetype=False, with_guid=False
)
collection.close()
rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
seen = dict(rows)
for question in ANSWERS:
    print(f"{question:7} {seen[question.strip('<>:')]}")
sys.exit(
    seen
    != {"div": "logs metrics", "br": "logs metrics", "li": "logsmetrics", "p": "logsmetrics", "td": "p95120"}
)
PYTHON
"$here/venv/bin/python" "$here/try.py"
