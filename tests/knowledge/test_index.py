"""The index: what is built, reused and told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.base import open_knowledge
from knowledge.search.faiss_store import FLAT_LIMIT
from knowledge.search.index import TextVectors, build_index, to_files
from knowledge.search.passages import digest, units_of
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import (
    BATCH,
    BUDGET,
    MENTOR,
    FailingEmbedder,
    guide,
    library,
    stored_files,
    talking_point,
    two_points,
)


def test_a_second_opening_embeds_nothing_and_finds_the_same(tmp_path: Path) -> None:
    first = open_knowledge(two_points(), tmp_path, HashEmbedder())
    embedder = HashEmbedder()

    second = open_knowledge(two_points(), tmp_path, embedder)

    assert embedder.embedded == []
    assert second.version == first.version
    assert second.search("nightly batch") == first.search("nightly batch") != []


def test_only_what_a_changed_guide_says_anew_is_embedded(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path, HashEmbedder())
    changed = BUDGET.model_copy(update={"text": "We bought reserved machines."})
    embedder = HashEmbedder()

    knowledge = open_knowledge(library(guide(BATCH, changed, MENTOR)), tmp_path, embedder)

    assert sorted(embedder.embedded) == [
        "I paired with two juniors every week.",
        "Tell me about mentoring",
        "We bought reserved machines.",
    ]
    assert knowledge.search("reserved machines")[0].talking_point_id == BUDGET.id


def test_an_updated_index_equals_one_built_anew(tmp_path: Path) -> None:
    open_knowledge(two_points(), tmp_path / "updated", HashEmbedder())
    after = library(guide(MENTOR, BATCH))

    updated = open_knowledge(after, tmp_path / "updated", HashEmbedder())
    anew = open_knowledge(after, tmp_path / "anew", HashEmbedder())

    assert to_files(updated.index) == to_files(anew.index)
    assert updated.version == anew.version


def test_a_removed_guide_leaves_the_index(tmp_path: Path) -> None:
    other = guide(MENTOR, name="other.md")
    open_knowledge(library(guide(BATCH, BUDGET), other), tmp_path, HashEmbedder())

    knowledge = open_knowledge(two_points(), tmp_path, HashEmbedder())

    assert "Tell me about mentoring" not in {
        p.talking_point_id for p in knowledge.search("mentoring", threshold=0)
    }
    assert knowledge.index.texts is not None
    assert knowledge.index.texts.get("Tell me about mentoring") is None


def test_renaming_a_guide_embeds_nothing_and_is_cited_by_its_new_name(tmp_path: Path) -> None:
    open_knowledge(library(guide(BATCH)), tmp_path, HashEmbedder())
    renamed = talking_point(BATCH.title, BATCH.text, guide="renamed.md")
    embedder = HashEmbedder()

    knowledge = open_knowledge(library(guide(renamed, name="renamed.md")), tmp_path, embedder)

    assert embedder.embedded == []
    assert knowledge.search("nightly batch")[0].source.guide == "renamed.md"


def test_a_talking_point_that_only_moved_embeds_nothing_and_is_cited_where_it_stands_now(
    tmp_path: Path,
) -> None:
    open_knowledge(library(guide(BATCH)), tmp_path, HashEmbedder())
    embedder = HashEmbedder()

    moved = library(guide(talking_point(BATCH.title, BATCH.text, line=41)))
    knowledge = open_knowledge(moved, tmp_path, embedder)

    assert embedder.embedded == []
    assert knowledge.search("nightly batch")[0].source.first_line == 41


def test_progress_counts_the_texts_that_are_embedded(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    open_knowledge(two_points(), tmp_path, HashEmbedder(), progress=lambda done, of: steps.append((done, of)))

    assert steps == [(4, 4)]


def test_without_a_model_words_find_and_nothing_is_stored(tmp_path: Path) -> None:
    knowledge = open_knowledge(two_points(), tmp_path, None)

    assert knowledge.search("nightly batch")[0].talking_point_id == BATCH.id
    assert knowledge.search("nightly batch")[0].dense is None
    assert knowledge.embedder is None
    assert knowledge.similarity(["a"], ["b"]) is None
    assert stored_files(tmp_path) == []


def test_a_model_that_does_not_answer_leaves_search_by_words(tmp_path: Path) -> None:
    notices: list[str] = []

    knowledge = open_knowledge(two_points(), tmp_path, FailingEmbedder(), notices.append)

    assert notices == ["The embedding model did not answer. Until then guides are searched by words alone."]
    assert knowledge.search("nightly batch")[0].talking_point_id == BATCH.id


def test_no_guides_make_an_index_that_finds_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        assert open_knowledge(library(), tmp_path, HashEmbedder()).search("anything", threshold=0) == []


def test_the_version_tells_content_and_models_apart(tmp_path: Path) -> None:
    versions = [
        open_knowledge(two_points(), tmp_path / "a", HashEmbedder()).version,
        open_knowledge(library(guide(BATCH)), tmp_path / "b", HashEmbedder()).version,
        open_knowledge(two_points(), tmp_path / "c", HashEmbedder(fingerprint="hash/2")).version,
        open_knowledge(two_points(), tmp_path / "d", None).version,
    ]

    assert len(set(versions)) == 4
    assert all(len(version) == 12 for version in versions)


def test_the_store_is_one_that_langchain_can_search(tmp_path: Path) -> None:
    knowledge = open_knowledge(two_points(), tmp_path, HashEmbedder())
    assert knowledge.index.store is not None

    (found,) = knowledge.index.store.similarity_search(BATCH.title, k=1)

    assert found.page_content == BATCH.text
    assert found.metadata == {"source": "guide.md:1", "kind": "question_answer"}


def test_beyond_the_flat_limit_vectors_are_halved_and_still_found() -> None:
    count = FLAT_LIMIT + 1
    embedder = HashEmbedder(dimensions=8)
    point = talking_point("Why streaming?", "Because batch was late.")
    units = units_of([point]) * count
    texts = [point.title, point.text]
    vectors = TextVectors(tuple(map(digest, texts)), embedder.embed_documents(texts))

    index = build_index(units, vectors, embedder)

    assert index.store is not None
    assert type(index.store.index).__name__ == "IndexScalarQuantizer"
    query = embedder.embed_query("batch")
    rows, cosines = index.nearest(query, 3)
    assert cosines == pytest.approx(index.cosines(query, rows), abs=1e-3)
