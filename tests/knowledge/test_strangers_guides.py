"""Guides in the ways that other people write: counted by reading before they were ever parsed."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from domain.guide import Guide
from knowledge.parse import understand
from knowledge.read import read_text

GUIDES = Path(__file__).with_name("strangers")
SHORT = {
    "qa": "question_answer",
    "open": "unanswered_question",
    "story": "star_story",
    "flag": "red_flag",
    "weak": "weak_area",
    "ask": "question_to_ask",
    "check": "checklist_item",
    "coding": "coding_challenge",
    "design": "system_design",
    "rubric": "rubric_criterion",
    "schedule": "schedule_item",
}
FOUND_BY_READING = {
    "plain_paragraphs.txt": "qa 8, open 2, ask 3, flag 3, check 3",
    "numbered_indented.txt": "qa 9, open 1, fact 4, ask 2",
    "tables.md": "qa 7, open 1, story 2, requirement 3, flag 2, fact 4, schedule 3, ask 2",
    "toggles.md": "qa 6, open 1, story 1, ask 3, flag 2",
    "notion.md": "qa 4, open 1, story 1, fact 4, flag 2, ask 2, check 7, pitch 1",
    "obsidian.md": "qa 5, open 1, story 1, flag 2, ask 3, fact 3, check 2",
    "one_fence.md": "qa 4, open 1, story 1, ask 3, flag 2, fact 3",
    "transcript.txt": "qa 5, ask 1",
    "cards.md": "qa 9, open 1",
    "anki.tsv": "qa 8, open 1",
    "headings.rst": "qa 3, open 1, story 1, fact 3, ask 2",
    "headings.org": "qa 3, open 1, story 1, ask 2, check 3, flag 1",
    "setext.md": "pitch 2, qa 3, weak 2, fact 4, ask 2",
    "spanish.md": "qa 3, open 1, story 1, weak 2, flag 2, ask 3, fact 3, pitch 1, check 2",
    "portuguese.txt": "qa 5, open 1, ask 2, flag 2, fact 3",
    "german.md": "qa 4, open 1, story 1, weak 1, fact 3, ask 2, flag 2, check 3",
    "french.md": "qa 3, open 1, story 1, flag 2, fact 3, ask 2",
    "chinese.md": "pitch 1, qa 3, open 1, story 1, ask 2, flag 2, fact 3",
    "dutch.md": "qa 3, open 1, story 1, ask 2, weak 2, flag 1, fact 3, check 2",
    "requirements.md": "qa 4, requirement 8, schedule 4, rubric 3",
    "system_design.md": "design 3, qa 2",
    "stories_prose.md": "story 3",
    "numbers.md": "fact 17, qa 2",
    "code_hash.md": "coding 3, qa 3",
    "long_lines.md": "qa 4, story 1, ask 3",
    "no_headings.txt": "qa 5, open 1, fact 4, ask 2, flag 2",
    "chatgpt_answer.md": "qa 3, story 1, open 1, ask 3, check 3, flag 3",
    "bullets_only.txt": "qa 6, open 1",
    "interviewer_notes.md": "qa 3, open 1, story 2, ask 3",
    "job_table_wide.md": "qa 4, open 1, weak 2, flag 2, check 2",
    "mixed_markers.md": "qa 6, story 1, fact 3",
    "answers_below.md": "qa 5, strength 2, weak 2",
    "italian.md": "qa 3, open 1, ask 2, flag 1, fact 2",
    "outline_tabs.txt": "qa 3, ask 2, flag 2, fact 3",
    "wiki.md": "qa 7, ask 2",
    "email.txt": "qa 3, open 1",
    "latex_style.md": "qa 4, open 1",
    "french_cards.txt": "qa 3, open 1, ask 2",
}


@cache
def guide(name: str) -> Guide:
    return understand(read_text(GUIDES / name))


def counted(text: str) -> dict[str, int]:
    pairs = (entry.split() for entry in text.split(", "))
    return {SHORT.get(name, name): int(number) for name, number in pairs}


@pytest.mark.parametrize("name", FOUND_BY_READING)
def test_a_strangers_guide_holds_what_a_reader_finds(name: str) -> None:
    found = Counter(point.kind.value for point in guide(name).talking_points)

    assert dict(found) == counted(FOUND_BY_READING[name])


def test_every_guide_of_the_folder_is_counted() -> None:
    assert {path.name for path in GUIDES.iterdir()} == set(FOUND_BY_READING)
