"""What comes before every page: whose request it is, where it comes from, what a browser may do with it."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from web.keys import WebKeys
from web.outside import Outside

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SIGN_IN = "/sign-in"
_MOST_BODY = 26 << 20
"""Bytes that a request may have: an upload at its cap, and what goes with it."""
_MOST_FORM = 4 << 10
_TRIES_A_MINUTE = 10
_SAFE = ("GET", "HEAD", "OPTIONS")
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_CLOSED = (
    "Open the page with the link that `interview web` printed: it holds the key. It is new at each start."
)


class Guard:
    """ASGI middleware around the whole page.

    - Host must be one of `hosts` (a page elsewhere cannot rebind its name to this machine), and Origin, where
      a browser sends one, the same host; a websocket must send one.
    - Only who came by the link, or signed in, has the cookie that everything else asks for.
    - A request's body is bounded, told or not.
    - `outside` is where a proxy makes the page known: everything stands below its root.
    - Every answer forbids framing, foreign scripts, styles, fonts, images and connections.
    """

    def __init__(
        self,
        app: App,
        keys: WebKeys,
        hosts: Iterable[str],
        clock: Callable[[], float],
        outside: Outside | None = None,
    ) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(hosts)
        self._root = outside.root if outside is not None else ""
        self._secure = outside is not None and outside.secure
        self._clock = clock
        self._tries: list[float] = []

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
        elif self._keys.knows(_cookie(headers.get("cookie", ""), self._cookie_name)):
            await self._app(self._below(scope), _bounded(receive), _answering(send, headers["host"]))
        elif scope["type"] == "websocket":
            await _refuse(scope, send, 403, _CLOSED)
        else:
            await self._let_in(scope, receive, send)

    @property
    def _cookie_name(self) -> str:
        # Cookies know no ports: two pages on one machine must not sign each other out.
        return f"interview-{self._keys.storage[:8]}"

    def _below(self, scope: Scope) -> Scope:
        """`scope` with the path below which the page stands; no header says another."""
        headers = [pair for pair in scope["headers"] if pair[0].lower() != b"x-forwarded-prefix"]
        return {**scope, "headers": headers, "root_path": self._root}

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
        """Change the link, or the password, for the cookie."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if self._keys.opens(query.get("key", [""])[0]):
            await self._welcome(send, scope["path"])
        elif not self._keys.password:
            await _refuse(scope, send, 401, _CLOSED)
        elif scope["path"] == self._root + SIGN_IN and scope["method"] == "POST":
            await self._sign_in(scope, receive, send)
        else:
            await _page(send, 401, self._form(""))

    async def _sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        now = self._clock()
        self._tries = [at for at in self._tries if now - at < 60]
        if len(self._tries) >= _TRIES_A_MINUTE:
            await _page(send, 429, self._form("Too many tries; wait a minute."))
            return
        self._tries.append(now)
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > _MOST_FORM:
                await _refuse(scope, send, 413, "That is no password.")
                return
            if not message.get("more_body"):
                break
        given = parse_qs(body.decode("utf-8", "replace")).get("password", [""])[0]
        if self._keys.lets_in(given):
            self._tries.pop()
            await self._welcome(send, f"{self._root}/")
        else:
            await _page(send, 401, self._form("That is not the password."))

    async def _welcome(self, send: Send, path: str) -> None:
        cookie = f"{self._cookie_name}={self._keys.cookie}; Path={self._root}/; HttpOnly; SameSite=Strict"
        await _go(send, path, f"{cookie}; Max-Age=7776000{'; Secure' if self._secure else ''}")

    def _form(self, why: str) -> str:
        return (
            f'<form method="post" action="{self._root}{SIGN_IN}"><p>{html.escape(why)}</p>'
            '<label>Password <input type="password" name="password" autofocus required></label> '
            "<button>Sign in</button></form>"
        )


async def _go(send: Send, path: str, cookie: str = "") -> None:
    """Send the browser on to `path` on this host."""
    # "//host" would be somewhere else.
    headers = [*_headers("'none'"), (b"location", ("/" + path.lstrip("/\\")).encode())]
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


def _headers(scripts: str, host: str = "", referrer: str = "no-referrer") -> list[tuple[bytes, bytes]]:
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
        "referrer-policy": referrer,
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
        # Under no-referrer a browser says of a form that it comes from nowhere, and signing in is refused.
        *_headers("'none'", referrer="same-origin"),
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
