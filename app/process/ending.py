"""How the program ends when a signal tells it to: what it holds is given back, and it ends soon."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from domain.errors import InterviewError
from domain.later import later

if TYPE_CHECKING:
    import asyncio
    from sys import UnraisableHookArgs
else:
    asyncio = later("asyncio")

TO_END = 30.0
"""Seconds in which everything is given back after a signal to end; then the process ends as it is."""
_TO_LISTEN = 2.0
"""Seconds after which a loop that is busy is not waited for: what it does is broken off."""
_A_MOMENT = 0.05
_ROUNDS = 5


class _Held:
    """The coroutine that is run, while it is; and the signal that told it to end."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self.told: int | None = None


_HELD = _Held()


def end_cleanly_on_signals() -> None:
    """Let the end of the program, or of its terminal, give back what it holds: the server, the lock."""
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            # Whoever started us with `nohup` wants us to outlive the terminal.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _terminate)


def run(work: Coroutine[Any, Any, None], overlook: Callable[..., None]) -> None:
    """Run `work` to its end, or until a signal ends it; `overlook` is the loop's handler of stray errors.

    A signal cancels it, as Ctrl-C does, and raises nothing: what is raised in the middle of a task, wherever
    that is, comes to whoever made the task as a failure of its own, and is told as one.
    """

    async def held() -> None:
        asyncio.get_running_loop().set_exception_handler(overlook)
        _HELD.task = asyncio.current_task()
        try:
            await work
        finally:
            await _settled()
            _HELD.task = None

    try:
        asyncio.run(held())
    except (InterviewError, asyncio.CancelledError):
        if _HELD.told is None:
            raise
    finally:
        told, _HELD.told = _HELD.told, None
    if told is not None:
        sys.exit(128 + told)


async def _settled() -> None:
    """Cancel what is still under way, and what that begins in its turn: a graph that is cancelled writes that
    down, and a loop that ends cancels but once."""
    for _ in range(_ROUNDS):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        if not left:
            return
        for task in left:
            task.cancel()
        await asyncio.wait(left)


def _terminate(number: int, frame: object) -> None:
    del frame
    # A thread that never comes back must not keep alive what was told to end.
    _after(TO_END, lambda: os._exit(128 + number))
    task = _HELD.task
    if task is not None and _HELD.told is None:
        _HELD.told = number
        _cancel(task, number)
        return
    sys.unraisablehook = _telling_again(number)
    sys.exit(128 + number)


def _cancel(task: asyncio.Task[None], number: int) -> None:
    """Cancel `task`; where its loop does not listen, the signal is sent again."""
    heard = threading.Event()
    loop = task.get_loop()

    def again() -> None:
        if not heard.is_set():
            os.kill(os.getpid(), number)

    task.cancel()
    # What waits for something to happen wakes up, and sees.
    loop.call_soon_threadsafe(heard.set)
    _after(_TO_LISTEN, again)


def _telling_again(number: int) -> Callable[[UnraisableHookArgs], None]:
    """A signal that came while a weak reference's callback ran, where its end goes no further, is sent again.

    A loop that was woken by it often frees a task first, whose callback Python then runs the handler in.
    """
    before = sys.unraisablehook

    def hook(unraisable: UnraisableHookArgs) -> None:
        if not isinstance(unraisable.exc_value, SystemExit):
            before(unraisable)
            return
        # From a thread, and a moment later: in here it would go no further, either.
        _after(_A_MOMENT, lambda: os.kill(os.getpid(), number))

    return hook


def _after(seconds: float, do: Callable[[], None]) -> None:
    """Call `do` so many seconds later, in a thread that keeps nothing alive."""
    timer = threading.Timer(seconds, do)
    timer.daemon = True
    timer.start()
