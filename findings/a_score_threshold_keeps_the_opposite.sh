#!/usr/bin/env bash
# A vector store over inner products, asked for all that is at least half relevant, leaves out the passage that is the
# query itself and returns the one that points the other way.
#
# Libraries: langchain-community 0.4.2, faiss-cpu 1.15.1 (MAX_INNER_PRODUCT, the usual choice for normalised vectors).
# Guess, written down before the run: the relevance is made as if the score were a distance, so that good passages have
# little of it, and a threshold of .5 keeps nothing: one would notice.
# Behaviour: the scores are right and best first. The relevance made of them is 1 minus a positive score, and minus one times
# a negative one: "same" has 0, "opposite" has 1, and the threshold keeps the opposite alone.
# Output seen:
#   scores:    same 1.0, near 0.9, beside 0.0, opposite -1.0
#   relevance: same 0.0, near 0.1, beside -0.0, opposite 1.0
#   kept at .5 and above: opposite
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-community==0.4.2" "faiss-cpu==1.15.1"
cat >"$here/try.py" <<'PYTHON'
import sys
import warnings

warnings.simplefilter("ignore")
from langchain_community.vectorstores import FAISS
from langchain_community.vectorstores.utils import DistanceStrategy
from langchain_core.embeddings import Embeddings

VECTORS = {"same": [1.0, 0.0], "near": [0.9, 0.43589], "beside": [0.0, 1.0], "opposite": [-1.0, 0.0]}


class Known(Embeddings):
    def embed_documents(self, texts):
        return [VECTORS[text] for text in texts]

    def embed_query(self, text):
        return VECTORS[text]


store = FAISS.from_texts(list(VECTORS), Known(), distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT)


def listed(found):
    return ", ".join(f"{document.page_content} {score:.1f}" for document, score in found)


scores = listed(store.similarity_search_with_score("same", k=4))
relevance = listed(store.similarity_search_with_relevance_scores("same", k=4))
retriever = store.as_retriever(search_type="similarity_score_threshold", search_kwargs={"score_threshold": 0.5, "k": 4})
kept = [document.page_content for document in retriever.invoke("same")]
print("scores:   ", scores)
print("relevance:", relevance)
print("kept at .5 and above:", ", ".join(kept))
sys.exit(kept != ["opposite"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
