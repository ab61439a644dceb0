"""The same practices in Anki itself, the package: what comes back when is what Anki would say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection

from domain.days import Place, Where, day_of
from domain.mastery import Practice, Rating
from memory.scheduling import standings
from tests.memory.test_mastery import a_point, a_practice

AGAIN, HARD, GOOD, EASY = Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY
_BUTTONS = {AGAIN: 1, HARD: 2, GOOD: 3, EASY: 4}
_DAYS_AGO = 100
"""When the sequences begin: they end in the past, so that the hour at which a test runs is no matter."""
Sequence_ = Sequence[tuple[int, str, Rating]]
"""Tries: on which day, at which hour, and how it went."""

SEQUENCES: dict[str, Sequence_] = {
    "once, good": [(0, "21:00", GOOD)],
    "once, again": [(0, "09:00", AGAIN)],
    "once, hard": [(0, "09:00", HARD)],
    "once, easy": [(0, "23:59", EASY)],
    "five evenings, each a little earlier": [
        (day, hour, GOOD) for day, hour in enumerate(("22:00", "21:30", "21:00", "20:30", "20:00"))
    ],
    "over midnight": [(0, "23:30", GOOD), (2, "00:30", GOOD), (4, "03:59", GOOD)],
    "from four on it is a new day": [(0, "04:01", GOOD), (2, "04:02", HARD), (3, "23:00", GOOD)],
    "forgotten in between": [
        (0, "20:00", GOOD),
        (2, "20:00", GOOD),
        (11, "20:00", AGAIN),
        (12, "08:00", GOOD),
        (15, "20:00", EASY),
    ],
    "ahead of its day": [(0, "20:00", EASY), (1, "20:00", GOOD), (2, "20:00", GOOD)],
    "late": [(0, "20:00", GOOD), (30, "20:00", GOOD), (70, "20:00", HARD)],
}


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    collection.set_config("fsrs", True)
    yield collection
    collection.close()


def moments(tries: Sequence_) -> list[tuple[datetime, Rating]]:
    """When the tries were: the day of a try at half past midnight is named by its date."""
    first = day_of(datetime.now(UTC), None) - timedelta(days=_DAYS_AGO)
    return [
        (datetime.combine(first + timedelta(days=day), time.fromisoformat(hour)).astimezone(), rating)
        for day, hour, rating in tries
    ]


def in_anki(collection: Collection, tries: Sequence_) -> int:
    """The days between the last try and the day that Anki brings the card back on."""
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "?"
    collection.add_note(note, collection.decks.id("Default"))
    card = note.cards()[0]
    for number, (at, rating) in enumerate(moments(tries)):
        # A history that begins with anything but learning (kind 0) is one that lacks its beginning.
        collection.db.execute(
            "insert into revlog values (?, ?, 0, ?, 1, 1, 2500, 1000, ?)",
            int(at.timestamp() * 1000),
            card.id,
            _BUTTONS[rating],
            int(number > 0),
        )
    state = collection.compute_memory_state(card.id)
    return max(1, round(state.stability))


def in_ours(tries: Sequence_, place: Where = None) -> int:
    practices: list[Practice] = [
        a_practice(rating, question_id=f"q{number}").model_copy(update={"at": at})
        for number, (at, rating) in enumerate(moments(tries))
    ]
    (found,) = standings([a_point()], practices, practices[-1].at, place)
    assert found.days is not None
    return found.days


@pytest.mark.parametrize("tries", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_what_comes_back_comes_back_when_anki_says(anki: Collection, tries: Sequence_) -> None:
    assert in_ours(tries) == in_anki(anki, tries)


@pytest.mark.parametrize("hour", [0, 2, 6])
@pytest.mark.parametrize("name", ["over midnight", "from four on it is a new day"])
def test_it_does_so_whenever_a_day_begins(anki: Collection, name: str, hour: int) -> None:
    anki.set_config("rollover", hour)

    assert in_ours(SEQUENCES[name], Place(None, timedelta(hours=hour))) == in_anki(anki, SEQUENCES[name])


def test_anki_knows_the_days_of_the_evenings_too(anki: Collection) -> None:
    """The figure itself, so that both cannot be wrong together."""
    assert in_anki(anki, SEQUENCES["five evenings, each a little earlier"]) == 21
