#!/usr/bin/env bash
# A reranker has put three passages in order, the best first, and their texts are fetched from the store by their ids. They come
# in the order in which they were added, and laid beside their scores each text has the score of another.
#
# Library: chromadb 1.5.9 (EphemeralClient and PersistentClient; Collection.get with ids).
# chroma-core/chroma#907 told of an order that had changed, in 2023.
# Guess, written down before the run: get(ids=[…]) gives what is asked for in the order in which it is asked for.
# Behaviour: ids are a condition like any other, and the answer is in the order of the store. What is missing is left out, so
# that the answer may be shorter too. With passages added in the order in which they are asked for, as a test does it, all is in
# place. The ids are part of the answer, and by them one can sort.
# Output seen:
#   asked for     ['cache', 'audit', 'backlog']
#   memory        ['audit', 'backlog', 'cache']
#   file          ['audit', 'backlog', 'cache']
#   zipped        [('cache', 'text of audit'), ('audit', 'text of backlog'), ('backlog', 'text of cache')]
#   one missing   ['audit', 'cache'] for ['cache', 'none', 'audit']
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

ADDED = ["audit", "backlog", "cache"]
ASKED = ["cache", "audit", "backlog"]


def kept(client):
    collection = client.create_collection("guides")
    collection.add(
        ids=ADDED,
        documents=[f"text of {name}" for name in ADDED],
        embeddings=[[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]],
    )
    return collection


quiet = Settings(anonymized_telemetry=False)
memory = kept(chromadb.EphemeralClient(quiet))
file = kept(chromadb.PersistentClient(sys.argv[1], quiet))
got = memory.get(ids=ASKED)
from_file = file.get(ids=ASKED)["ids"]
zipped = list(zip(ASKED, got["documents"]))
fewer = memory.get(ids=["cache", "none", "audit"])["ids"]
print("asked for    ", ASKED)
print("memory       ", got["ids"])
print("file         ", from_file)
print("zipped       ", zipped)
print("one missing  ", fewer, "for", ["cache", "none", "audit"])
shifted = [("cache", "text of audit"), ("audit", "text of backlog"), ("backlog", "text of cache")]
sys.exit(not (got["ids"] == from_file == ADDED and zipped == shifted and fewer == ["audit", "cache"]))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/kept"
