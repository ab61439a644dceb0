"""Notations that were met in guides by people we do not know; the samples are our own."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from tests.support.guides import points, titles

INTRODUCTION = "# Notes\n\n## Motivation\n\nI like hospitals.\n\n"


def test_what_to_do_is_no_red_flag_beside_what_not_to_do() -> None:
    text = f"{INTRODUCTION}## Do's and Don'ts\n\n**Don't:**\n- Guess figures\n\n**Do:**\n- Pause first\n"

    assert titles(text, TalkingPointKind.RED_FLAG) == ["Guess figures"]


def test_a_better_wording_on_the_next_line_belongs_to_the_red_flag() -> None:
    text = (
        f"{INTRODUCTION}## Things to never say\n\n"
        'Don\'t say "I am a perfectionist."\nInstead say "I set a limit for polish."\n'
    )

    flag = points(text, TalkingPointKind.RED_FLAG)[0]
    assert flag.title == "I am a perfectionist."
    assert flag.say_instead == "I set a limit for polish."


def test_questions_below_the_name_of_their_group_are_questions_to_ask() -> None:
    text = f"{INTRODUCTION}## My questions for the panel\n\n- **On the team**\n  - How large is the team?\n"

    assert titles(text, TalkingPointKind.QUESTION_TO_ASK) == ["How large is the team?"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("# Red flags\n- Guess figures\n- Be late\n", TalkingPointKind.RED_FLAG, 2),
        ("# Questions to ask\n1. How large is the team?\n", TalkingPointKind.QUESTION_TO_ASK, 1),
        ("# Numbers to memorize\n- Uptime: 99.95%\n- Wards: 40\n", TalkingPointKind.FACT, 2),
    ],
)
def test_a_file_may_hold_a_single_list(text: str, kind: TalkingPointKind, found: int) -> None:
    assert len(titles(text, kind)) == found


def test_two_timed_pitches_under_one_heading_are_two() -> None:
    said = "I make software for people who work at night, and I have done so in two hospitals for six years."
    text = (
        f"{INTRODUCTION}## Elevator pitch (1 min)\n\n"
        f"**30-second version:** {said}\n\n**60-second version:** {said} {said}\n"
    )

    pitches = points(text, TalkingPointKind.PITCH)
    assert [(pitch.title, pitch.spoken_seconds) for pitch in pitches] == [
        ("30-second version", (30, 30)),
        ("60-second version", (60, 60)),
    ]


@pytest.mark.parametrize(
    ("heading", "name", "seconds"),
    [
        ("Pitch", "**The 60-second pitch:**", (60, 60)),
        ("Elevator pitch", "__Elevator pitch__:", None),
        ("Pitch", "My 45-second pitch:", (45, 45)),
        ("Selbstvorstellung", "**In 60 Sekunden:**", (60, 60)),
        ("Pitch", "**Pitch de 2 minutos**:\n", (120, 120)),
        ("Pitch (90 s)", "**The 60-second pitch:**", (90, 90)),
    ],
)
def test_the_name_of_a_pitch_before_its_words_is_none_of_them(
    heading: str, name: str, seconds: tuple[int, int] | None
) -> None:
    said = "I make software for people who work at night, and I have done so in two hospitals for six years."

    found = points(f"{INTRODUCTION}## {heading}\n\n{name} {said}\n\nI like it.\n", TalkingPointKind.PITCH)

    assert [(pitch.spoken_seconds, pitch.text) for pitch in found] == [(seconds, f"{said}\n\nI like it.")]


def test_a_sentence_with_a_colon_at_the_head_of_a_pitch_is_said() -> None:
    said = (
        "I do one thing: software for people who work at night, in two hospitals, and for six years by now."
    )

    (found,) = points(f"{INTRODUCTION}## Pitch\n\n{said}\n", TalkingPointKind.PITCH)

    assert found.text == said


def test_a_timed_pitch_among_weak_spots_is_a_pitch() -> None:
    text = (
        f"{INTRODUCTION}## Weak spots\n\n### Pitch for the gap (30 seconds)\n\n"
        '"I left for a year to look after my father, finished a course in the evenings, and came back."\n\n'
        "### No degree\n\nI learned at work and passed two certificates.\n"
    )

    assert titles(text, TalkingPointKind.PITCH) == ["Pitch for the gap"]
    assert titles(text, TalkingPointKind.WEAK_AREA) == ["No degree"]


def test_bold_lines_and_bullets_of_a_list_of_metrics_are_all_kept() -> None:
    text = (
        f"{INTRODUCTION}## Key metrics\n\n**Beds:** 120 a day\n- Errors: 12 → 2 a month\n"
        "**Saved:** about 9 hours a week\n"
    )

    found = [(fact.title, fact.text) for fact in points(text, TalkingPointKind.FACT)]
    assert found == [
        ("Beds", "120 a day"),
        ("Errors", "12 → 2 a month"),
        ("Saved", "about 9 hours a week"),
    ]


def test_a_coding_task_needs_no_code_to_be_one() -> None:
    text = (
        f"{INTRODUCTION}## Coding challenges\n\n### Merge two sorted lists\n\n"
        "Two fingers, always take the smaller one. Say that before writing anything, and mention that the\n"
        "built-in sort does this well.\n"
    )

    assert titles(text, TalkingPointKind.CODING_CHALLENGE) == ["Merge two sorted lists"]


def key_points_of(answer: str) -> list[str]:
    (found,) = points(
        f"{INTRODUCTION}## Questions\n\n### Q1: How do you do it?\n\n{answer}\n",
        TalkingPointKind.QUESTION_ANSWER,
    )
    return [key_point.text for key_point in found.key_points]


def test_a_wrapped_line_that_ends_with_a_colon_only_introduces_its_list() -> None:
    answer = (
        "- I look at three things that the team has often told me about when it happened\nbefore:\n"
        "- the heap over a whole day\n- the number of open files\n"
    )

    assert key_points_of(answer) == ["the heap over a whole day", "the number of open files"]


def test_a_line_that_introduces_code_is_a_key_point() -> None:
    answer = (
        "1. Take the lock in one place:\n   ```python\n   with lock:\n       work()\n   ```\n"
        "2. Never call out while holding it:\n   ```python\n   callback()\n   ```\n"
    )

    assert key_points_of(answer) == ["Take the lock in one place.", "Never call out while holding it."]


def test_an_announcement_goes_with_what_it_announces() -> None:
    answer = "First, the same code. We copied it in one night. Then, the data. It took four more nights."

    assert key_points_of(answer) == [
        "First, the same code. We copied it in one night.",
        "Then, the data. It took four more nights.",
    ]


def test_the_parts_of_a_story_lose_the_quotes_around_them_wherever_they_are_cited() -> None:
    text = (
        f"{INTRODUCTION}## Questions\n\n### Q1: Tell me about a fight\n\n"
        '**Situation:** "The lead said "we ship" and the tests were red."\n'
        '**Task:** "I had to stop it."\n**Action:** "I asked for a day."\n'
        '**Result:** "We shipped on Monday."\n'
    )

    story, question = points(text, TalkingPointKind.STAR_STORY, TalkingPointKind.QUESTION_ANSWER)
    assert [key_point.text for key_point in story.key_points] == [
        'The lead said "we ship" and the tests were red.',
        "I had to stop it.",
        "I asked for a day.",
        "We shipped on Monday.",
    ]
    assert question.key_points[-1].text == "We shipped on Monday."


def test_a_sentence_of_a_told_story_cites_both_lines_it_runs_over() -> None:
    text = (
        "# Stories\n\n## The vendor\n\n"
        "Our vendor told us on a Monday in March that they would close at the end\n"
        "of the quarter. I was asked to find another one and to move everybody over\n"
        "without a day of downtime. I wrote down what we used and sent the list to four vendors. I built an\n"
        "adapter so that both could run side by side, and moved one country each week. In the end we were\n"
        "done nine days early and nothing was lost.\n"
    )

    (story,) = points(text, TalkingPointKind.STAR_STORY)
    assert [(held.source.first_line, held.source.last_line) for held in story.key_points] == [
        (5, 6),
        (6, 7),
        (7, 7),
        (7, 8),
        (8, 9),
    ]


def test_code_is_no_flash_card() -> None:
    text = (
        f"{INTRODUCTION}## Coding challenges\n\n### Add two numbers\n\nWrite it in Haskell.\n\n"
        "```haskell\nadd :: Int -> Int -> Int\nadd a b = a + b\nmain :: IO ()\n```\n"
    )

    (task,) = points(text)
    assert task.kind is TalkingPointKind.CODING_CHALLENGE
    assert "add :: Int -> Int -> Int" in task.text


def test_long_items_of_a_list_do_not_tell_that_sentences_are_not_wrapped() -> None:
    long = "- " + "One writer for each shipment, and the region that holds the truck owns it, " * 3
    guide = f"""\
### The pitch

I drive night trains, and for six years I have taught the people who tell others where
a train is. When I began, eight drivers shared one list, and nobody
knew who had it.

### How do you plan?

{long}
{long}
"""
    pitch = points(guide)[0]

    assert [point.text for point in pitch.key_points] == [
        "I drive night trains, and for six years I have taught the people who tell others where a train is.",
        "When I began, eight drivers shared one list, and nobody knew who had it.",
    ]
