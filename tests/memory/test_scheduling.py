"""Where talking points stand: what was practised, matched to today's guides, by the candidate's days."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from domain.days import HERE, Place, Where
from domain.guide import TalkingPoint
from domain.mastery import Practice, Rating, Standing, State
from memory.scheduling import standings
from tests.memory.test_mastery import DAY, START, a_point, a_practice

BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
AGAIN, HARD, GOOD, EASY = Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY
BERLIN_WINTER, TOKYO, CALIFORNIA = (timezone(timedelta(hours=hours)) for hours in (1, 9, -8))


@pytest.fixture
def machine_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts the machine's clock into a place, by the rule that POSIX writes for it."""

    def moves(place: str) -> None:
        monkeypatch.setenv("TZ", place)
        time.tzset()

    yield moves
    monkeypatch.undo()
    time.tzset()


def the_standing(practices: list[Practice], *, on_day: float, point: TalkingPoint | None = None) -> Standing:
    (found,) = standings([point or a_point()], practices, START + on_day * DAY, UTC)
    return found


def practised(*tries: tuple[str, Rating], zone: tzinfo = UTC) -> list[Practice]:
    """Practices at local times, kept as the program keeps them: with the time of the place."""
    return [
        a_practice(rating, question_id=f"q{number}").model_copy(
            update={"at": datetime.fromisoformat(at).replace(tzinfo=zone)}
        )
        for number, (at, rating) in enumerate(tries)
    ]


def standing_at(at: str, practices: list[Practice], zone: Where = UTC) -> Standing:
    now = datetime.fromisoformat(at)
    there = zone.zone if isinstance(zone, Place) else zone
    now = now.astimezone() if there is None else now.replace(tzinfo=there)
    (found,) = standings([a_point()], practices, now.astimezone(UTC), zone)
    return found


def test_what_was_promised_for_a_day_is_due_from_the_morning_of_that_day() -> None:
    practices = practised(("2026-11-23 21:00", GOOD))

    assert standing_at("2026-11-23 23:00", practices).days == 2
    assert standing_at("2026-11-24 09:00", practices).days == 1
    due = standing_at("2026-11-25 09:00", practices)
    assert due.days == 0 and due.is_due and due.state is State.FADING


def test_a_day_lasts_into_the_small_hours() -> None:
    """At one in the night it is still the day before, for what was practised and for what is due."""
    practices = practised(("2026-11-24 01:00", GOOD))

    assert standing_at("2026-11-25 03:59", practices).days == 1
    assert standing_at("2026-11-25 04:00", practices).is_due
    assert standing_at("2026-11-24 03:59", practices).days == 2


def test_practising_every_evening_a_little_earlier_counts_like_practising_at_one_hour() -> None:
    hours = ("22:00", "21:30", "21:00", "20:30", "20:00")
    earlier = practised(*((f"2026-11-{20 + day} {hour}", GOOD) for day, hour in enumerate(hours)))
    same = practised(*((f"2026-11-{20 + day} 22:00", GOOD) for day in range(5)))

    # Anki, with the same weights, gives three weeks for both.
    assert standing_at("2026-11-24 23:00", earlier).days == standing_at("2026-11-24 23:00", same).days == 21


def test_a_sitting_of_bad_tries_counts_as_one() -> None:
    tries = ("19:00", AGAIN), ("19:10", AGAIN), ("19:20", AGAIN), ("19:30", AGAIN), ("19:40", GOOD)
    sitting = practised(*((f"2026-11-20 {hour}", rating) for hour, rating in tries))
    once = practised(("2026-11-20 19:00", AGAIN))
    days_after = practised(*((f"2026-11-{21 + day} 19:00", GOOD) for day in range(5)))

    found = standing_at("2026-11-25 22:00", [*sitting, *days_after])

    assert found.days == standing_at("2026-11-25 22:00", [*once, *days_after]).days == 12


