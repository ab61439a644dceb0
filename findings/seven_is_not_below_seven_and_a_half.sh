#!/usr/bin/env bash
# A search of a vector store for what scored below 7.5 leaves out a score of 7, and one for 7.5 and more has it in: whole
# numbers are held against a half as if there were none.
#
# Library: chromadb 1.5.9 (EphemeralClient, the store in the process). chroma-core/chroma#7491 tells of it.
# Guess, written down when one filter had come back empty, before it was looked into: numbers are compared as numbers,
# whichever of the two kinds they are kept as, since "equal to 2" had found 2 and 2.0.
# Behaviour: whole numbers and others lie in two columns, and for each the bound is made one of its kind: 7.5 is cut to 7
# for the whole ones. "$lt" loses 7, "$gte" gains it, "$gt" 6.5 happens to be right, and 7 equals 7.5. Scores are whole or
# not by what was written that day (json gives 7 for 7), so that a filter by .5, drawn there on purpose because nothing
# lies on it, is the one that fails. Bounds that are whole hold. (Of the packages that the library asks for, only those are
# installed that this needs.)
# Output seen (kept: 7, 8, 7.25, 8.0):
#   below 7.5:       7.25
#   7.5 and above:   7 8 8.0
#   equal to 7.5:    7
#   below 8:         7 7.25
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "numpy<3" "pydantic>=2" pydantic-settings overrides tenacity \
  httpx orjson pybase64 jsonschema PyYAML rich tqdm \
  "opentelemetry-sdk<2" "opentelemetry-exporter-otlp-proto-grpc<2"
"$here/venv/bin/pip" install -q --disable-pip-version-check --no-deps "chromadb==1.5.9"
cat >"$here/try.py" <<'PYTHON'
import sys

import chromadb

client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
store = client.create_collection("scores", embedding_function=None)
SCORES = {"7": 7, "8": 8, "7.25": 7.25, "8.0": 8.0}
store.add(
    ids=list(SCORES),
    embeddings=[[1.0, float(number)] for number in range(len(SCORES))],
    metadatas=[{"score": score} for score in SCORES.values()],
)
asked = {
    "below 7.5:      ": ({"$lt": 7.5}, {"7.25"}),
    "7.5 and above:  ": ({"$gte": 7.5}, {"7", "8", "8.0"}),
    "equal to 7.5:   ": ({"$eq": 7.5}, {"7"}),
    "below 8:        ": ({"$lt": 8}, {"7", "7.25"}),
}
seen = {name: set(store.get(where={"score": bound})["ids"]) for name, (bound, _) in asked.items()}
for name, found in seen.items():
    print(name, *sorted(found, key=list(SCORES).index))
sys.exit(any(seen[name] != expected for name, (_, expected) in asked.items()))
PYTHON
"$here/venv/bin/python" "$here/try.py"
