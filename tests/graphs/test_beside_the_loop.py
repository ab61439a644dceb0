"""What is asked in the loop, and what is done beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents import beside_the_loop
from graphs import interview, routing
from graphs.state import InterviewState
from tests.support.interviews import POINTS, START, some_knowledge


@pytest.fixture
def anew() -> Iterator[None]:
    """No threads yet, before and after."""
    beside_the_loop._threads.cache_clear()
    yield
    beside_the_loop.share_processors(1)
    beside_the_loop._threads.cache_clear()


@pytest.mark.parametrize("processes", [1, 2, 1000])
@pytest.mark.usefixtures("anew")
async def test_processes_share_the_processors_between_them(processes: int) -> None:
    beside_the_loop.share_processors(processes)
    threads = {await beside_the_loop.beside_the_loop(threading.get_ident) for _ in range(8)}

    there = len(os.sched_getaffinity(0))
    assert beside_the_loop._threads()._max_workers == max(1, there // processes)
    assert threading.get_ident() not in threads


async def test_a_router_is_asked_in_the_loop() -> None:
    asked: list[int] = []

    def after_all(state: InterviewState) -> str:
        asked.append(threading.get_ident())
        return routing.after_message(state)

    message = {"kind": "stop", "text": "", "at": START.isoformat()}
    assert await interview._in_the_loop(after_all)({"message": message, "verdict": None}) == "debrief"
    assert asked == [threading.get_ident()]
    branches = [branch for each in interview.interview_graph().branches.values() for branch in each.values()]
    assert len(branches) == 4
    assert all(getattr(branch.path, "func", None) is None for branch in branches)


def test_what_is_made_of_guides_is_made_once_whatever_doubts_are_added(tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path, *POINTS[:2])
    made: list[str] = []

    def work(library: object) -> int:
        made.append("now")
        return len(made)

    doubted = knowledge.with_doubts(POINTS[2:])
    assert knowledge.with_doubts([]) is knowledge and doubted.with_doubts(POINTS[2:]) is doubted
    assert [each.made(work) for each in (knowledge, doubted, knowledge.with_entailment(None))] == [1, 1, 1]
    assert [doubt.id for doubt in doubted.doubts] == [POINTS[2].id] and not knowledge.doubts
    assert doubted.languages is not knowledge.languages
