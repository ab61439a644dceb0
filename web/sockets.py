"""Whose connection a page takes: that of whoever it was made for, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, core

Handler = Callable[..., Any]
_OF_A_PAGE = ("event", "javascript_response", "ack", "log")
"""What a browser says of a page that it is connected to; each names the page by its id."""


def keep_apart() -> None:
    """Let nobody come to a page by its id alone.

    NiceGUI takes whoever knows a page's id for whoever looks at it. Ids are long and random, but they stand
    in addresses, and addresses in logs.
    """
    handlers: dict[str, Handler] = core.sio.handlers["/"]
    if "handshake" not in handlers or getattr(handlers["handshake"], "keeps_apart", False):
        return
    ours = {
        "connect": _connected(handlers["connect"]),
        "handshake": _met(handlers["handshake"]),
        **{name: _of_its_own(handlers[name]) for name in _OF_A_PAGE},
    }
    for name, handler in ours.items():
        handler.keeps_apart = True  # type: ignore[attr-defined]
        core.sio.on(name, handler)


def may_see(scope: Mapping[str, Any], client_id: str) -> bool:
    """Whether the page `client_id` was made for whoever asks in `scope`; of one that is not there, True.

    What is theirs is one object, which the guard puts into every request's state.
    """
    client = Client.instances.get(client_id)
    if client is None:
        return True
    made_for = client.request.scope.get("state", {}).get("house")
    return made_for is scope.get("state", {}).get("house")


def _connected(before: Handler) -> Handler:
    async def connect(sid: str, data: dict[str, Any], auth: object = None) -> bool | None:
        query = parse_qs(data.get("QUERY_STRING", ""))
        if not may_see(data.get("asgi.scope", {}), query.get("client_id", [""])[0]):
            return False
        await before(sid, data, auth)
        return None

    return connect


def _met(before: Handler) -> Handler:
    async def handshake(sid: str, data: dict[str, Any]) -> bool:
        environ = core.sio.get_environ(sid) or {}
        if not may_see(environ.get("asgi.scope", {}), str(data.get("client_id"))):
            return False
        return bool(await before(sid, data))

    return handshake


def _of_its_own(before: Handler) -> Handler:
    """`before`, for the page alone that the socket was connected to."""

    def heard(sid: str, message: dict[str, Any]) -> None:
        if message.get("client_id") in core.sio.rooms(sid):
            before(sid, message)

    return heard
