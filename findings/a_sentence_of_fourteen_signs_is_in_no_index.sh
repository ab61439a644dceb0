#!/usr/bin/env bash
# Chinese notes are kept in a search by words. A sentence of twelve signs is found by its own text; one of seventeen is not, by
# whatever one asks: it was never in the index.
#
# Library: tantivy 0.27.0 (the Python binding; SchemaBuilder.add_text_field with its own tokenizer).
# Guess, written down before the run: without a segmenter a sentence is one long word, found by nothing but itself; that
# it is, whatever its length.
# Behaviour: words of more than 40 bytes are dropped, from the text and from the query. That is far from any English word
# and thirteen signs of Chinese or Japanese up to the next comma. Nothing says so: the query is then an empty one, the
# document has no words. In a query with a second word the dropped one is no condition any more, and what is found has only
# the other. So the short sentences that one tries first are found, and the dense ones of real notes are not.
# Output seen (found by its own text):
#   12 signs, 36 bytes: True
#   13 signs, 39 bytes: True
#   14 signs, 42 bytes: False
#   17 signs, 51 bytes: False
#   17 signs with a comma: True
#   14 signs AND "plan": finds a note that has "plan" alone: True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "tantivy==0.27.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import tantivy

TWELVE, THIRTEEN = "我们把等待时间缩短到九天", "我们把等待时间缩短到了九天"
FOURTEEN, SEVENTEEN = "我们把等待的时间缩短到了九天", "我们把平均等待时间从三周缩短到九天"
NOTES = [TWELVE, THIRTEEN, FOURTEEN, SEVENTEEN, "我们把平均等待时间，从三周缩短到九天", "the plan"]

builder = tantivy.SchemaBuilder()
builder.add_text_field("note", stored=True)
index = tantivy.Index(builder.build())
writer = index.writer()
for note in NOTES:
    writer.add_document(tantivy.Document(note=[note]))
writer.commit()
index.reload()
searcher = index.searcher()


def found(query):
    hits = searcher.search(index.parse_query(query, ["note"]), 10).hits
    return [searcher.doc(address)["note"][0] for _, address in hits]


seen = [note in found(note) for note in NOTES[:5]]
for note, known in zip(NOTES[:4], seen):
    print(f"{len(note)} signs, {len(note.encode())} bytes: {known}")
print(f"17 signs with a comma: {seen[4]}")
both = found(f"{FOURTEEN} AND plan")
print(f'14 signs AND "plan": finds a note that has "plan" alone: {both == ["the plan"]}')
sys.exit((seen, both) != ([True, True, False, False, True], ["the plan"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