def test_the_first_rating_of_a_day_decides_when_and_the_last_one_whether_it_is_weak() -> None:
    mended = standing_at(
        "2026-11-20 20:00", practised(("2026-11-20 19:00", AGAIN), ("2026-11-20 19:30", GOOD))
    )
    spoilt = standing_at(
        "2026-11-20 20:00", practised(("2026-11-20 09:00", GOOD), ("2026-11-20 19:30", AGAIN))
    )

    assert (mended.days, mended.state) == (1, State.SOLID)
    assert (spoilt.days, spoilt.state) == (2, State.WEAK)


@pytest.mark.parametrize(
    ("evening", "morning"),
    [("2026-03-27 21:00", "2026-03-29 04:30"), ("2026-10-23 21:00", "2026-10-25 04:30")],
    ids=["a day of 23 hours", "a day of 25 hours"],
)
def test_a_day_of_23_or_25_hours_is_a_day(
    machine_in: Callable[[str], None], evening: str, morning: str
) -> None:
    """Two nights after a Friday evening in Berlin the clock is put forward, or back."""
    machine_in(BERLIN)
    at = datetime.fromisoformat(evening).astimezone()
    practices = [a_practice(GOOD).model_copy(update={"at": at})]

    assert standing_at(morning, practices, HERE).days == 0
    before = datetime.fromisoformat(morning) - timedelta(hours=1)
    assert standing_at(before.isoformat(" "), practices, HERE).days == 1
    after = datetime.fromisoformat(morning) + timedelta(days=1)
    assert standing_at(after.isoformat(" "), practices, HERE).days == -1


@pytest.mark.parametrize(
    ("begins", "days"),
    [
        (timedelta(0), 1),
        (timedelta(hours=2), 0),
        (timedelta(hours=5, minutes=30), 0),
        (timedelta(hours=1), 1),
    ],
    ids=["midnight", "two", "half past five", "one sharp"],
)
def test_a_day_begins_when_the_candidate_says(begins: timedelta, days: int) -> None:
    """Practised at one in the morning: of that day, or of the evening before, and two days from then."""
    place = Place(BERLIN_WINTER, begins)
    practices = practised(("2026-11-24 01:00", GOOD), zone=BERLIN_WINTER)

    assert standing_at("2026-11-25 12:00", practices, place).days == days


@pytest.mark.parametrize("begins", [timedelta(0), timedelta(hours=4), timedelta(hours=9)])
def test_five_evenings_each_a_little_earlier_are_five_days_whenever_a_day_begins(begins: timedelta) -> None:
    evenings = ["2026-11-20 22:00", "2026-11-21 21:30", "2026-11-22 21:00", "2026-11-23 20:30"]
    practices = practised(*((at, GOOD) for at in [*evenings, "2026-11-24 20:00"]), zone=BERLIN_WINTER)

    assert standing_at("2026-11-24 21:00", practices, Place(BERLIN_WINTER, begins)).days == 21


def test_what_earlier_versions_kept_in_utc_counts_in_the_days_of_the_place(
    machine_in: Callable[[str], None],
) -> None:
    """21:00 in San Francisco on Monday is 05:00 on Tuesday in UTC; Wednesday morning is two days later."""
    machine_in("PST8PDT,M3.2.0,M11.1.0")
    kept = Practice.model_validate_json(
        a_practice(GOOD).model_copy(update={"at": datetime(2026, 11, 24, 5, tzinfo=UTC)}).model_dump_json()
    )

    assert standing_at("2026-11-25 09:00", [kept], HERE).days == 0
    assert standing_at("2026-11-25 17:00", [kept], UTC).days == 1


def test_who_travels_keeps_the_days_they_practised_on() -> None:
    """Monday evening in Berlin is Tuesday in Tokyo and Monday noon in California, and stays Monday."""
    monday = Practice.model_validate_json(
        practised(("2026-11-23 22:00", GOOD), zone=BERLIN_WINTER)[0].model_dump_json()
    )

    for zone in (BERLIN_WINTER, TOKYO, CALIFORNIA):
        assert standing_at("2026-11-24 23:00", [monday], zone).days == 1
        assert standing_at("2026-11-25 08:00", [monday], zone).days == 0


