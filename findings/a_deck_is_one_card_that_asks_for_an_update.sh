#!/usr/bin/env bash
# A deck of five cards that Anki exports as it does by default has one card for another reader: "Please update to the latest
# Anki version". It is a card like any other, and can be asked.
#
# Libraries: anki 26.9.3 (the application's own library: Collection.export_anki_package), anki-export 0.1.4 (ApkgReader).
# Guess, written down before the run: a reader that is older than the format raises, or finds its cards all the same.
# Behaviour: the package holds two databases. The cards are in a compressed one (collection.anki21b); beside it lies an old
# one (collection.anki2) with a single note, meant for the eyes of somebody with an old Anki. A reader that knows the old
# name opens it, finds a valid deck, and is done. A check that a deck has at least one card passes. With legacy=True ("Support
# older Anki versions" in the window) the cards are where it looks.
# Output seen:
#   as by default: 1 card: 'Please update to the latest Anki version, then import the .colpkg/.apkg file again.' ''
#   legacy:        5 cards: 'Question 1' 'Answer 1'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "anki==26.9.3" "anki-export==0.1.4"
cat >"$here/try.py" <<'PYTHON'
import sys
import tempfile
from pathlib import Path

import anki_export
from anki.collection import Collection, ExportAnkiPackageOptions

folder = Path(tempfile.mkdtemp(dir=Path(__file__).parent))
collection = Collection(str(folder / "collection.anki2"))
for number in range(1, 6):
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = f"Question {number}", f"Answer {number}"
    collection.add_note(note, collection.decks.id("Default"))
paths = {"as by default:": folder / "new.apkg", "legacy:       ": folder / "legacy.apkg"}
for path in paths.values():
    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=path.stem == "legacy")
    collection.export_anki_package(out_path=str(path), limit=None, options=options)
collection.close()


def cards(path):
    with anki_export.ApkgReader(str(path)) as package:
        return [row[:2] for rows in package.export().values() for row in rows[1:]]


seen = {name: cards(path) for name, path in paths.items()}
for name, found in seen.items():
    print(name, len(found), "cards:" if len(found) > 1 else "card:", *map(repr, found[0]))
new, legacy = seen.values()
sys.exit(len(new) != 1 or not new[0][0].startswith("Please update") or legacy[4] != ["Question 5", "Answer 5"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
