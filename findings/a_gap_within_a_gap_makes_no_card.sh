#!/usr/bin/env bash
# A text with a gap within a gap, or with one that belongs to two cards, has two and three cards when it is typed into Anki.
# Made into a package by the usual library and imported, it has one, and what the others ask is never asked.
#
# Libraries: genanki 0.13.1 (CLOZE_MODEL), anki 26.9.3 (the application's own library, which imports the package).
# Guess, written down before the run (for a gap of two cards; the nested one was tried beside it): the text is the same, so
# the cards are; and what a package lacks the import makes.
# Behaviour: Anki reads "{{c1::…}}" as a grammar that nests and takes "c1,2" for two numbers; genanki looks for the shape of
# one that does neither. The import takes the cards that are in the package and makes no others. Nothing is raised, and a
# count of notes is right.
# Output seen (cards of the same text, typed and imported):
#   {{c1::a {{c2::b}} c}}                2 1
#   {{c1,2::nine}} days, {{c3::ten}}     3 1
#   {{c1::nine}} days, {{c2::ten}}       2 2
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "genanki==0.13.1" "anki==26.9.3"
cat >"$here/try.py" <<'PYTHON'
import sys
import tempfile
import warnings
from pathlib import Path

import genanki
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

warnings.simplefilter("ignore")
TEXTS = ["{{c1::a {{c2::b}} c}}", "{{c1,2::nine}} days, {{c3::ten}}", "{{c1::nine}} days, {{c2::ten}}"]
folder = Path(tempfile.mkdtemp(dir=Path(__file__).parent))

typed = Collection(str(folder / "typed.anki2"))
deck = genanki.Deck(1234567, "guide")
for text in TEXTS:
    note = typed.new_note(typed.models.by_name("Cloze"))
    note["Text"] = text
    typed.add_note(note, typed.decks.id("Default"))
    deck.add_note(genanki.Note(model=genanki.CLOZE_MODEL, fields=[text, ""]))
genanki.Package(deck).write_to_file(str(folder / "guide.apkg"))
imported = Collection(str(folder / "imported.anki2"))
imported.import_anki_package(
    ImportAnkiPackageRequest(package_path=str(folder / "guide.apkg"), options=ImportAnkiPackageOptions())
)


def counts(collection):
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    return {note.fields[0]: len(note.cards()) for note in notes}


by_hand, by_package = counts(typed), counts(imported)
typed.close()
imported.close()
for text in TEXTS:
    print(f"{text:36} {by_hand[text]} {by_package[text]}")
sys.exit(list(by_hand.values()) != [2, 3, 2] or [by_package[text] for text in TEXTS] != [1, 1, 2])
PYTHON
"$here/venv/bin/python" "$here/try.py"
