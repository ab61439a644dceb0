"""What is measured of every request: a count, how long it took, a line in the log and a span."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry.counters import count, measure
from telemetry.place import answering
from telemetry.watching import watched

UNKNOWN = "unknown"
"""In place of the path of a request that no route takes: made-up paths would be labels without end."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FOR_MACHINES = ("/health", "/ready", "/metrics")


class Measured:
    """ASGI middleware: requests are told apart by their route, never by the ids in their paths.

    Needs the request's id in the scope's state, if it has one. A log line and a span are made where they are
    asked for (docs/seeing.md), and those of everything below carry the id, or are parts of the span.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"] if scope["method"] in _METHODS else UNKNOWN
        request_id: str = scope.get("state", {}).get("request_id", "")
        # Probes come every few seconds, and say nothing.
        level = logging.DEBUG if scope["path"] in _FOR_MACHINES else logging.INFO
        began = time.perf_counter()
        with (
            answering(request_id),
            watched(
                "request",
                {"http.request.method": method},
                from_a_client=dict(Headers(scope=scope)),
                level=level,
            ) as notes,
        ):
            try:
                await self._app(scope, receive, sent)
            finally:
                route = route_of(scope)
                notes |= {"http.route": route, "http.response.status_code": status}
                count("interview_http_requests", method, route, str(status))
                measure("interview_http_request_seconds", time.perf_counter() - began, method, route)


def route_of(scope: Scope) -> str:
    """The path of the route that took a request, its parameters by their names."""
    # The route itself knows its path within its router; this knows where that was put.
    found = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    path: str | None = getattr(found, "path", None)
    return path or UNKNOWN
