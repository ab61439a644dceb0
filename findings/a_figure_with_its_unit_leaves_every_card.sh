#!/usr/bin/env bash
# "9 ms" and "10 ms" are to be "9ms" and "10ms" on all cards: find "(\d+) ms", replace by "$1ms", regular expressions on. Each
# figure is gone with its unit, and Anki counts the notes as changed, as it does when all went well.
#
# Library: anki 26.9.3 (the application's own library: Collection.find_and_replace, what the browser's window calls).
# Guess, written down before the run: "$1" in the new words is left alone where the search is no expression (so it is). Of one
# with letters behind it none was written down: it was tried beside, and one would have guessed the first group and "ms".
# Behaviour: the engine reads as much as can be a name: "$1ms" is the group called "1ms", there is none, and what is not there
# is empty. A space, a hyphen or a bracket ends the name, and letters, digits and "_" do not: so "$1 ms" and "$1-day" are
# right, and units, ordinals ("$1th") and "$1_" are not. In most other programs "$1" ends at the digit. "${1}ms" is right.
# A name that is misspelt is no error either.
# Output seen ("a cut from 9 ms to 5 ms"; how many notes count as changed):
#   $1ms    a cut from  to        1
#   ${1}ms  a cut from 9ms to 5ms 1
#   $1-ms   a cut from 9-ms to 5-ms 1
#   $1_ms   a cut from  to        1
#   no expression, "9 ms" by "$1ms": a cut from $1ms to 5 ms
#   Python's re, \1ms: a cut from 9ms to 5ms
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "anki==26.9.3"
cat >"$here/try.py" <<'PYTHON'
import re
import sys

from anki.collection import Collection

TEXT = "a cut from 9 ms to 5 ms"
collection = Collection(f"{sys.argv[1]}/cards.anki2")
kind = collection.models.by_name("Basic")
deck = collection.decks.id("Practice")


def replaced(search, replacement, regex):
    """What stands on the card afterwards, and how many notes count as changed."""
    note = collection.new_note(kind)
    note["Front"], note["Back"] = "What did it bring?", TEXT
    collection.add_note(note, deck)
    count = collection.find_and_replace(note_ids=[note.id], search=search, replacement=replacement, regex=regex).count
    return collection.get_note(note.id)["Back"], count


seen = {words: replaced(r"(\d+) ms", words, True) for words in ("$1ms", "${1}ms", "$1-ms", "$1_ms")}
plain, _ = replaced("9 ms", "$1ms", False)
python = re.sub(r"(\d+) ms", r"\1ms", TEXT)
for words, (text, count) in seen.items():
    print(f"{words:7} {text:21} {count}")
print(f'no expression, "9 ms" by "$1ms": {plain}')
print(rf"Python's re, \1ms: {python}")
collection.close()
expected = {
    "$1ms": ("a cut from  to ", 1),
    "${1}ms": ("a cut from 9ms to 5ms", 1),
    "$1-ms": ("a cut from 9-ms to 5-ms", 1),
    "$1_ms": ("a cut from  to ", 1),
}
sys.exit(seen != expected or plain != "a cut from $1ms to 5 ms" or python != "a cut from 9ms to 5ms")
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
