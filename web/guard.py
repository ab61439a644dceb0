"""What comes before every page: whose request it is, where it comes from, what a browser may do with it."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from domain.errors import MemoryUnavailable
from web.doors import SIGN_OUT, Door, Refused, Welcome
from web.outside import Outside

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SIGN_IN = "/sign-in"
_FIELD = "password"
_SECONDS_BETWEEN_LOOKS = 5.0
"""So often at most it is asked whether a websocket's cookie is still let in."""
_MOST_BODY = 26 << 20
"""Bytes that a request may have: an upload at its cap, and what goes with it."""
_MOST_FORM = 4 << 10
_SAFE = ("GET", "HEAD", "OPTIONS")
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_CLOSED = (
    "Open the page with the link that `interview web` printed: it holds the key. It is new at each start."
)


class Guard:
    """ASGI middleware around the whole page.

    - Host must be one of `hosts` (a page elsewhere cannot rebind its name to this machine), and Origin, where
      a browser sends one, the same host; a websocket must send one.
    - Only whom `door` let in has the cookie that everything else asks for; what is theirs stands in the
      request's state as `house`, and pages know nobody else's. A websocket ends when the cookie does.
    - A request's body is bounded, told or not.
    - `outside` is where a proxy makes the page known: everything stands below its root.
    - Every answer forbids framing, foreign scripts, styles, fonts, images and connections.
    """

    def __init__(
        self,
        app: App,
        door: Door,
        hosts: Iterable[str],
        clock: Callable[[], float],
        outside: Outside | None = None,
    ) -> None:
        self._app = app
        self._door = door
        self._hosts = frozenset(hosts)
        self._root = outside.root if outside is not None else ""
        self._secure = outside is not None and outside.secure
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if (refused := self._refused(scope, headers)) is not None:
            await _refuse(scope, send, *refused)
        elif self._root and scope["path"] == self._root and scope["type"] == "http":
            await _go(send, f"{self._root}/{_query(scope)}")
        elif self._root and not scope["path"].startswith(f"{self._root}/"):
            await _refuse(scope, send, 404, f"The page stands at {self._root}/.")
        else:
            await self._asked(scope, receive, send, headers)

    async def _asked(self, scope: Scope, receive: Receive, send: Send, headers: dict[str, str]) -> None:
        """Take a request on to its page, where its cookie is one that is let in."""
        cookie = _cookie(headers.get("cookie", ""), self._door.cookie_name)
        try:
            house = await self._door.house(cookie) if cookie else None
            if house is None and scope["type"] == "websocket":
                await _refuse(scope, send, 403, _CLOSED)
                return
            if house is None:
                await self._let_in(scope, receive, send)
                return
            if scope["type"] == "http" and await self._changes(scope, receive, send, cookie):
                return
        except MemoryUnavailable as error:
            await _refuse(scope, send, 503, str(error))
            return
        below, sending = self._below(scope, house), _answering(send, headers["host"])
        if scope["type"] == "websocket":
            await self._app(below, *self._while_let_in(cookie, receive, sending))
        else:
            await self._app(below, _bounded(receive), sending)

    async def _changes(self, scope: Scope, receive: Receive, send: Send, cookie: str) -> bool:
        """Let somebody who is signed in sign out, or in as another; whether that was asked for."""
        path, posted = scope["path"], scope["method"] == "POST"
        if posted and path == self._root + SIGN_OUT:
            await self._sign_out(send, cookie)
        elif posted and path == self._root + SIGN_IN and self._door.asks_for:
            await self._sign_in(scope, receive, send)
        elif path == self._root + SIGN_IN:
            await _go(send, f"{self._root}/")
        else:
            return False
        return True

    def _below(self, scope: Scope, house: object) -> Scope:
        """`scope` with the path below which the page stands, and whose it is; no header says another."""
        headers = [pair for pair in scope["headers"] if pair[0].lower() != b"x-forwarded-prefix"]
        state = {**scope.get("state", {}), "house": house}
        return {**scope, "headers": headers, "root_path": self._root, "state": state}

    def _while_let_in(self, cookie: str, receive: Receive, send: Send) -> tuple[Receive, Send]:
        """A websocket's `receive` and `send`, which end when whoever opened it is not let in any more.

        A browser says every few seconds that it is there, so that this is noticed within some.
        """
        asked, over = self._clock(), False

        async def receiving() -> Message:
            nonlocal asked, over
            message = await receive()
            if message["type"] == "websocket.receive" and self._clock() - asked >= _SECONDS_BETWEEN_LOOKS:
                asked = self._clock()
                if not await self._still(cookie):
                    await send({"type": "websocket.close", "code": 1008})
                    over = True
                    return {"type": "websocket.disconnect", "code": 1008}
            return message

        async def sending(message: Message) -> None:
            if not over:
                await send(message)

        return receiving, sending

    async def _still(self, cookie: str) -> bool:
        try:
            return await self._door.house(cookie) is not None
        except MemoryUnavailable:
            # A database that is away for a moment signs nobody out.
            return True

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if self._hosts and host not in self._hosts:
            return 421, "This page is not called by that name."
        origin = headers.get("origin")
        needed = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if (needed or origin is not None) and (origin is None or urlsplit(origin).netloc != host):
            return 403, "That came from another page."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST_BODY:
            return 413, f"At most {_MOST_BODY >> 20} MB go into one request."
        return None

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the link, or what signing in asks for, for the cookie."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if (welcome := self._door.opens(query.get("key", [""])[0])) is not None:
            await self._welcome(send, scope["path"], welcome)
        elif not self._door.asks_for:
            await _refuse(scope, send, 401, _CLOSED)
        elif scope["path"] == self._root + SIGN_IN and scope["method"] == "POST":
            await self._sign_in(scope, receive, send)
        else:
            await _page(send, 401, self._form(""))

    async def _sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > _MOST_FORM:
                await _refuse(scope, send, 413, f"That is no {self._door.asks_for.lower()}.")
                return
            if not message.get("more_body"):
                break
        given = parse_qs(body.decode("utf-8", "replace")).get(_FIELD, [""])[0]
        match await self._door.let_in(given):
            case Welcome() as welcome:
                await self._welcome(send, f"{self._root}/", welcome)
            case Refused(status, why):
                await _page(send, status, self._form(why))

    async def _sign_out(self, send: Send, cookie: str) -> None:
        await self._door.leave(cookie)
        # What a script kept in this browser is theirs, too.
        forgotten = (b"clear-site-data", b'"storage"')
        await _go(send, f"{self._root}/", self._set("", 0), forgotten)

    async def _welcome(self, send: Send, path: str, welcome: Welcome) -> None:
        await _go(send, path, self._set(welcome.cookie, welcome.seconds))

    def _set(self, cookie: str, seconds: int) -> str:
        """The header's value that lets a browser keep `cookie` for so many seconds."""
        told = f"{self._door.cookie_name}={cookie}; Path={self._root}/; HttpOnly; SameSite=Strict"
        return f"{told}; Max-Age={seconds}{'; Secure' if self._secure else ''}"

    def _form(self, why: str) -> str:
        return (
            f'<form method="post" action="{self._root}{SIGN_IN}"><p role="alert">{html.escape(why)}</p>'
            f"<label>{self._door.asks_for} "
            f'<input type="password" name="{_FIELD}" autocomplete="current-password" autofocus required>'
            f"</label> <button>Sign in</button><p>{html.escape(self._door.hint)}</p></form>"
        )


