"""Several at once, one after the other out."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from app.commands.side_by_side import in_order, workers


def test_results_come_in_the_order_of_what_was_given() -> None:
    second_done = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert second_done.wait(10)  # it ends after the one behind it
        if number == 1:
            second_done.set()
        return number * number

    taken: list[int] = []
    in_order(range(30), work, taken.append, 2)

    assert taken == [number * number for number in range(30)]


def test_a_result_is_taken_while_the_next_item_is_waited_for() -> None:
    written = threading.Event()

    def asked_one_by_one() -> Iterator[str]:
        yield "first"
        assert written.wait(10), "the first verdict waits for the second line"
        yield "second"

    taken: list[str] = []

    def take(made: str) -> None:
        taken.append(made)
        written.set()

    in_order(asked_one_by_one(), str.upper, take, 2)

    assert taken == ["FIRST", "SECOND"]


def test_no_more_is_read_than_can_wait() -> None:
    read: list[int] = []
    most = 0

    def endless() -> Iterator[int]:
        for number in range(500):
            read.append(number)
            yield number

    taken: list[int] = []

    def take(number: int) -> None:
        nonlocal most
        most = max(most, len(read) - len(taken))
        taken.append(number)

    in_order(endless(), lambda number: number, take, 2)

    assert taken == read
    assert most <= 2 * 8 + 3


@pytest.mark.parametrize("where", ["work", "take"])
def test_what_fails_is_raised_and_ends_the_reading(where: str) -> None:
    read: list[int] = []

    def many() -> Iterator[int]:
        for number in range(10_000):
            read.append(number)
            yield number

    def failing(number: int) -> int:
        if number == 3:
            raise BrokenPipeError
        return number

    def passing(number: int) -> int:
        return number

    with pytest.raises(BrokenPipeError):
        in_order(
            many(),
            failing if where == "work" else passing,
            failing if where == "take" else passing,
            2,
        )
    assert len(read) < 10_000


def test_there_is_at_least_one_worker_and_never_many() -> None:
    assert 1 <= workers() <= 4
