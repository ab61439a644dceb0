"""Processes that help with work whose Python's share would hold up threads: copies of this one, as it is."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

Given = TypeVar("Given")
Made = TypeVar("Made")


@contextmanager
def helped(work: Callable[[Given], Made], helpers: int) -> Iterator[tuple[Callable[[Given], Made], int]]:
    """`work` for several threads, one of which does it here and each other has it done by a process; and the
    number of processes.

    They are forked, so that they share what was loaded and begin at once. Where that is not safe (another
    system than Linux, or threads that run already) there is none.
    """
    if helpers < 1 or not _may_fork():
        yield work, 0
        return
    # What is there now is no garbage: looked through in a process, its memory would be its own.
    gc.freeze()
    others = [_Helper(work) for _ in range(helpers)]
    hands: queue.SimpleQueue[Callable[[Given], Made]] = queue.SimpleQueue()
    hands.put(work)
    for other in others:
        hands.put(other)

    def shared(given: Given) -> Made:
        # There are as many hands as threads, so that one is free.
        hand = hands.get()
        try:
            return hand(given)
        finally:
            hands.put(hand)

    try:
        yield shared, helpers
    finally:
        # All first: those that were forked later hold the lines of those before.
        for other in others:
            other.hang_up()
        for other in others:
            other.join()
        gc.unfreeze()


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


class _Helper(Generic[Given, Made]):
    """A process that does `work`; when it was killed, its work is done here."""

    def __init__(self, work: Callable[[Given], Made]) -> None:
        self._work = work
        context = multiprocessing.get_context("fork")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._line, work), daemon=True)
        self._process.start()
        theirs.close()

    def __call__(self, given: Given) -> Made:
        """What `work` returns or raises there."""
        try:
            self._line.send(given)
            made, error = cast("tuple[Made, Exception | None]", self._line.recv())
        except (OSError, EOFError):
            return self._work(given)
        if error is not None:
            raise error
        return made

    def hang_up(self) -> None:
        """Ask nothing more; it ends with that."""
        self._line.close()

    def join(self) -> None:
        """Wait for its end."""
        self._process.join()


def _serve(line: Connection, others_end: Connection, work: Callable[[Given], Made]) -> None:
    # Ctrl-C is for the process that was started; its end is ours.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    others_end.close()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            given: Given = line.recv()
            try:
                made: tuple[Made | None, Exception | None] = work(given), None
            except Exception as error:  # noqa: BLE001  (raised where the work was asked for)
                made = None, error
            line.send(made)
