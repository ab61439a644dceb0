#!/usr/bin/env bash
# A guide of 250 passages is indexed again, unchanged, by the function that is there to embed what is new and nothing else.
# 100 passages are skipped; 150 are deleted, embedded anew and put back, this time and every time. While it runs, they are not
# found.
#
# Library: langchain-core 1.8.3 (indexing.index with cleanup="incremental", InMemoryRecordManager, InMemoryVectorStore).
# langchain-ai/langchain#32612 and #19335 tell of it.
# Guess, written down before the run: nothing is embedded, and all 250 are skipped.
# Behaviour: passages come in batches of 100, and after each batch what belongs to the same guide and was not seen in this run
# is deleted: among it all that the next batches hold, which is then new. A guide of up to 100 passages never shows it. A
# model that is asked over a line is paid for them each night; a question between two batches has a guide of 100 passages.
# With cleanup="full" or "scoped_full", which delete at the end, it is as one would have guessed.
# Output seen (250 passages, indexed a second time):
#   incremental: skipped 100, deleted 150, embedded 150, at the least 100 in the store
#   scoped_full: skipped 250, deleted 0, embedded 0, at the least 250 in the store
#   incremental, 100 passages: skipped 100, deleted 0, embedded 0, at the least 100 in the store
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-core==1.8.3" "numpy==2.4.6"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.indexing import InMemoryRecordManager, index
from langchain_core.vectorstores import InMemoryVectorStore


class Counting(Embeddings):
    """Embeds by length, counts the passages, and notes how many the store holds whenever it is asked."""

    def __init__(self):
        self.count, self.store, self.held = 0, None, []

    def embed_documents(self, texts):
        self.count += len(texts)
        self.held.append(len(self.store.store))
        return [[1.0, float(len(text))] for text in texts]

    def embed_query(self, text):
        return self.embed_documents([text])[0]


def second_time(cleanup, passages):
    model = Counting()
    model.store = InMemoryVectorStore(model)
    records = InMemoryRecordManager("guides")
    records.create_schema()
    guide = [Document(f"passage {n}", metadata={"source": "guide"}) for n in range(passages)]
    for _ in range(2):
        model.count, model.held = 0, []
        told = index(guide, records, model.store, cleanup=cleanup, source_id_key="source", key_encoder="sha256")
    held = min([*model.held, len(model.store.store)])
    return told["num_skipped"], told["num_deleted"], model.count, held


seen = {
    "incremental:": second_time("incremental", 250),
    "scoped_full:": second_time("scoped_full", 250),
    "incremental, 100 passages:": second_time("incremental", 100),
}
for name, (skipped, deleted, embedded, held) in seen.items():
    print(f"{name} skipped {skipped}, deleted {deleted}, embedded {embedded}, at the least {held} in the store")
sys.exit(list(seen.values()) != [(100, 150, 150, 100), (250, 0, 0, 250), (100, 0, 0, 100)])
PYTHON
"$here/venv/bin/python" "$here/try.py"
