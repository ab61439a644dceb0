"""The retrieval queries over the sample guides are well formed and point at lines that say something."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FEWEST = {"own_words": 50, "title": 30, "exact_term": 30, "no_answer": 20}


@cache
def queries() -> list[dict[str, Any]]:
    text = (ROOT / "evals" / "retrieval" / "queries.yaml").read_text(encoding="utf-8")
    loaded: list[dict[str, Any]] = yaml.safe_load(text)
    return loaded


@cache
def lines_of(guide: str) -> list[str]:
    return (ROOT / "knowledge" / "guides" / guide).read_text(encoding="utf-8").split("\n")


@cache
def first_lines(guide: str) -> frozenset[int]:
    text = (ROOT / "tests" / "knowledge" / "sample_counts.yaml").read_text(encoding="utf-8")
    kinds = yaml.safe_load(text)[guide]["expected"]
    return frozenset(item["line"] for items in kinds.values() for item in items)


def test_ids_are_unique() -> None:
    times = Counter(query["id"] for query in queries())
    assert [one for one, count in times.items() if count > 1] == []


def test_no_query_is_asked_twice() -> None:
    times = Counter(query["query"].casefold() for query in queries())
    assert [one for one, count in times.items() if count > 1] == []


def test_there_are_enough_queries_of_each_type() -> None:
    found = Counter(query["type"] for query in queries())
    assert set(found) == set(FEWEST)
    assert {kind: found[kind] for kind, least in FEWEST.items() if found[kind] < least} == {}


def test_only_unanswerable_queries_have_no_relevant_line() -> None:
    odd = [query["id"] for query in queries() if (query["type"] == "no_answer") == bool(query["relevant"])]
    assert odd == []


def test_every_relevant_line_opens_a_talking_point() -> None:
    off = [
        (query["id"], place)
        for query in queries()
        for place in query["relevant"]
        if place["line"] not in first_lines(place["guide"])
    ]
    assert off == []


def test_a_title_query_takes_its_words_from_the_line_it_points_at() -> None:
    strangers: list[str] = []
    for query in queries():
        if query["type"] != "title":
            continue
        titles = " ".join(lines_of(place["guide"])[place["line"] - 1] for place in query["relevant"])
        words = set(query["query"].casefold().split())
        if any(word not in titles.casefold() for word in words):
            strangers.append(query["id"])
    assert strangers == []
