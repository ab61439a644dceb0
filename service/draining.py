"""The end of a process of the service: what is under way is done, and nothing new is begun."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

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
