"""A task on the page: what is handed in stands in the thread, and no command of the terminal is told."""

from __future__ import annotations

import asyncio

from app.session.bench import Bench
from app.session.sheets import handed_in
from domain.interview import Turn
from domain.work import HandedIn, WorkKind
from tests.domain.test_work import WORK, turn
from web.rooms.candidate import DONE, RUN, PageCandidate
from web.rooms.entries import Answering, Notice, Said, Tried
from web.rooms.front import PageFront
from web.rooms.thread import Thread


class Room:
    """A candidate of the page at a task, with a clock that stands where it is put."""

    def __init__(self) -> None:
        self.thread = Thread()
        self.now = 10.0
        self.bench = Bench()
        self.candidate = PageCandidate(self.thread, lambda text: None, lambda: self.now)
        self.candidate.work_of = lambda turn: handed_in(self.bench, turn)

    async def says(self, at: Turn, text: str) -> float:
        """Say `text` to `at`; since when it was waited for."""
        asked = asyncio.ensure_future(self.candidate.answer(at))
        await asyncio.sleep(0)
        waiting = self.thread.waiting
        assert isinstance(waiting, Answering)
        assert self.candidate.send(text, waiting)
        await asked
        return waiting.since


async def test_what_is_handed_in_stands_in_the_thread_as_code() -> None:
    room = Room()
    room.bench.put("q1", "def f():\n    return 1\n")

    await room.says(turn(1, None), RUN)
    assert room.candidate.at_code
    await room.says(turn(1, None), DONE)

    (ran, handed) = room.thread.entries
    assert isinstance(ran, Said) and ran.text == RUN
    assert handed == Said("", work=HandedIn(kind=WorkKind.CODE, text="def f():\n    return 1\n"))


async def test_the_clock_of_a_task_runs_on_whatever_is_said_meanwhile() -> None:
    room = Room()
    first = await room.says(turn(1, None), "May it be empty?")
    room.now = 70.0
    later = await room.says(turn(2, None), "I take a dictionary.")
    other = await room.says(turn(3, None, question="q2"), "Another.")

    assert (first, later, other) == (10.0, 10.0, 70.0)
    assert not room.candidate.at_code


def test_the_page_tells_of_buttons_and_of_no_commands() -> None:
    thread = Thread()
    front = PageFront(thread, lambda judged: None, lambda report, session: None)

    front.task_begun(turn(1, None).question, 3)
    front.tell("work_kept", lines=3)
    front.tell("work_none")
    front.tell("work_over", planned=15)
    front.help({"/run": "tries", "/done": "hands in", "/hint": "a hint"})
    front.tried(WORK)

    told = [entry.text for entry in thread.entries if isinstance(entry, Notice)]
    assert len(told) == 3 and told[-1].startswith("/hint")
    assert not any(command in line for line in told for command in ("/edit", "/done", "/run"))
    assert thread.last(Tried) == Tried(WORK, "en")
    assert turn(1, None).question.work is WorkKind.CODE
