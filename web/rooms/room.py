"""One session that is held in this process: its thread, its candidate, and the task that holds it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from app.bootstrap.memory import Memory, now
from app.display.labels import label
from app.past.transcript import by_question, spoken_in
from app.session.bench import bench_of
from app.session.candidate import LeftOpen
from app.session.sheets import handed_in
from app.session.unsent import unsent_answer
from domain.errors import InterviewError, SessionInUse
from domain.interview import Session, Turn
from domain.report import Report
from web.rooms.candidate import PageCandidate
from web.rooms.entries import Over, Reported
from web.rooms.front import PageFront
from web.rooms.remembering import remembered
from web.rooms.thread import Thread

_log = logging.getLogger(__name__)


class Room:
    """A session while this process has it. Tabs watch `thread`; one of them holds the pen and answers.

    The session is held by a task from `open` to `close`, or to its end: `thread.waiting` is `Over` then.
    """

    def __init__(self, memory: Memory, session: Session, *, practises: bool = False) -> None:
        self.session = session
        self.practises = practises
        """Whether one question is asked until it sits, each attempt whole by itself."""
        self._watched_before = 0.0
        self._watched_since: float | None = None
        self.thread = Thread()
        self.candidate = PageCandidate(self.thread, self._keep_begun, self.clock)
        self.candidate.stops_at_once = practises
        self.front = PageFront(self.thread, self._judged, self._reported)
        self.pen: str = ""
        """The tab that answers, "" for none."""
        self._memory = memory
        self._task: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self.bench = bench_of(memory, session.id, drill=bool(session.drill))
        """The work of a task that is being worked on."""
        self.candidate.work_of = lambda turn: handed_in(self.bench, turn)
        self._unsent = unsent_answer(memory, session.id, drill=bool(session.drill))

    @property
    def is_over(self) -> bool:
        return isinstance(self.thread.waiting, Over)

    def open(self, hold: Callable[[], Awaitable[None]]) -> None:
        """Hold the session with `hold` from now on."""
        self._task = asyncio.create_task(self._held(hold), name=f"session {self.session.id}")

    async def close(self) -> None:
        """Leave the session open, as Ctrl-C does in a terminal; what was typed is kept."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def remember(self, turns: Sequence[Turn]) -> None:
        """Put what was said before into the thread."""
        self.thread.entries.extend(entry for entry, _ in remembered(self.session, turns))

    def clock(self) -> float:
        """Seconds that somebody watched: the time of a page that was closed is nobody's time to think."""
        running = time.monotonic() - self._watched_since if self._watched_since is not None else 0.0
        return self._watched_before + running

    def count_time(self) -> None:
        """Start or stop the clock, as there is somebody who watches or nobody."""
        if self.thread.watched and self._watched_since is None:
            self._watched_since = time.monotonic()
        elif not self.thread.watched and self._watched_since is not None:
            self._watched_before += time.monotonic() - self._watched_since
            self._watched_since = None

    async def _held(self, hold: Callable[[], Awaitable[None]]) -> None:
        over = Over()
        try:
            await hold()
        except SessionInUse as taken:
            over = Over(str(taken), elsewhere=True)
        except LeftOpen as left:
            over = Over(str(left))
        except asyncio.CancelledError:
            over = Over(label("page_left", self.front.language))
        except InterviewError as error:
            over = Over(str(error))
        except Exception:  # noqa: BLE001 -- the last wall: a bug is told, logged, and costs no session
            _log.exception("session %s", self.session.id)
            over = Over(label("page_fault", self.front.language))
        finally:
            self.thread.say(None)
            self.thread.wait(over)

    def _judged(self, turn: Turn) -> None:
        """Show a verdict, and the candidate's own words beside it as soon as they were read."""
        if self.practises:
            self.thread.judge(turn, turn.message.text if turn.message is not None else "")
            return
        self.thread.judge(turn)
        self._beside_it(self._with_words(turn))

    async def _with_words(self, turn: Turn) -> None:
        store = self._memory.drills if self.session.drill else self._memory.store
        with suppress(InterviewError):
            answers = {
                asked.question.id: asked.answer for asked in by_question(await store.turns(self.session.id))
            }
            self.thread.judge(turn, answers.get(turn.question.id, ""))

    def _reported(self, report: Report, session: Session) -> None:
        """Show the report, and how the answers were spoken as soon as they were read."""
        entry = Reported(report, session)
        self.thread.add(entry)
        self._beside_it(self._with_delivery(entry))

    async def _with_delivery(self, entry: Reported) -> None:
        store = self._memory.drills if self.session.drill else self._memory.store
        with suppress(InterviewError):
            if spoken := spoken_in(await store.turns(self.session.id)):
                self.thread.put(entry, replace(entry, spoken=spoken))

    def _beside_it(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _keep_begun(self, text: str) -> None:
        if text.strip():
            self._unsent.keep_begun(text, now())
        elif (found := self._unsent.found()) is not None and found.begun:
            self._unsent.drop()
