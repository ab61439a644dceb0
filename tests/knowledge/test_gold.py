"""Five real guides hold what a careful reader found in them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from domain.guide import Guide
from knowledge.files.read import read_text
from knowledge.parse import understand

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json")) if SHARED.is_dir() else []
KINDS = {
    "qa_pairs": "question_answer",
    "star_stories": "star_story",
    "pitches": "pitch",
    "numbers": "fact",
    "red_flags": "red_flag",
    "weak_areas": "weak_area",
    "questions_to_ask": "question_to_ask",
    "checklist_items": "checklist_item",
    "coding_challenges": "coding_challenge",
    "system_design": "system_design",
    "code_review": "code_review",
}
SAMPLES = KINDS | {
    "qa_pairs_quoted": "question_answer",
    "star_questions": "question_answer",
    "requirement_points": "requirement",
    "requirement_rows": "requirement",
    "skill_points": "requirement",
    "rubric": "rubric_criterion",
    "schedule_rows": "schedule_item",
}
LINES_APART = 2

pytestmark = pytest.mark.skipif(not GOLD, reason="the real guides are not beside this project")


@cache
def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def guide(path: Path) -> Guide:
    return understand(read_text(SHARED / "guides" / gold(path)["file"]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_counts_are_those_of_a_careful_reader(path: Path, kind: str) -> None:
    counts = Counter(point.kind.value for point in guide(path).talking_points)

    assert counts[KINDS[kind]] == gold(path)[kind]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_sample_is_found_at_its_line(path: Path) -> None:
    missing = []
    for name, samples in gold(path)["samples"].items():
        lines = [p.source.first_line for p in guide(path).talking_points if p.kind.value == SAMPLES[name]]
        missing += [
            (name, sample["line"])
            for sample in samples
            if not any(abs(line - sample["line"]) <= LINES_APART for line in lines)
        ]

    assert missing == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_further_kinds_are_counted_as_well(path: Path) -> None:
    extra = gold(path)["extra_counts"]
    counts = Counter(point.kind.value for point in guide(path).talking_points)
    wanted = {
        "requirement": extra.get("requirement_points", 0)
        + extra.get("skill_points", 0)
        + extra.get("requirement_rows", 0),
        "schedule_item": extra.get("schedule_rows", 0) + extra.get("interview_stages", 0),
        "rubric_criterion": extra.get("rubric_criteria", 0),
    }

    assert {kind: counts[kind] for kind in wanted} == wanted
    assert [
        point.weight_percent for point in guide(path).talking_points if point.kind == "rubric_criterion"
    ] == extra.get("rubric_weights", [])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_lines_are_those_of_the_file_as_it_arrived(path: Path) -> None:
    arrived = (SHARED / "guides" / gold(path)["file"]).read_bytes().removesuffix(b"\n").count(b"\n") + 1

    assert guide(path).lines == arrived
    for point in guide(path).talking_points:
        for key_point in point.key_points:
            assert 1 <= key_point.source.first_line <= key_point.source.last_line <= arrived


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_marks_and_no_mojibake_reach_a_talking_point(path: Path) -> None:
    for point in guide(path).talking_points:
        for text in (point.title, point.say_instead, *(key_point.text for key_point in point.key_points)):
            assert not any(mark in text for mark in ("**", "```", "â€", "âœ", "ðŸ", "‚Ü", "üé")), text
            assert not text.endswith((":", "：")), text
