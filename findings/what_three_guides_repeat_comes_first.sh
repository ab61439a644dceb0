#!/usr/bin/env bash
# Two searches agree on the best passage: both have it first. Merged, it comes second, behind a sentence that only one of them
# found, further down, but in three guides.
#
# Library: langchain-classic 1.0.8 (EnsembleRetriever, weights .5 and .5). langchain-ai/langchain#37046 tells it of passages
# of one source, for which one has to set id_key.
# Guess, written down before the run: a passage that stands several times in one list counts once, with its best place; or
# the three, which differ in what they say of their source, are three.
# Behaviour: the shares of all its places are added up, within a list as between lists, under the passage's text. Sixty is
# added to each place before it is turned over, so that each place is worth nearly as much as the first: three places of one
# list beat two first places. Of the three sources one is left. What stands in every guide (a greeting, a boilerplate
# pitch, an empty template) rises with each guide that is added.
# Output seen:
#   by words:   the plan, hello (guide 1), hello (guide 2), hello (guide 3)
#   by meaning: the plan, the team
#   together:   hello (guide 1), the plan, the team
#   one hello:  the plan, hello (guide 1), the team
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-classic==1.0.8" "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class Found(BaseRetriever):
    passages: list

    def _get_relevant_documents(self, query, *, run_manager):
        return self.passages


def hello(number):
    return Document("hello", metadata={"guide": number})


def together(by_words, by_meaning):
    retrievers = [Found(passages=by_words), Found(passages=by_meaning)]
    return EnsembleRetriever(retrievers=retrievers, weights=[0.5, 0.5]).invoke("the plan?")


def listed(passages):
    return ", ".join(
        f"{passage.page_content} (guide {passage.metadata['guide']})" if passage.metadata else passage.page_content
        for passage in passages
    )


plan, team = Document("the plan"), Document("the team")
words = [plan, hello(1), hello(2), hello(3)]
merged, single = listed(together(words, [plan, team])), listed(together(words[:2], [plan, team]))
print("by words:  ", listed(words))
print("by meaning:", listed([plan, team]))
print("together:  ", merged)
print("one hello: ", single)
sys.exit((merged, single) != ("hello (guide 1), the plan, the team", "the plan, hello (guide 1), the team"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
