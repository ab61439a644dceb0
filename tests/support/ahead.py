"""The clock of an event loop that can be put forward, so that nobody waits for a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

# Enough for everything that has come over a loopback connection to be read and dealt with.
_TURNS_OF_THE_LOOP = 300


class Ahead:
    """The running loop's clock from now on: the real one, and `forward` on top of it.

    Limits in a test are then so long that no machine is too slow for what happens within them, and pass at
    once where something hangs: `next_jump` is for `OpenAIServer.on_hang`, and puts the clock forward by the
    next of `jumps` each time.
    """

    def __init__(self, *jumps: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._real: Callable[[], float] = self._loop.time
        self._jumps: Iterator[float] = iter(jumps)
        self._ahead = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop.time = self.now  # type: ignore[method-assign]  # the loop is this test's own

    def now(self) -> float:
        """Seconds of this clock."""
        return self._real() + self._ahead

    def next_jump(self) -> None:
        """Put the clock forward by the next of the jumps, when what has arrived is dealt with."""
        seconds = next(self._jumps)
        self._loop.call_soon_threadsafe(self._start, seconds)

    def _start(self, seconds: float) -> None:
        task = self._loop.create_task(self._jump(seconds))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _jump(self, seconds: float) -> None:
        for _ in range(_TURNS_OF_THE_LOOP):
            await asyncio.sleep(0)
        self._ahead += seconds
