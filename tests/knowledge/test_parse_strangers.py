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
