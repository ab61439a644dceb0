"""A strong answer is taken further in an interview, at no cost to whoever gave it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from agents.follow_up_prober.stretching import is_stretch
from app.past.rescoring import rescore
from domain.interview import TurnKind
from domain.mastery import rating_of
from domain.routes import RouteKind
from memory.mastery import InMemoryMasteryStore
from tests.support.interviews import POINTS, a_session, an_interview, says, some_knowledge

WITH_HOOKS = tuple(
    point.model_copy(update={"follow_up_hooks": ("Who else could take it over tomorrow?",)})
    for point in POINTS
)
BY_TITLE = {point.id: point for point in WITH_HOOKS}
ASIDE = (
    "Hard to say, I like my garden more than anything, and the weather was fine that year in the mountains."
)


async def test_a_strong_answer_is_taken_further_once_and_loses_nothing_by_it(tmp_path: Path) -> None:
    knowledge, mastery = some_knowledge(tmp_path, *WITH_HOOKS), InMemoryMasteryStore()
    interview, store = an_interview(knowledge, mastery=mastery)
    step = await interview.begin(a_session())
    assert step.waiting is not None
    first = step.waiting.question

    step = await interview.answer(1, says(BY_TITLE[first.talking_point_id].text))

    assert step.waiting is not None and step.waiting.kind is TurnKind.FOLLOW_UP
    assert step.waiting.follow_up is not None and is_stretch(step.waiting.follow_up)
    before = (await store.turn("s1", 1)).verdict
    route = (await store.turn("s1", 1)).route
    assert route is not None and route.still_open.startswith("stretch")

    step = await interview.answer(2, says(ASIDE))

    after = (await store.turn("s1", 2)).verdict
    assert step.waiting is not None and step.waiting.question.id != first.id
    assert before is not None and before.score is not None
    assert after is not None and after.score is not None
    assert after.score.value >= before.score.value
    route = (await store.turn("s1", 2)).route
    assert route is not None and route.kind is RouteKind.NOTHING_OPEN
    [practice] = await mastery.practices()
    assert practice.rating is rating_of(before, 0)
    assert practice.follow_ups == ()

    again = await rescore(await store.turns("s1"), knowledge, None, datetime(2026, 6, 1, tzinfo=UTC))
    assert again.score == before.score.value


async def test_who_is_behind_the_agenda_is_not_taken_further(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path, *WITH_HOOKS))
    step = await interview.begin(a_session(minutes=12))
    assert step.waiting is not None
    first = step.waiting.question
    slow = says(BY_TITLE[first.talking_point_id].text).model_copy(update={"seconds": 480.0})

    step = await interview.answer(1, slow)

    assert step.waiting is not None and step.waiting.question.id != first.id
