"""Entity tags: what was seen already is not sent again, and what changed meanwhile not written over."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from hashlib import sha256
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import CHANGED, NEEDS_CONDITION, Problem

_ONE = re.compile(r'(?:W/)?"[^"]*"|\*')
_TAGGED = ("application/json",)


def tag_of(digest: str) -> str:
    """A strong tag made of a digest."""
    return f'"{digest[:32]}"'


def names(header: str, tag: str, *, weakly: bool = False) -> bool:
    """Whether `header` (If-Match, If-None-Match) names `tag`, or anything at all with "*"."""
    given = _ONE.findall(header)
    if weakly:
        given = [each.removeprefix("W/") for each in given]
    return "*" in given or tag in given


def check_unchanged(if_match: str, tag: str | None, *, needed: bool) -> None:
    """Raise `Problem` where what is to be changed is not what was seen; `tag` is None where there is none."""
    if not if_match:
        if needed and tag is not None:
            raise Problem(NEEDS_CONDITION, "It is there already: say in If-Match which one you have seen.")
        return
    if tag is None or not names(if_match, tag):
        raise Problem(CHANGED, "It is not, or no longer, as you have seen it. Look again, then decide.")


class Tagged:
    """ASGI middleware: JSON that is read gets a tag, and is not sent to a client that has it already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        answer = _Answer(Headers(scope=scope).get("if-none-match", ""), send)
        await self._app(scope, receive, answer.send)


class _Answer:
    """One response: held back until it is whole, where it is JSON that is to be tagged."""

    def __init__(self, seen: str, send: Send) -> None:
        self._seen = seen
        self._send = send
        self._start: MutableMapping[str, Any] | None = None
        self._body: list[bytes] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "").split(";")[0]
            if message["status"] == 200 and kind in _TAGGED:
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._whole(self._start)
            return
        await self._send(message)

    async def _whole(self, start: MutableMapping[str, Any]) -> None:
        body = b"".join(self._body)
        headers = MutableHeaders(raw=start["headers"])
        tag = headers.get("etag") or tag_of(sha256(body).hexdigest())
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "private, no-cache")
        if self._seen and names(self._seen, tag, weakly=True):
            start["status"] = 304
            del headers["content-length"]
            del headers["content-type"]
            body = b""
        start["headers"] = headers.raw
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
