"""What docs/guides-how-to.md promises is what the parser does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from domain.guide import TalkingPoint
from knowledge.library import read_library

HOW_TO = Path(__file__).parents[2] / "docs" / "guides-how-to.md"


def understood(guide: str, folder: Path) -> tuple[TalkingPoint, ...]:
    file = folder / "guide.md"
    file.write_text(guide, encoding="utf-8")
    return read_library([file]).talking_points


def test_the_examples_become_what_their_sections_say(tmp_path: Path) -> None:
    examples = re.findall(r"```markdown\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    found = Counter(point.kind.value for point in understood("\n".join(examples), tmp_path))

    # The gap's quoted objection, having an answer, is a question as well.
    assert found == {
        "question_answer": 2,
        "star_story": 1,
        "pitch": 1,
        "fact": 1,
        "red_flag": 1,
        "weak_area": 1,
    }


def test_the_first_example_keeps_its_time_hints_and_hook(tmp_path: Path) -> None:
    example = re.findall(r"```markdown\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)[0]
    (point,) = understood(example, tmp_path)

    assert point.title == "Why did you choose Kafka?"
    assert point.spoken_seconds == (120, 120)
    assert point.what_they_want == "a decision with options, not a tour of tools."
    assert point.follow_up_hooks == ("What would a queue have cost?",)


@pytest.mark.parametrize(
    ("kind", "guide"),
    [
        ("question_to_ask", '## Questions for them\n1. "Who is paged?"\n   - Tells me who owns it\n'),
        ("checklist_item", "## The night before\n- [ ] Say the pitch aloud\n"),
        ("schedule_item", "## The hour\n| Time | What |\n|---|---|\n| 0-5 min | Welcome |\n"),
        ("rubric_criterion", "## How they score\n| Criterion | Weight |\n|---|---|\n| Depth | 40% |\n"),
        ("requirement", "## Fit\n| They ask for | Evidence |\n|---|---|\n| Streaming | 2 million events |\n"),
        (
            "system_design",
            "## System design\n\n### Scenario 1: Design a queue\n\nTwo regions and a partner that takes "
            "fifty calls a second; I would say the numbers first and then draw a log in each region.\n",
        ),
        (
            "coding_challenge",
            "## Coding\n\n### Challenge 1: Reverse a list\n\n```python\n"
            "def turn(items):\n    return items[::-1]\n```\n",
        ),
        (
            "code_review",
            "## Code review\n\n### Review exercise: what is wrong here?\n\n```python\n"
            "for row in rows:\n    commit()\n```\n- It commits before the work is done\n",
        ),
        ("question_answer", "## Short ones\n\nQ: Batch or streaming?\nA: Whatever the reader of it needs.\n"),
        ("question_answer", "## Short ones\n\n**Why Kafka?** Because we replay old events with new code.\n"),
        ("unanswered_question", "## Still to prepare\n\n- What salary do you expect?\n"),
    ],
)
def test_the_other_notations_become_their_kind(kind: str, guide: str, tmp_path: Path) -> None:
    assert [point.kind.value for point in understood(guide, tmp_path)] == [kind]
