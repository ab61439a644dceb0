"""The measures that retrieval is judged by."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evals.retrieval.measure import average, by_type, cuts, held_out, per_query
from evals.retrieval.queries import Judged, Place, Query, QueryType, judge, titles_of
from evals.retrieval.rankers import Sides, min_max, reciprocal_ranks, router
from tests.support.knowledge import guide, talking_point

IDS = ["a", "b", "c", "d"]


def sides(meaning: list[float], words: list[float]) -> Sides:
    cosine, bm25 = np.array(meaning), np.array(words)
    return Sides(cosine, cosine, cosine, bm25, np.clip(bm25, 0, 1))


def asking(key: str, *relevant: str, kind: QueryType = QueryType.TITLE) -> Judged:
    return Judged(id=key, type=kind, query="", relevant=frozenset(relevant))


def test_a_query_is_judged_by_the_talking_point_nearest_to_its_line() -> None:
    points = [
        talking_point("first", line=10),
        talking_point("second", line=13),
        talking_point("third", line=30),
    ]
    places = (Place(guide="guide.md", line=12), Place(guide="guide.md", line=31))
    queries = [
        Query(id="q1", type=QueryType.OWN_WORDS, query="?", relevant=places),
        Query(id="q2", type=QueryType.TITLE, query="?", relevant=(Place(guide="guide.md", line=20),)),
        Query(id="q3", type=QueryType.NO_ANSWER, query="?"),
    ]

    judged, lost = judge(queries, points)

    assert [(query.id, query.relevant) for query in judged] == [
        ("q1", frozenset({"second", "third"})),
        ("q3", frozenset()),
    ]
    assert lost == ["q2"]


def test_titles_ask_for_all_that_bear_them() -> None:
    same = talking_point("Why us?", line=9).model_copy(update={"id": "again"})

    (query,) = titles_of([guide(talking_point("Why us?"), same)])

    assert query.relevant == {"Why us?", "again"}


def test_measures_are_those_of_the_ranks() -> None:
    queries = [asking("q", "b")]

    (figures,) = per_query(
        queries, {"q": sides([0.9, 0.8, 0, 0], [0, 0, 0, 0])}, IDS, lambda s: s.both
    ).values()

    assert figures.mrr == 0.5
    assert figures.recall == 1
    assert figures.ndcg == pytest.approx(1 / math.log2(3))


def test_unanswerable_queries_have_no_rank() -> None:
    assert per_query([], {}, IDS, lambda s: s.both) == {}
    queries = [asking("q", "a"), asking("none", kind=QueryType.NO_ANSWER)]
    given = {"q": sides([1, 0, 0, 0], [0, 0, 0, 0]), "none": sides([1, 0, 0, 0], [0, 0, 0, 0])}

    assert set(per_query(queries, given, IDS, lambda s: s.both)) == {"q"}


def test_a_type_counts_as_much_as_another_however_many_queries_it_has() -> None:
    queries = [asking(f"t{i}", "a") for i in range(3)] + [asking("e", "b", kind=QueryType.EXACT_TERM)]
    given = {query.id: sides([1, 0, 0, 0], [0, 0, 0, 0]) for query in queries}

    found = by_type(queries, per_query(queries, given, IDS, lambda s: s.both))

    assert found[QueryType.TITLE].queries == 3
    assert average(list(found.values())).mrr == pytest.approx((1 + 0.5) / 2)


def test_a_held_out_query_has_no_say_in_what_ranks_it() -> None:
    # Every query but one is found by meaning; the odd one would choose words, and must not get its way.
    queries = [asking(f"q{number}", "a") for number in range(10)]
    given = {query.id: sides([1, 0, 0, 0], [0, 1, 0, 0]) for query in queries}
    given["q3"] = sides([0, 1, 0, 0], [1, 0, 0, 0])
    figures = {
        "meaning": per_query(queries, given, IDS, lambda s: s.both),
        "words": per_query(queries, given, IDS, lambda s: s.bm25),
    }

    chosen = held_out(queries, figures)

    assert {name for name, _ in chosen.values()} == {"meaning"}
    assert chosen["q3"][1].mrr == 0.5


def test_a_threshold_silences_and_keeps() -> None:
    queries = [asking("hit", "a"), asking("weak", "a"), asking("missed", "d"), asking("none")]
    given = {
        "hit": sides([0.9, 0, 0, 0], [0] * 4),
        "weak": sides([0.3, 0.1, 0, 0], [0] * 4),
        "missed": sides([0.9, 0.8, 0.7, 0], [0] * 4),
        "none": sides([0.2, 0, 0, 0], [0] * 4),
    }
    # Six more candidates, so that the last of four is not among the best five.
    ids = [*IDS, "e", "f", "g"]
    padded = {
        key: Sides(*(np.append(one, [0.01] * 3) for one in (s.title, s.body, s.both, s.bm25, s.coverage)))
        for key, s in given.items()
    }

    low, high = cuts(queries, padded, ids, lambda s: s.both, [0.25, 0.5])

    assert (low.silent, low.kept) == (1, 1)
    assert (high.silent, high.kept) == (1, 0.5)


def test_rank_fusion_adds_reciprocal_ranks() -> None:
    scores = reciprocal_ranks(k=60)(sides([0.9, 0.8, 0.1, 0.2], [0, 5, 0, 0]))

    assert scores[0] == pytest.approx(0.5 / 61)
    assert scores[1] == pytest.approx(0.5 / 62 + 0.5 / 61)


def test_min_max_stretches_both_sides() -> None:
    scores = min_max(0.7)(sides([0.9, 0.5, 0.1, 0.1], [0, 4, 2, 0]))

    assert scores == pytest.approx([0.7, 0.7 * 0.5 + 0.3, 0.3 * 0.5, 0])


def test_the_router_takes_words_where_they_are_all_there() -> None:
    assert router(0.8)(sides([0.9, 0, 0, 0], [0, 0.9, 0, 0])).argmax() == 1
    assert router(0.8)(sides([0.9, 0, 0, 0], [0, 0.5, 0, 0])).argmax() == 0
