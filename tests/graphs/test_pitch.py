"""A pitch is timed by itself: what is said to follow-ups is no part of it."""

from __future__ import annotations

from pathlib import Path

from domain.guide import TalkingPointKind
from domain.interview import TurnKind
from tests.support.interviews import a_point, a_session, an_interview, says, some_knowledge

PITCHED = "I have run the boat yard for nine years."
LATER = "Before that I built engines, and I look after forty boats with a crew of six people today."


async def test_the_time_of_a_pitch_is_that_of_its_own_answer(tmp_path: Path) -> None:
    pitch = a_point(
        "Tell me about yourself",
        "I have run the boat yard for nine years",
        "I cut the wait for the crane from two weeks to three days",
        "I want to train people",
        line=10,
        kind=TalkingPointKind.PITCH,
    )
    interview, store = an_interview(some_knowledge(tmp_path, pitch))
    step = await interview.begin(a_session())
    assert step.waiting is not None

    step = await interview.answer(1, says(PITCHED))
    assert step.waiting is not None and step.waiting.kind is TurnKind.FOLLOW_UP
    await interview.answer(2, says(LATER))

    before, after = (await store.turn("s1", 1)).verdict, (await store.turn("s1", 2)).verdict
    assert before is not None and before.delivery is not None
    assert after is not None and after.delivery == before.delivery
    assert after.delivery is not None and after.delivery.words == len(PITCHED.split())
