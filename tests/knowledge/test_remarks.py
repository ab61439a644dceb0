"""What stands where an answer is wanted and is no part of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.guide import TalkingPointKind
from knowledge.lines.remarks import as_said, is_remark, without_directions
from knowledge.parse.draft import is_a_note
from tests.support.guides import points

HERE = Path(__file__).parent


def lines_of(name: str) -> list[tuple[str, bool]]:
    """The lines of a list, and whether a mark says that they are no answer."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(line[2:], line[0] == "!") for line in lines if line[:2] in {"! ", "= "}]


@pytest.mark.parametrize(("line", "remark"), lines_of("remarks.txt"))
def test_a_remark_on_an_answer_is_told_from_what_is_said(line: str, remark: bool) -> None:
    assert is_remark(line) is remark


@pytest.mark.parametrize(("line", "note"), lines_of("none_yet.txt"))
def test_a_note_that_there_is_no_answer_yet_is_none(line: str, note: bool) -> None:
    assert is_a_note(line) is note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("say that I'm halfway through the book", "I'm halfway through the book"),
        ("decir que llevo dos años", "llevo dos años"),
        ("dire que j'ai suivi la formation", "j'ai suivi la formation"),
        ("Say it to their face", "Say it to their face"),
    ],
)
def test_what_is_to_be_said_loses_the_order_to_say_it(written: str, said: str) -> None:
    assert as_said(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Currently on 27,400, but only say that if they ask directly.", "Currently on 27,400"),
        ("I had this with the wrong rate, see story 2", "I had this with the wrong rate"),
        ("64.500, aber nur sagen, wenn sie fragen", "64.500"),
        ("I only say no if they ask twice", "I only say no if they ask twice"),
    ],
)
def test_when_to_say_it_is_not_said(written: str, said: str) -> None:
    assert without_directions(written) == said


def test_the_key_points_of_a_story_below_a_question_have_no_labels() -> None:
    guide = (
        "# Fragen\n\n### Was war Ihr schwierigstes Gespräch?\n\n"
        "Situation: Ein Junge sprach mit drei Jahren noch nicht, die Eltern fanden alles gut\n"
        "Aufgabe: ich sollte eine Abklärung anregen, ohne dass sie kündigen\n"
        "Was ich tat: drei Beobachtungen ohne Wertung vorgelesen. "
        "Danach habe ich gefragt, was sie zu Hause sehen\n"
        "Ergebnis: nach fünf Monaten hatte er einen Platz in der Förderung\n"
    )
    (question,) = points(guide, TalkingPointKind.QUESTION_ANSWER)

    assert [point.text for point in question.key_points] == [
        "Ein Junge sprach mit drei Jahren noch nicht, die Eltern fanden alles gut",
        "ich sollte eine Abklärung anregen, ohne dass sie kündigen",
        "drei Beobachtungen ohne Wertung vorgelesen.",
        "Danach habe ich gefragt, was sie zu Hause sehen",
        "nach fünf Monaten hatte er einen Platz in der Förderung",
    ]


def test_an_answer_in_one_bullet_is_told_in_its_sentences() -> None:
    guide = (
        "# Questions\n\n- How do you plan a tour?\n"
        "    - First the fixed times, then the road. I never fill the last hour.\n"
    )
    (question,) = points(guide, TalkingPointKind.QUESTION_ANSWER)

    assert [point.text for point in question.key_points] == [
        "First the fixed times, then the road.",
        "I never fill the last hour.",
    ]
