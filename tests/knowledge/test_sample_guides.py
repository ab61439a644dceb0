"""The sample guides hold what a careful reader finds in them, and the parser finds the same."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.guide import KINDS_IN_GUIDES, TalkingPoint

HERE = Path(__file__).parent
GUIDES = HERE.parents[1] / "knowledge" / "guides"
SAMPLES = ("platform.md", "retrieval.md")
KINDS = tuple(kind.value for kind in KINDS_IN_GUIDES)

# Fewest of each kind over both guides, so that a long interview does not run dry.
ENOUGH = {
    "question_answer": 25,
    "star_story": 8,
    "pitch": 4,
    "fact": 25,
    "red_flag": 12,
    "weak_area": 10,
    "question_to_ask": 14,
    "system_design": 2,
    "coding_challenge": 2,
    "code_review": 1,
}


@cache
def expected() -> dict[str, Any]:
    counts: dict[str, Any] = yaml.safe_load((HERE / "sample_counts.yaml").read_text(encoding="utf-8"))
    return counts


def lines_of(guide: str) -> list[str]:
    return (GUIDES / guide).read_text(encoding="utf-8").split("\n")


@cache
def parsed(guide: str) -> tuple[TalkingPoint, ...]:
    from knowledge.library import read_library

    library = read_library([GUIDES / guide])
    return library.guides[0].talking_points


@pytest.mark.parametrize("guide", SAMPLES)
def test_every_expected_item_stands_on_its_line(guide: str) -> None:
    lines = lines_of(guide)
    for reading in expected()[guide].values():
        for kind, items in reading.items():
            for item in items:
                assert lines[item["line"] - 1].startswith(item["opens"]), (kind, item)


@pytest.mark.parametrize("guide", SAMPLES)
def test_every_kind_has_an_expected_list(guide: str) -> None:
    assert set(expected()[guide]["expected"]) == set(KINDS)


def test_the_two_guides_last_a_whole_interview() -> None:
    found = Counter(
        {kind: sum(len(expected()[guide]["expected"][kind]) for guide in SAMPLES) for kind in ENOUGH}
    )
    assert {kind: found[kind] for kind, least in ENOUGH.items() if found[kind] < least} == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("guide", SAMPLES)
def test_the_parser_finds_what_a_careful_reader_finds(guide: str, kind: str) -> None:
    reading = expected()[guide]
    right = {item["line"] for item in reading["expected"][kind]}
    arguable = {item["line"] for item in reading["also_right"].get(kind, [])}
    got = Counter(point.source.first_line for point in parsed(guide) if point.kind == kind)

    twice = sorted(line for line, times in got.items() if times > 1)
    missed = sorted(right - set(got))
    invented = sorted(set(got) - right - arguable)
    assert {"missed": missed, "invented": invented, "twice": twice} == {
        "missed": [],
        "invented": [],
        "twice": [],
    }


def test_the_planted_contradictions_stand_where_they_are_said_to() -> None:
    contradictions = yaml.safe_load((HERE / "sample_contradictions.yaml").read_text(encoding="utf-8"))

    assert len(contradictions) == 3
    for contradiction in contradictions:
        for place in (*contradiction["one_side"], *contradiction["other_side"]):
            assert place["says"] in lines_of(place["guide"])[place["line"] - 1], place
