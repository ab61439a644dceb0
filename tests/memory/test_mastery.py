"""The contract of a mastery store, held over both of them, and what is computed from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.mastery import Practice, Rating, rating_of, wrong_figures
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    Provenance,
    RedFlagHit,
    Score,
    Verdict,
)
from memory.connection import RedisHandle
from memory.forgetting import forget_session
from memory.mastery import InMemoryMasteryStore, MasteryStore, RedisMasteryStore
from memory.sessions import RedisSessionStore
from tests.memory.sample_values import session

DAY = timedelta(days=1)
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def a_source(heading: str = "Streaming", guide: str = "guide.md", line: int = 4) -> Source:
    return Source(guide=guide, first_line=line, last_line=line + 2, heading_path=("Prep", heading))


def a_point(
    name: str = "tp-1", title: str = "How do you replay events?", heading: str = "Streaming"
) -> TalkingPoint:
    return TalkingPoint(id=name, kind=TalkingPointKind.QUESTION_ANSWER, title=title, source=a_source(heading))


def a_practice(
    rating: Rating | None = Rating.GOOD,
    *,
    of: TalkingPoint | None = None,
    on_day: float = 0,
    session_id: str = "s1",
    question_id: str = "q1",
) -> Practice:
    point = of or a_point()
    return Practice(
        session_id=session_id,
        question_id=question_id,
        drill=False,
        at=START + on_day * DAY,
        talking_point_id=point.id,
        kind=point.kind,
        title=point.title,
        source=point.source,
        rating=rating,
    )


class Contract:
    """What every store promises."""

    async def test_what_was_practised_comes_back_in_order_of_time(self, store: MasteryStore) -> None:
        late, early = a_practice(on_day=3, question_id="q2"), a_practice(on_day=1)

        assert await store.record(late) and await store.record(early)

        assert await store.practices() == [early, late]

    async def test_a_question_of_a_session_is_recorded_once(self, store: MasteryStore) -> None:
        await store.record(a_practice(Rating.GOOD))

        assert not await store.record(a_practice(Rating.AGAIN, on_day=1))

        assert [kept.rating for kept in await store.practices()] == [Rating.GOOD]

    async def test_an_amended_practice_stands_in_the_place_of_what_was_kept(
        self, store: MasteryStore
    ) -> None:
        first = a_practice(session_id="s1")
        await store.record(first)
        better = first.model_copy(update={"rating": Rating.EASY, "score": 0.9})

        await store.amend(better)
        # What was never kept cannot be amended: its session may have been forgotten.
        await store.amend(a_practice(session_id="s2"))

        assert await store.practices() == [better]

    async def test_the_same_question_id_in_another_session_is_another_practice(
        self, store: MasteryStore
    ) -> None:
        await store.record(a_practice(session_id="s1"))
        await store.record(a_practice(session_id="s2"))

        assert len(await store.practices()) == 2

    async def test_forgetting_a_session_keeps_the_others(self, store: MasteryStore) -> None:
        await store.record(a_practice(session_id="s1"))
        await store.record(a_practice(session_id="s11"))

        await store.forget("s1")

        assert [kept.session_id for kept in await store.practices()] == ["s11"]


class TestInMemory(Contract):
    @pytest.fixture
    def store(self) -> MasteryStore:
        return InMemoryMasteryStore()


class TestRedis(Contract):
    @pytest.fixture
    def store(self, redis_handle: RedisHandle) -> MasteryStore:
        return RedisMasteryStore(redis_handle.client)

    async def test_a_forgotten_session_leaves_nothing_of_what_was_practised(
        self, redis_handle: RedisHandle
    ) -> None:
        await RedisSessionStore(redis_handle.client).save(session("s1"))
        await RedisMasteryStore(redis_handle.client).record(a_practice(session_id="s1"))

        await forget_session(redis_handle.client, "s1")

        assert redis_handle.sync_client.keys("*") == []


def a_verdict(band: Band | None, **findings: object) -> Verdict:
    values = {Band.STRONG: 0.9, Band.SOLID: 0.7, Band.DEVELOPING: 0.5, Band.WEAK: 0.1}
    outcome: Score | Unscored = Unscored(kind=UnscoredKind.NOTHING_TO_HOLD_AGAINST)
    if band is not None:
        outcome = Score(value=values[band], low=0, high=1, band=band)
    return Verdict.model_validate(
        {"outcome": outcome, "provenance": Provenance(agent="evaluator"), **findings}
    )


WRONG = FigureVerdict(label=FigureLabel.WRONG, said=Evidence(quote="92 %", start=0, end=4), expected="91.2 %")
RED_FLAG = RedFlagHit(
    evidence=Evidence(quote="real time", start=0, end=9), red_flag="It is real time", source=a_source()
)
TOO_LONG = Flag(kind=FlagKind.TOO_LONG, message="too long")


@pytest.mark.parametrize(
    ("verdict", "follow_ups", "rating"),
    [
        (a_verdict(None), 0, None),
        (a_verdict(Band.WEAK), 0, Rating.AGAIN),
        (a_verdict(Band.DEVELOPING), 0, Rating.HARD),
        (a_verdict(Band.SOLID), 0, Rating.GOOD),
        (a_verdict(Band.STRONG), 0, Rating.EASY),
        (a_verdict(Band.STRONG), 1, Rating.GOOD),
        (a_verdict(Band.STRONG), 2, Rating.HARD),
        (a_verdict(Band.STRONG, figures=(WRONG,)), 0, Rating.HARD),
        (a_verdict(Band.STRONG, red_flags=(RED_FLAG,)), 0, Rating.HARD),
        (a_verdict(Band.STRONG, flags=(TOO_LONG,)), 0, Rating.GOOD),
    ],
)
def test_the_rating_follows_from_the_verdict(
    verdict: Verdict, follow_ups: int, rating: Rating | None
) -> None:
    assert rating_of(verdict, follow_ups) is rating


def test_a_wrong_figure_is_remembered_once_with_what_is_right() -> None:
    (found,) = wrong_figures(a_verdict(Band.SOLID, figures=(WRONG, WRONG)))

    assert (found.said, found.expected) == ("92 %", "91.2 %")
