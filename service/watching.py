"""What is noted of every request: an id by which its traces are found, and who did what."""

from __future__ import annotations

import contextlib
import logging
import re
import secrets
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import InterviewError
from domain.users import Deed, Token
from service.service import Service

_log = logging.getLogger(__name__)
_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_READS = ("GET", "HEAD", "OPTIONS")
_REFUSED = (401, 403, 429)
_LONGEST = 80
EXPORT = "export"
"""The route whose reading is a deed: what it hands out leaves the service whole."""


class Watched:
    """ASGI middleware: every request has an id, `X-Request-ID`, its client's own where that is one; every
    change, every export and every refusal is a line in the audit log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            await _noted(scope, status)


async def _noted(scope: Scope, status: int) -> None:
    """Keep a line of what was done, where it is one to keep."""
    token: Token | None = scope["state"].get("token")
    route = scope.get("route")
    name: str = getattr(route, "name", "")
    if token is None or (scope["method"] in _READS and status not in _REFUSED and name != EXPORT):
        return
    service: Service = scope["app"].state.service
    deed = Deed(
        at=service.now(),
        user=token.user,
        token=token.id,
        what=name,
        about=_about(scope.get("path_params", {})),
        status=status,
    )
    # The deed is done already; a log that cannot be kept is told to whoever runs the service.
    with contextlib.suppress(InterviewError):
        await service.audit.add(deed)
        return
    _log.warning("the audit log cannot be kept")


def _about(parameters: dict[str, Any]) -> str:
    """What was done something to: an id, or the name of a guide."""
    told = "/".join(str(value) for value in parameters.values())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
