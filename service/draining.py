"""The end of a process of the service: what is under way is done, and nothing new is begun."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from starlette.types import ASGIApp, Receive, Scope, Send

from service.problems import DRAINING, Problem, answered

_BEGINS_NOTHING = ("GET", "HEAD", "OPTIONS")
_DETAIL = "This process is about to end. Another takes the request, or this one's successor in a moment."


@dataclass(slots=True)
class Drain:
    """Whether this process is about to end."""

    _begun: threading.Event = field(default_factory=threading.Event)

    @property
    def is_on(self) -> bool:
        """Whether nothing new is to be begun."""
        return self._begun.is_set()

    def begin(self) -> None:
        """Begin nothing new from now on."""
        self._begun.set()

    def end(self) -> None:
        """Take everything again."""
        self._begun.clear()


@contextmanager
def drained_on_sigterm(seconds: float, drain: Drain, *, then: bool = True) -> Iterator[None]:
    """Within this SIGTERM begins `drain`, and what it did before comes `seconds` later; without
    `then` it does not come.

    Meanwhile whatever sends requests here (a load balancer, `/ready`) hears of it, and sends them elsewhere.
    Does nothing outside of the main thread, which alone hears signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    loop = asyncio.get_running_loop()

    def later(number: int, frame: FrameType | None) -> None:
        if not drain.is_on:
            drain.begin()
            if then and callable(before):
                loop.call_soon_threadsafe(loop.call_later, seconds, before, number, frame)

    signal.signal(signal.SIGTERM, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


DRAIN = Drain()
"""That of this process, which its server begins on a signal."""


class Draining:
    """ASGI middleware: while the process drains, what would begin something is told to come again."""

    def __init__(self, app: ASGIApp, drain: Drain = DRAIN) -> None:
        self._app = app
        self._drain = drain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._drain.is_on and scope["method"] not in _BEGINS_NOTHING:
            await answered(Problem(DRAINING, _DETAIL, {"Connection": "close"}))(scope, receive, send)
            return
        await self._app(scope, receive, send)