async def _go(send: Send, path: str, cookie: str = "", *more: tuple[bytes, bytes]) -> None:
    """Send the browser on to `path` on this host; `more` are headers besides."""
    # "//host" would be somewhere else.
    headers = [*_headers("'none'"), (b"location", ("/" + path.lstrip("/\\")).encode()), *more]
    if cookie:
        headers.append((b"set-cookie", cookie.encode()))
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _query(scope: Scope) -> str:
    return f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _bounded(receive: Receive) -> Receive:
    """`receive`, which ends where more comes than a request may have, whatever its length was said to be."""
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > _MOST_BODY:
                return {"type": "http.disconnect"}
        return message

    return bounded


def _answering(send: Send, host: str) -> Send:
    """`send`, which adds the headers, and to a page's own scripts the word by which a browser knows them."""
    nonce = secrets.token_urlsafe(16)
    held: Message | None = None
    body = b""

    async def answering(message: Message) -> None:
        nonlocal held, body
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            scripts = f"'self' 'nonce-{nonce}' 'unsafe-eval'"
            message = {**message, "headers": [*headers, *_headers(scripts, host)]}
            if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                held = message
                return
        elif message["type"] == "http.response.body" and held is not None:
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            start, held = held, None
            body = _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', body)
            kept = [pair for pair in start["headers"] if pair[0] != b"content-length"]
            length = (b"content-length", str(len(body)).encode())
            await send({**start, "headers": [*kept, length]})
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return answering


def _headers(scripts: str, host: str = "") -> list[tuple[bytes, bytes]]:
    # Vue compiles the page's templates in the browser: that is `unsafe-eval`. Styles stand in elements.
    policy = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "media-src": "'self' blob: data:",
        "connect-src": f"'self' ws://{host} wss://{host}" if host else "'none'",
        "worker-src": "'self' blob:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    told = {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        # Nothing is told elsewhere. Under no-referrer a browser says of a form that it comes from nowhere,
        # and signing in or out is refused.
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    }
    return [(name.encode(), value.encode()) for name, value in told.items()]


async def _refuse(scope: Scope, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await _page(send, status, f"<p>{html.escape(why)}</p>")


async def _page(send: Send, status: int, body: str) -> None:
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        "<title>Mock interviewer</title><style>body{font:1.1rem/1.5 system-ui;margin:15vh auto;"
        f"max-width:34rem;padding:0 1rem}}</style><main><h1>Mock interviewer</h1>{body}</main></html>"
    ).encode()
    headers = [
        *_headers("'none'"),
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
