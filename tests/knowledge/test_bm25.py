"""The scores of words in passages, held against those of a library that is known for them."""

from __future__ import annotations

import itertools

import bm25s
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.lexical import build_bm25

DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), min_size=1, max_size=9).filter(any)


@given(DOCUMENTS)
def test_each_score_is_the_librarys(documents: list[list[str]]) -> None:
    ours = build_bm25(documents)
    vocabulary = {stem: at for at, stem in enumerate(dict.fromkeys(itertools.chain(*documents)))}
    theirs = bm25s.BM25(method="lucene", backend="numpy")
    numbered = [[vocabulary[stem] for stem in document] for document in documents]
    theirs.index((numbered, vocabulary), create_empty_token=False, show_progress=False)

    assert ours.vocabulary == vocabulary
    assert ours.starts.tolist() == theirs.scores["indptr"].tolist()
    assert ours.documents.tolist() == theirs.scores["indices"].tolist()
    np.testing.assert_allclose(ours.data, theirs.scores["data"], rtol=1e-6)


def test_documents_without_a_word_have_no_scores() -> None:
    assert build_bm25([[], []]).match([("a",)]).scores.tolist() == [0.0, 0.0]
