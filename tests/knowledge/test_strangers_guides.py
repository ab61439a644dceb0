"""Guides in the ways that other people write: counted by reading before they were ever parsed."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from domain.guide import Guide
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.guides import titles

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
    "plain_paragraphs.txt": "qa 8, story 1, open 2, ask 3, flag 3, check 3",
    "numbered_indented.txt": "qa 9, open 1, fact 4, ask 2",
    "numbered_star_tabs.md": "qa 3, story 3",
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
    "star_template.md": "story 2, open 3",
    "twocol.md": "qa 4, ask 2, flag 2",
    "quiz.txt": "qa 5, ask 2, fact 2",
    "coach_dialog.md": "qa 3, weak 2",
    "headings_only.md": "qa 6, open 1",
    "german_mixed.txt": "qa 3, ask 2, check 2",
    "faq_dl.html": "qa 3, flag 2",
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


KEY_POINTS = {
    ("transcript.txt", "What went wrong?"): [
        (17, 18, "The postcode factor. It stood for income, and the regulator asked about it."),
        (18, 18, "I took it out and we lost 0.4 points of lift."),
        (18, 19, "I should have looked for that before, not after."),
    ],
    ("cards.md", "Which port does HTTPS use?"): [(6, 6, "443")],
    ("notion.md", "How do you prioritise?"): [
        (24, 24, "I start from the problem that costs customers the most and can be tested in two weeks."),
        (24, 25, "Then I write down what we will not do."),
        (25, 25, "RICE is my second step, to make the argument visible."),
    ],
    ("tables.md", "Tell me about a failure"): [
        (19, 19, "I shipped a form that lost input on iOS"),
        (19, 19, "I rolled back in 20 minutes and wrote a test for it"),
        (19, 19, "No repeat in two years"),
    ],
    ("no_headings.txt", "how do you prepare a demo?"): [
        (6, 6, "I ask for three rows of their data and one question they cannot answer today."),
        (6, 7, "then I build the demo around that question, 15 minutes at most."),
        (7, 7, "last year 31 of 44 demos led to a second meeting."),
    ],
    ("headings.org", "What does VACUUM do?"): [
        (6, 6, "It marks the space of dead rows as free."),
        (6, 7, "Without it tables grow and the transaction counter runs out."),
    ],
}


@pytest.mark.parametrize(("name", "title"), KEY_POINTS)
def test_key_points_are_the_strangers_own_sentences_at_their_lines(name: str, title: str) -> None:
    asked = next(point for point in guide(name).talking_points if point.title == title)

    found = [(held.source.first_line, held.source.last_line, held.text) for held in asked.key_points]
    assert found == KEY_POINTS[name, title]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("email.txt", (5, 7, 8, 9, 10, 13, 14, 15, 22, 24)),
        ("stories_prose.md", (3, 31)),
        ("outline_tabs.txt", (4, 5, 6)),
        ("system_design.md", (5, 6)),
    ],
)
def test_what_is_not_understood_is_listed_and_nothing_is_made_of_it(
    name: str, lines: tuple[int, ...]
) -> None:
    assert guide(name).unparsed == lines


def test_a_bullet_that_may_be_for_either_side_is_no_question_to_the_candidate() -> None:
    text = (
        "Why law? I like to read.\n\nWhy us? You answer letters.\n\nWhy now? My exam was in May.\n\n"
        "Curious\n\n- Who signs?\n"
    )

    assert "Who signs?" not in titles(text)
