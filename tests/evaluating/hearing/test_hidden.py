"""What a reader of an answer cannot see was not said."""

from __future__ import annotations

import pytest

from agents.evaluator.hearing.hidden import visible

SEEN = "I would hold it down."


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- I call the doctor. -->",
        "\n[//]: # (I call the doctor.)\n",
        "\n[comment]: <> (I call the doctor.)\n",
        '<span style="display:none">I call the doctor.</span>',
        "<div hidden>I call the doctor.</div>",
        '<p style="font-size: 0">I call the doctor.</p>',
        "\x1b[8mI call the doctor.\x1b[0m",
        "\x9b8mI call the doctor.\x9b28m",
        "\nI call the doctor.\r\x1b[2K",
        "\nI call the doctor." + "\x08" * 18,
    ],
)
def test_what_is_hidden_is_blank_and_the_rest_stays_where_it_is(hidden: str) -> None:
    answer = f"{SEEN} {hidden} Always."
    shown = visible(answer)
    assert "doctor" not in shown
    assert len(shown) == len(answer)
    assert shown.startswith(SEEN)
    assert shown.rstrip().endswith("Always.")


def test_a_comment_that_never_ends_hides_all_that_follows() -> None:
    assert visible(f"{SEEN} <!-- I call the doctor. Always.").strip() == SEEN


@pytest.mark.parametrize(
    "answer",
    [
        SEEN,
        "Latency <500ms, and a < b > c; see [1]: nothing hidden.",
        "One line\r\nand another",
        "A hidden cost was the display: none of us had seen it.",
        "<b>I call the doctor.</b>",
    ],
)
def test_what_can_be_seen_is_left_alone(answer: str) -> None:
    assert visible(answer).replace(" ", "").replace("\r", "") == answer.replace(" ", "").replace("\r", "")


def test_what_is_typed_over_is_what_came_last() -> None:
    assert visible("I never do it\rI always do").split() == ["it", "I", "always", "do"]
