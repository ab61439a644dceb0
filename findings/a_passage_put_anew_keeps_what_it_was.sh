#!/usr/bin/env bash
# A passage was marked as out of date. Its author mends it, and it is put into the store anew, with its new text and without the
# mark. It is still out of date: a search that leaves such passages out does not find it.
#
# Library: chromadb 1.5.9 (EphemeralClient, Collection.upsert).
# Guess: none was written down for this one; it was met while the order of passages was tried. One would have guessed that what
# is put under an id takes the place of what was there, as the text and the vector do.
# Behaviour: the fields that are given are merged into those that were there, whatever they were, and the mark stays; what was
# taken out of a guide cannot be told by putting the guide in anew. A field goes when it is given as None, for which one has to
# know that it was there, or with delete() before add().
# Output seen:
#   mended, {'guide': 'scaling', 'outdated': True}; found among what is not outdated: []
#   with outdated=None: {'guide': 'scaling'}; found: ['p1']
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "chromadb==1.5.9"
cat >"$here/try.py" <<'PYTHON'
import sys

import chromadb
from chromadb.config import Settings

OLD, NEW = {"guide": "scaling", "outdated": True}, {"guide": "scaling"}
collection = chromadb.EphemeralClient(Settings(anonymized_telemetry=False)).create_collection("guides")


def put(text, fields):
    collection.upsert(ids=["p1"], documents=[text], embeddings=[[1.0, 0.0]], metadatas=[fields])
    held = collection.get(ids=["p1"])
    found = collection.query(query_embeddings=[[1.0, 0.0]], n_results=1, where={"outdated": {"$ne": True}})
    return held["documents"][0], held["metadatas"][0], found["ids"][0]


put("first", OLD)
text, fields, found = put("mended", NEW)
_, without, found_then = put("mended", {"outdated": None})
print(f"{text}, {dict(sorted(fields.items()))}; found among what is not outdated: {found}")
print(f"with outdated=None: {without}; found: {found_then}")
kept = text == "mended" and fields == OLD and found == []
sys.exit(not (kept and without == NEW and found_then == ["p1"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
