"""Hybrid search: what is found, what is filtered, what counts as nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from domain.errors import ModelUnavailable
from domain.guide import TalkingPointKind
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.search.lexical import build_bm25
from knowledge.search.passages import Role
from knowledge.search.retrieve import Fusion, fuse
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import guide, library, talking_point

POINTS = (
    talking_point(
        "Why did you leave batch jobs?",
        "The nightly batch was late, so we moved to streaming.",
        key_points=("The nightly batch was late", "We moved to streaming"),
        hooks=("What did streaming cost?",),
    ),
    talking_point("Tell me about yourself", "I build data platforms.", TalkingPointKind.PITCH, line=10),
    talking_point("Never say that batch is dead", "", TalkingPointKind.RED_FLAG, line=20),
    talking_point("Availability", "99.95 % over the year", TalkingPointKind.FACT, line=30),
    talking_point("¿Cómo mejoraste las canalizaciones?", "Con pruebas de carga.", guide="es.md"),
    talking_point("如何优化检索系统？", "使用混合检索。", guide="zh.md"),
)


@pytest.fixture(params=["by meaning and words", "by words alone"])
def knowledge(request: pytest.FixtureRequest, tmp_path: Path) -> KnowledgeBase:
    guides = library(guide(*POINTS[:4]), guide(POINTS[4], name="es.md"), guide(POINTS[5], name="zh.md"))
    return open_knowledge(guides, tmp_path, HashEmbedder() if "meaning" in request.param else None)


def titles(knowledge: KnowledgeBase, query: str, **options: object) -> list[str]:
    return [passage.talking_point_id for passage in knowledge.search(query, **options)]  # type: ignore[arg-type]


def test_a_question_in_other_forms_of_its_words_is_found_first(knowledge: KnowledgeBase) -> None:
    assert titles(knowledge, "leaving a nightly batch job")[0] == POINTS[0].id


def test_a_passage_cites_its_place_and_says_how_it_was_found(knowledge: KnowledgeBase) -> None:
    (found, *_) = knowledge.search("availability over the year")

    assert str(found.source) == "guide.md:30"
    assert found.kind is TalkingPointKind.FACT
    assert found.text == "99.95 % over the year"
    assert 0 < found.score <= 1
    assert found.lexical is not None and found.lexical > 0
    assert (found.dense is None) == (knowledge.embedder is None)


def test_figures_are_terms(knowledge: KnowledgeBase) -> None:
    assert titles(knowledge, "99.95") == [POINTS[3].id]


def test_spanish_is_found_without_its_accents_and_in_other_forms(knowledge: KnowledgeBase) -> None:
    assert titles(knowledge, "como mejorar la canalizacion")[0] == POINTS[4].id


def test_chinese_is_found_by_pairs_of_signs(knowledge: KnowledgeBase) -> None:
    assert titles(knowledge, "混合检索的优化")[0] == POINTS[5].id


def test_kinds_are_filtered_before_searching(knowledge: KnowledgeBase) -> None:
    assert titles(knowledge, "batch", k=1, kinds={TalkingPointKind.RED_FLAG}) == [POINTS[2].id]


def test_guides_are_filtered_before_searching(knowledge: KnowledgeBase) -> None:
    found = knowledge.search("batch", k=1, guides={"zh.md"}, threshold=0)

    assert {passage.source.guide for passage in found} <= {"zh.md"}
    assert titles(knowledge, "batch", guides={"no such guide"}) == []


def test_key_points_are_found_one_by_one_with_their_own_lines(knowledge: KnowledgeBase) -> None:
    found = knowledge.search("batch late streaming", roles={Role.KEY_POINT}, threshold=0)

    assert {str(passage.source) for passage in found} == {"guide.md:2", "guide.md:3"}


def test_key_points_are_not_among_what_is_found_by_default(knowledge: KnowledgeBase) -> None:
    found = titles(knowledge, "batch late streaming", threshold=0)

    assert len(found) == len(set(found))


def test_nothing_relevant_is_an_answer(knowledge: KnowledgeBase) -> None:
    assert knowledge.search("quantum chromodynamics") == []


def test_unknown_words_find_nothing_by_words(tmp_path: Path) -> None:
    knowledge = open_knowledge(library(guide(*POINTS[:4])), tmp_path, None)

    assert knowledge.search("zyzzyva", threshold=0) == []


@pytest.mark.parametrize("query", ["", "   ", "?!"])
def test_an_empty_query_finds_nothing(knowledge: KnowledgeBase, query: str) -> None:
    assert knowledge.search(query) == []


def test_a_query_of_nothing_but_little_words_finds_nothing_by_words(tmp_path: Path) -> None:
    knowledge = open_knowledge(library(guide(*POINTS[:4])), tmp_path, None)

    assert knowledge.search("what is the", threshold=0) == []


def test_k_beyond_the_corpus_gives_what_there_is(knowledge: KnowledgeBase) -> None:
    assert 1 <= len(knowledge.search("batch", k=1000, threshold=0)) <= len(POINTS)
    assert knowledge.search("batch", k=0) == []


def test_a_long_answer_is_found_once_by_its_best_part(tmp_path: Path) -> None:
    filler = "We talked about the weather for a while and then went on. " * 20
    long = talking_point("A long story", f"{filler}\nIn the end the cache saved us.")
    knowledge = open_knowledge(library(guide(long, *POINTS[:2])), tmp_path, HashEmbedder())

    found = knowledge.search("cache saved", k=5, threshold=0)

    assert [passage.talking_point_id for passage in found].count(long.id) == 1
    assert "cache saved us" in found[0].text


def test_the_same_query_again_is_not_embedded_again(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    knowledge = open_knowledge(library(guide(*POINTS[:4])), tmp_path, embedder)
    first = knowledge.search("nightly batch")
    before = len(embedder.embedded)

    again = knowledge.search("nightly batch")
    narrower = knowledge.search("nightly batch", k=1)

    assert again == first
    assert narrower == first[:1]
    assert len(embedder.embedded) == before


class SometimesGone(HashEmbedder):
    gone = False

    def embed_documents(self, texts: list[str]) -> np.ndarray:
        if self.gone:
            raise ModelUnavailable("gone")
        return super().embed_documents(texts)


def test_a_model_that_goes_away_leaves_words_and_is_asked_again_later(tmp_path: Path) -> None:
    embedder = SometimesGone()
    knowledge = open_knowledge(library(guide(*POINTS[:4])), tmp_path, embedder)

    embedder.gone = True
    without = knowledge.search("nightly batch")
    assert knowledge.similarity(["nightly"], ["batch"]) is None
    embedder.gone = False
    with_it = knowledge.search("nightly batch")

    assert [passage.talking_point_id for passage in without] == [POINTS[0].id]
    assert without[0].dense is None
    assert with_it[0].dense is not None


def test_similarity_takes_what_the_index_knows_and_embeds_the_rest(tmp_path: Path) -> None:
    open_knowledge(library(guide(*POINTS[:4])), tmp_path, HashEmbedder())
    embedder = HashEmbedder()
    knowledge = open_knowledge(library(guide(*POINTS[:4])), tmp_path, embedder)

    cosines = knowledge.similarity(["We moved to streaming", "a new text"], ["We moved to streaming"])

    assert cosines is not None
    assert cosines.shape == (2, 1)
    assert cosines[0, 0] == pytest.approx(1, abs=1e-5)
    assert cosines[1, 0] < 0.9
    assert embedder.embedded == ["a new text"]
    assert knowledge.similarity([], ["a new text"]).shape == (0, 1)  # type: ignore[union-attr]


def test_the_fused_score_is_the_weighted_sum_of_cosine_and_a_power_of_coverage() -> None:
    fusion = Fusion(dense_weight=0.75, coverage_power=2)

    scores = fuse(np.array([0.8, -0.5], dtype=np.float32), np.array([0.4, 1.0], dtype=np.float32), fusion)

    assert scores == pytest.approx([0.75 * 0.8 + 0.25 * 0.16, 0.25])


def test_without_cosines_coverage_is_the_score() -> None:
    coverage = np.array([0.4, 1.0], dtype=np.float32)

    assert fuse(None, coverage, Fusion()) is coverage


def test_bm25_agrees_with_its_formula() -> None:
    documents = [["cat", "sat"], ["dog", "cat", "cat"], ["fish"]]

    scores = build_bm25(documents).match([("cat",)]).scores

    # Lucene's variant, k1 = 1.5, b = 0.75: idf * tf / (tf + k1 * (1 - b + b * length / mean length)).
    idf = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = [idf * 1 / (1 + 1.5 * (0.25 + 0.75 * 2 / 2)), idf * 2 / (2 + 1.5 * (0.25 + 0.75 * 3 / 2)), 0]
    assert scores == pytest.approx(expected, rel=1e-5)


def test_coverage_is_the_share_of_the_terms_by_their_rarity() -> None:
    bm25 = build_bm25([["cat", "sat"], ["dog", "cat", "cat"], ["fish"]])

    coverage = bm25.match([("cat",), ("dog",), ("dog",)]).coverage

    cat, dog = np.log(1 + 1.5 / 2.5), np.log(1 + 2.5 / 1.5)
    assert coverage == pytest.approx([cat / (cat + dog), 1, 0], rel=1e-5)


def test_a_term_that_no_document_has_weighs_most() -> None:
    match = build_bm25([["cat"], ["dog"]]).match([("cat",), ("unheard",)])

    assert match.coverage[0] < 0.5


def test_a_term_is_matched_by_any_of_its_stems_once() -> None:
    match = build_bm25([["canaliz", "canalizacion"], ["fish"]]).match([("canalizacion", "canaliz")])

    assert match.coverage == pytest.approx([1, 0])


def test_no_terms_match_nothing() -> None:
    match = build_bm25([["cat"], []]).match([])

    assert match.scores.tolist() == match.coverage.tolist() == [0, 0]
    assert build_bm25([]).match([("cat",)]).scores.shape == (0,)
