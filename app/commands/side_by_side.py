"""Work on a stream, several items at once, with the results in the order of the items."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

# Each of them may have a process of its own, with memory of its own.
_MOST_WORKERS = 4
# Items for each worker that may wait, read and not yet given on: what bounds the memory.
_AHEAD = 8


def workers() -> int:
    """How many threads are worth having here: as many as this process may use processors, up to four."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(allowed), _MOST_WORKERS)


def in_order(
    given: Iterable[Given], work: Callable[[Given], Made], take: Callable[[Made], None], threads: int
) -> None:
    """Do `work` on each of `given` on several threads, and hand what comes out to `take`, in order.

    A result is taken as soon as it and all before it are there, even while the next item is waited for:
    who writes a line and waits for its verdict gets it. `take` is called by one thread. What `work` or
    `take` raises is raised here; what was begun after it is dropped.
    """
    with ThreadPoolExecutor(threads) as pool:
        taker = _Taker(take, threads * _AHEAD)
        try:
            for each in given:
                if not taker.put(pool.submit(work, each)):
                    break
        finally:
            taker.finish()
            pool.shutdown(cancel_futures=True)
    taker.raise_what_failed()


class _Taker(Generic[Made]):
    """The thread that takes results; after a failure it drops what still comes: nobody waits for it."""

    def __init__(self, take: Callable[[Made], None], most_waiting: int) -> None:
        self._take = take
        self._waiting: queue.Queue[Future[Made] | None] = queue.Queue(most_waiting)
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="take-in-order")
        self._thread.start()

    def put(self, made: Future[Made]) -> bool:
        """Line `made` up; False when what came before could not be taken."""
        self._waiting.put(made)
        return self._failed is None

    def finish(self) -> None:
        self._waiting.put(None)
        self._thread.join()

    def raise_what_failed(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        while (made := self._waiting.get()) is not None:
            if self._failed is not None:
                made.cancel()
                continue
            try:
                self._take(made.result())
            except BaseException as error:  # noqa: BLE001  (raised where the work was asked for)
                self._failed = error
