from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.past.listing import Wanted, moment, readable, select
from domain.errors import BadSetting
from domain.interview import Mode, Session, SessionStatus
from memory.in_memory import InMemorySessionStore
from tests.support.interviews import START, a_session

NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)


def begun(session_id: str, days: int, *, score: float | None = None, answered: int = 0) -> Session:
    return a_session(session_id).model_copy(
        update={"started_at": START + timedelta(days=days), "score": score, "answered": answered}
    )


SESSIONS = [
    begun("middle", 1, score=0.4, answered=9),
    begun("old", 0, score=None, answered=2),
    begun("new", 2, score=0.8, answered=5),
]


def names(sessions: list[Session]) -> list[str]:
    return [session.id for session in sessions]


def test_without_an_order_the_list_stays_as_it_is() -> None:
    assert names(select(SESSIONS, Wanted())) == ["middle", "old", "new"]
    assert names(select(SESSIONS, Wanted(), reverse=True)) == ["new", "old", "middle"]


def test_the_newest_and_the_longest_come_first() -> None:
    assert names(select(SESSIONS, Wanted(), "begun")) == ["new", "middle", "old"]
    assert names(select(SESSIONS, Wanted(), "answered")) == ["middle", "new", "old"]


def test_the_best_comes_first_and_what_has_no_score_last_either_way() -> None:
    assert names(select(SESSIONS, Wanted(), "score")) == ["new", "middle", "old"]
    assert names(select(SESSIONS, Wanted(), "score", reverse=True)) == ["middle", "new", "old"]


def test_a_list_is_narrowed_by_status_mode_guide_and_time() -> None:
    finished = begun("done", 0).model_copy(update={"status": SessionStatus.FINISHED})
    real = begun("real", 0).model_copy(update={"mode": Mode.REAL})
    platform = begun("platform", 0).model_copy(update={"guides": ("/notes/Platform.md",)})
    known = [*SESSIONS, finished, real, platform]

    assert names(select(known, Wanted(status="finished"))) == ["done"]
    assert names(select(known, Wanted(mode="real"))) == ["real"]
    assert names(select(known, Wanted(guide="platform"))) == ["platform"]
    assert names(select(known, Wanted(since=START + timedelta(days=1)))) == ["middle", "new"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", datetime(2026, 5, 3, 12, 0, tzinfo=UTC)),
        ("12h", datetime(2026, 5, 10, 0, 0, tzinfo=UTC)),
        (" 2 W ", datetime(2026, 4, 26, 12, 0, tzinfo=UTC)),
        ("2026-05-04", datetime(2026, 5, 3, 22, 0, tzinfo=UTC)),
        ("2026-05-04T10:30", datetime(2026, 5, 4, 8, 30, tzinfo=UTC)),
        ("2026-05-04T10:30+00:00", datetime(2026, 5, 4, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_date_or_how_long_ago(text: str, expected: datetime) -> None:
    assert moment(text, NOW, timezone(timedelta(hours=2))) == expected


@pytest.mark.parametrize("text", ["yesterday", "7", "2026-13-01", "", "7 years"])
def test_anything_else_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(BadSetting, match="2026-05-04"):
        moment(text, NOW)


async def test_a_real_interview_that_lasts_tells_no_score_in_the_list() -> None:
    store = InMemorySessionStore()
    for name, mode, status in (
        ("study", Mode.STUDY, SessionStatus.OPEN),
        ("real", Mode.REAL, SessionStatus.OPEN),
        ("over", Mode.REAL, SessionStatus.FINISHED),
    ):
        await store.save(begun(name, 0, score=0.4).model_copy(update={"mode": mode, "status": status}))

    known, _ = await readable(store)

    assert {session.id: session.score for session in known} == {"study": 0.4, "real": None, "over": 0.4}
    # What is kept is whole.
    assert (await store.session("real")).score == 0.4
