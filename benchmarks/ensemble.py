"""LangChain's EnsembleRetriever, which ours is compared with."""

from __future__ import annotations

import warnings
from typing import Any

import bm25s
import Stemmer
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from knowledge.base import KnowledgeBase
from knowledge.search.embed import Embedder

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever


class Bm25sRetriever(BaseRetriever):
    """bm25s as a LangChain retriever."""

    documents: list[Document]
    scorer: Any
    tokenize: Any
    k: int

    @classmethod
    def of(cls, documents: list[Document], k: int) -> Bm25sRetriever:
        """Over `documents`, `k` of them a query."""
        stemmer = Stemmer.Stemmer("english")

        def tokenize(texts: list[str]) -> Any:
            return bm25s.tokenize(texts, stemmer=stemmer, show_progress=False)

        scorer = bm25s.BM25()
        scorer.index(tokenize([document.page_content for document in documents]), show_progress=False)
        return cls(documents=documents, scorer=scorer, tokenize=tokenize, k=k)

    def _get_relevant_documents(self, query: str, *, run_manager: object) -> list[Document]:
        found, _ = self.scorer.retrieve(self.tokenize([query]), k=self.k, show_progress=False)
        return [self.documents[row] for row in found[0]]


def ensemble(knowledge: KnowledgeBase, model: Embedder, bm25: str, k: int) -> Any:
    """LangChain's EnsembleRetriever over the same vectors, as it comes or with bm25s for rank-bm25."""
    documents = [
        Document(f"{unit.title}\n{unit.body}", id=str(row), metadata={"row": row})
        for row, unit in enumerate(knowledge.index.units)
    ]
    sparse: BaseRetriever
    if bm25 == "rank-bm25":
        sparse = BM25Retriever.from_documents(documents, k=k)
    else:
        sparse = Bm25sRetriever.of(documents, k)
    store = knowledge.index.store
    assert store is not None
    both = EnsembleRetriever(
        retrievers=[store.as_retriever(search_kwargs={"k": k}), sparse], weights=[0.5, 0.5]
    )
    # Its store embeds queries through our cache, which has them by now; a first query costs the model.
    return lambda query: (model.embed_query(query), both.invoke(query))
