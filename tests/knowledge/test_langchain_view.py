"""What a LangChain retriever over the index finds."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from knowledge.base import KnowledgeBase, open_knowledge
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import guide, library, talking_point

TITLES = (
    "How do you choose a database?",
    "Why did you leave batch jobs?",
    "What is the throughput of Spark?",
    "Who mentored two juniors?",
)


@pytest.fixture
def knowledge(tmp_path: Path) -> KnowledgeBase:
    points = [
        talking_point(title, f"{title[:-1]}, indeed.", line=4 * at + 1) for at, title in enumerate(TITLES)
    ]
    return open_knowledge(library(guide(*points)), tmp_path, HashEmbedder())


def found(knowledge: KnowledgeBase, query: str, **how: Any) -> list[str]:
    assert knowledge.index.store is not None
    with warnings.catch_warnings():
        # LangChain warns of relevances that are not from 0 to 1.
        warnings.simplefilter("error")
        return [each.page_content for each in knowledge.index.store.as_retriever(**how).invoke(query)]


def test_a_threshold_keeps_what_is_relevant_and_drops_the_rest(knowledge: KnowledgeBase) -> None:
    threshold = {
        "search_type": "similarity_score_threshold",
        "search_kwargs": {"score_threshold": 0.5, "k": 8},
    }

    kept = found(knowledge, TITLES[0], **threshold)

    assert kept and all("choose a database" in text for text in kept)


def test_relevance_falls_from_the_nearest_on_and_lies_between_0_and_1(knowledge: KnowledgeBase) -> None:
    store = knowledge.index.store
    assert store is not None

    scored = store.similarity_search_with_relevance_scores(TITLES[0], k=8)

    relevances = [relevance for _, relevance in scored]
    assert "choose a database" in scored[0][0].page_content
    assert relevances == sorted(relevances, reverse=True) and relevances[0] > 0.9 > relevances[-1]
    assert all(0 <= relevance <= 1 for relevance in relevances)


def test_what_is_the_very_same_is_wholly_relevant(tmp_path: Path) -> None:
    """Rounding may put a cosine a little above 1."""
    same = open_knowledge(library(guide(talking_point("kafka", "kafka"))), tmp_path, HashEmbedder())
    store = same.index.store
    assert store is not None

    ((_, relevance), *_) = store.similarity_search_with_relevance_scores("kafka", k=1)

    assert relevance == pytest.approx(1) and relevance <= 1