def test_who_flies_back_into_the_day_before_loses_nothing() -> None:
    in_tokyo = practised(("2026-11-24 09:00", GOOD), zone=TOKYO)
    in_california = practised(("2026-11-23 20:00", GOOD), zone=CALIFORNIA)

    both = standing_at("2026-11-23 21:00", [*in_tokyo, *in_california], CALIFORNIA)

    assert both.days == standing_at("2026-11-23 21:00", in_tokyo, CALIFORNIA).days == 3


def test_a_point_that_was_never_practised_is_not_due() -> None:
    found = the_standing([], on_day=0)

    assert found.state is State.NEVER and found.days is None and not found.is_due


def test_a_point_that_went_badly_comes_back_the_next_day() -> None:
    found = the_standing([a_practice(Rating.AGAIN)], on_day=0.1)

    assert found.state is State.WEAK
    assert found.days == 1


def test_what_sits_comes_back_later_each_time() -> None:
    first = the_standing([a_practice(GOOD)], on_day=0).days
    assert first is not None
    practices = [a_practice(GOOD), a_practice(GOOD, on_day=first)]
    second = the_standing(practices, on_day=first).days

    assert second is not None and second > first >= 1


def test_a_solid_point_fades_when_its_day_has_come() -> None:
    practices = [a_practice(Rating.EASY)]

    assert the_standing(practices, on_day=1).state is State.SOLID
    faded = the_standing(practices, on_day=40)
    assert faded.state is State.FADING and faded.is_due and faded.recall < 0.9


def test_an_answer_that_could_not_be_judged_moves_no_date() -> None:
    rated = [a_practice(Rating.GOOD)]
    unscored = a_practice(None, on_day=1, question_id="q2")

    assert the_standing([*rated, unscored], on_day=1).days == the_standing(rated, on_day=1).days
    assert the_standing([unscored], on_day=2).state is State.NEVER


def test_the_schedule_does_not_depend_on_when_it_is_computed_or_in_which_order_it_was_kept() -> None:
    practices = [a_practice(Rating.GOOD), a_practice(Rating.HARD, on_day=3, question_id="q2")]

    one = the_standing(practices, on_day=4)
    other = the_standing(practices[::-1], on_day=9)

    assert one.days is not None and one.days - 5 == other.days


def test_a_point_whose_text_changed_keeps_its_memory_and_is_marked() -> None:
    before, after = a_point("old"), a_point("new")

    found = the_standing([a_practice(Rating.EASY, of=before)], on_day=1, point=after)

    assert found.changed and found.is_due
    assert [practice.talking_point_id for practice in found.practices] == ["old"]


def test_a_changed_point_that_was_practised_since_is_marked_no_more() -> None:
    practices = [
        a_practice(of=a_point("old")),
        a_practice(of=a_point("new"), on_day=2, question_id="q2"),
    ]

    found = the_standing(practices, on_day=2, point=a_point("new"))

    assert not found.changed and len(found.practices) == 2


def test_a_point_with_a_new_title_is_known_by_its_heading() -> None:
    before = a_point("old", title="How do you replay?", heading="Replay")
    after = a_point("new", title="What does a replay look like?", heading="Replay")

    assert the_standing([a_practice(of=before)], on_day=1, point=after).changed


def test_where_two_points_could_be_meant_none_is_taken() -> None:
    gone = a_point("old", title="How do you replay?")
    two = [a_point("a", title="What is a watermark?"), a_point("b", title="What is a schema?")]

    found = standings(two, [a_practice(of=gone)], START + DAY, UTC)

    assert [standing.state for standing in found] == [State.NEVER, State.NEVER]
