"""A further hint says something further, and none gives the answer away."""

from __future__ import annotations

import pytest

from agents.interviewer import agent
from agents.interviewer.hints import hint
from agents.sayings import SPOKEN
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import MessageKind
from tests.support.talking import key_point, source

POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How did you shorten the waiting time?",
    text="x",
    source=source(3),
    key_points=(
        key_point("a", "Waiting fell from ninety minutes to twenty", 1.0),
        key_point("b", "Triage: a nurse sees everybody at the door", 0.7),
        key_point("c", "It costs one nurse more on each shift, however", 0.5),
    ),
)
SECRETS = ("ninety", "twenty", "door", "everybody", "shift", "waiting fell")


@pytest.mark.parametrize("language", SPOKEN)
def test_each_hint_says_something_new_until_there_is_no_more(language: str) -> None:
    hints = [hint(POINT, "", 1, number=number, language=language) for number in range(1, 9)]
    last = hints.index(hints[-1])

    assert last >= 4
    assert len(set(hints[: last + 1])) == last + 1
    assert not any(secret in said.lower() for said in hints for secret in SECRETS)


def test_the_first_hint_is_about_the_weightiest_thing_that_is_missing() -> None:
    assert "3 points" in hint(POINT, "", 1)
    first = hint(POINT, "Waiting fell from ninety minutes to twenty.", 1)
    assert first != hint(POINT, "", 1)


def test_a_label_of_the_guide_is_a_topic_and_no_answer() -> None:
    said = "Waiting fell from ninety minutes to twenty."

    assert hint(POINT, said, 1, number=2) == "It belongs to this: triage."


def test_the_interviewer_counts_the_hints_that_were_given() -> None:
    def reply(hints: int) -> str:
        return agent.reply(MessageKind.HINT, "How?", "", POINT, seed=1, hints=hints)

    assert reply(0) != reply(1) != reply(2)
    assert reply(0).endswith("So: How?")


@pytest.mark.parametrize("kind", [MessageKind.CLARIFY, MessageKind.HINT, MessageKind.REPEAT])
@pytest.mark.parametrize("language", SPOKEN[1:])
def test_an_aside_is_answered_in_the_guides_language(kind: MessageKind, language: str) -> None:
    own = agent.reply(kind, "?", "", POINT, language=language, seed=1)

    assert own != agent.reply(kind, "?", "", POINT, language="en", seed=1)
