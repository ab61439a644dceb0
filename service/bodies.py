"""How large what is sent may be, whoever sends it."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 1 << 20
"""Bytes of what is read before it is known who sends."""
LARGEST = 64 << 20
"""Bytes of a file, which is read when its sender is known: each user's own bound is below it."""


class Counted:
    """ASGI middleware: counts what was received of a body, which no header need tell."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state[_RECEIVED] = 0

        async def received() -> Message:
            message = await receive()
            state[_RECEIVED] += len(message.get("body", b""))
            return message

        await self._app(scope, received, send)


_RECEIVED = "received"


def length_of(request: Request) -> int:
    """Bytes of the body: as its client tells, or as many as came by now where that is more."""
    told = request.headers.get("content-length", "0")
    came: int = getattr(request.state, _RECEIVED, 0)
    return max(came, int(told) if told.isdecimal() else 0)
