"""STAR stories, in every form but the empty one."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from tests.support.guides import points, titles

STORY = TalkingPointKind.STAR_STORY
PARTS = {
    "situation": "The nightly import was slow and nobody owned it.",
    "task": "I had to bring it under an hour.",
    "action": "I profiled it and removed two joins.",
    "result": "It ran in 35 minutes.",
}
FORMS = {
    "bold labels": "### A slow import\n**Situation:** {s}\n**Task:** {t}\n**Action:** {a}\n**Result:** {r}",
    "one paragraph": "### A slow import\n**Situation:** {s} **Task:** {t} **Action:** {a} **Result:** {r}",
    "list": "### A slow import\n- **Situation**: {s}\n- **Task**: {t}\n- **Action**: {a}\n- **Result**: {r}",
    "double markers": "### A slow import\n*   - **Situation:** {s}\n*   - **Task:** {t}\n*   - **Action:** "
    "{a}\n*   - **Result:** {r}",
    "letters": "### A slow import\n**S:** {s}\n**T:** {t}\n**A:** {a}\n**R:** {r}",
    "brackets": "### A slow import\n> **【S — Situation】** {s}\n> **【T — Task】** {t}\n"
    "> **【A — Action】** {a}\n> **【R — Result】** {r}",
    "headings": "### A slow import\n#### Situation\n{s}\n#### Task\n{t}\n#### Action\n{a}\n#### Result\n{r}",
    "quote": "### A slow import\n> **Situation:** {s}\n>\n> **Task:** {t}\n>\n> **Action:** {a}\n>\n> "
    "**Result:** {r}",
    "capitals": "### A slow import\nSITUATION:\n{s}\nTASK:\n{t}\nACTION:\n{a}\nRESULT:\n{r}",
    "plain": "### Story 1: A slow import\nSituation: {s}\nTask: {t}\nAction: {a}\nResult: {r}",
    "spanish": "### A slow import\n**Situación:** {s}\n**Tarea:** {t}\n**Acción:** {a}\n**Resultado:** {r}",
    "chinese": "### A slow import\n【情境】{s}\n【任务】{t}\n【行动】{a}\n【结果】{r}",
    "german": "### A slow import\n**Situation:** {s}\n**Aufgabe:** {t}\n**Aktion:** {a}\n**Ergebnis:** {r}",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_story_is_read_in_any_form(form: str) -> None:
    text = FORMS[form].format(s=PARTS["situation"], t=PARTS["task"], a=PARTS["action"], r=PARTS["result"])

    (story,) = points(f"## STAR stories\n\n{text}\n", STORY)

    assert story.title == "A slow import"
    assert story.star is not None
    assert story.star.model_dump() == PARTS
    assert story.key_points[-1].text == "It ran in 35 minutes."


def test_a_heading_may_be_the_situation() -> None:
    (story,) = points(
        """
        ## Examples

        ### Situation: The depot lost a day of scans
        **Task:** Find them again before the morning shift
        **Action:** Replayed the log, compared counts by hand
        **Result:** All but four scans were back by six
        """,
        STORY,
    )

    assert story.title == "The depot lost a day of scans"
    assert story.source.first_line == 3


def test_stories_follow_each_other_without_headings() -> None:
    one = (
        "**Situation:** {0} was slow for everybody.\n**Task:** Make {0} quick "
        "again.\n**Action:** I rewrote {0}.\n**Result:** {0} takes 2 s.\n"
    )

    assert len(points("## Stories\n\n" + one.format("Search") + "\n" + one.format("Import"), STORY)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "## STAR\n- **Situation**: Describe the context\n- **Task**: What was your goal?\n- "
        "**Action**: Explain what you did\n- **Result**: Share the outcome",
        "## Story 1\n**Situation:**\n**Task:**\n**Action:**\n**Result:**",
        "## Story 1\n**Situation:** [your text]\n**Task:** ...\n**Action:** ____\n**Result:** TBD",
    ],
)
def test_a_skeleton_or_an_explanation_is_no_story(text: str) -> None:
    assert points(text, STORY) == []


def test_a_story_may_be_told_in_prose() -> None:
    (story,) = points(
        """
        ## Stories

        ### Deleting my own framework

        In my second year I had written a framework for ingestion, and I was proud of it. Five sources
        later it had a template language of its own, and new colleagues needed two weeks to add a source.
        My task was to decide whether to fix or bury it. I timed three colleagues adding a source by hand.
        So I wrote the migration and deleted 6,400 lines. As a result the time to add a source fell from
        two weeks to two days.
        """,
        STORY,
    )

    assert story.title == "Deleting my own framework"
    assert story.star is not None
    assert story.star.task == "My task was to decide whether to fix or bury it."
    assert story.star.result.startswith("As a result")


def test_prose_without_a_result_is_no_story() -> None:
    text = (
        "## Stories\n\n### A wish\n\n"
        + "I like to think about large systems and how they might be built. " * 8
    )

    assert points(text, STORY) == []


def test_questions_under_a_heading_of_stories_are_no_stories() -> None:
    text = (
        '## 5 core stories\n\n### Story 1: Design\n**Question**: "Describe your '
        'design"\n**Answer**: "A log, then consumers that upsert."\n'
    )

    assert titles(text, STORY) == []
    assert titles(text, TalkingPointKind.QUESTION_ANSWER) == ["Describe your design"]


@pytest.mark.parametrize("title", ["Story: the wrong dialect", "**Story:** the wrong dialect"])
def test_the_title_of_the_next_story_is_no_part_of_the_one_before(title: str) -> None:
    text = f"""# Stories

Story: the hearing

Situation: In the spring of 2022 I interpreted a hearing that was set for two hours.
Action: I asked the judge for a break and told him why.
Result: The hearing took two days.

{title}

Situation: A police station called me at night for a speaker of Kurdish.
Action: I stopped the interview and said so for the record.
Result: The officer was annoyed.
"""
    stories = points(text, TalkingPointKind.STAR_STORY)

    assert [story.title for story in stories] == ["the hearing", "the wrong dialect"]
    assert stories[0].star is not None and stories[0].star.result == "The hearing took two days."
