"""Who may ask the page for anything, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from web.doors import OneDoor
from web.guard import Guard, Message, Receive, Scope, Send
from web.house import House
from web.keys import WebKeys
from web.outside import Outside

HOST = "127.0.0.1:8137"
KEYS = WebKeys(link="the-link", cookie="c" * 64, storage="s" * 64)
WITH_PASSWORD = WebKeys(link="the-link", cookie="c" * 64, storage="s" * 64, password="opens it")
COOKIE = f"interview-{'s' * 8}={'c' * 64}"
HOUSE = object()
PAGE = b'<html><script type="module">1</script><script>2</script><scripted></html>'


@dataclass
class Behind:
    """The pages behind the guard: what reached them."""

    asked: list[str] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    kind: bytes = b"text/html; charset=utf-8"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        self.scopes.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self.bodies.append(body)
        headers = [(b"content-type", self.kind), (b"content-length", str(len(PAGE)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Door:
    """A guard before `behind`, asked as a browser asks."""

    def __init__(
        self, keys: WebKeys = KEYS, hosts: Sequence[str] = (HOST,), outside: Outside | None = None
    ) -> None:
        self.behind = Behind()
        self.now = 0.0
        door = OneDoor(keys, cast(House, HOUSE), lambda: self.now)
        self._guard = Guard(self.behind, door, hosts, lambda: self.now, outside)

    async def ask(
        self,
        path: str = "/",
        method: str = "GET",
        query: str = "",
        chunks: Sequence[bytes] = (b"",),
        kind: str = "http",
        **headers: str,
    ) -> Answer:
        given = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        sent: list[Message] = []
        left = list(chunks)

        async def receive() -> Message:
            if kind == "websocket":
                return {"type": "websocket.connect"}
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

        async def send(message: Message) -> None:
            sent.append(message)

        scope: dict[str, Any] = {
            "type": kind,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        }
        if kind == "http":
            scope["method"] = method
        await self._guard(scope, receive, send)
        if kind == "websocket":
            accepted = sent[0]["type"] == "websocket.accept"
            return Answer(101 if accepted else sent[0]["code"], {}, b"")
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], told, b"".join(message["body"] for message in sent[1:]))


async def test_nobody_comes_in_without_the_link() -> None:
    door = Door()

    assert [
        (await door.ask(path)).status for path in ("/", "/guides", "/_nicegui/x.js", "/static/page.css")
    ] == [401] * 4
    assert (await door.ask(query="key=the-lin")).status == 401
    assert (await door.ask(query="key=")).status == 401
    assert (await door.ask(query="key=schl%C3%BCssel")).status == 401
    assert door.behind.asked == []


async def test_the_link_is_changed_for_a_cookie_that_no_script_reads_and_no_other_site_sends() -> None:
    answer = await Door().ask("/guides", query="key=the-link")

    assert (answer.status, answer.headers["location"]) == (303, "/guides")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(COOKIE)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize("path", ["//elsewhere.example/x", "/\\elsewhere.example", "\\\\elsewhere.example"])
async def test_the_link_leads_nowhere_else(path: str) -> None:
    location = (await Door().ask(path, query="key=the-link")).headers["location"]

    assert location.startswith("/") and location[1] not in "/\\"


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        f"interview-{'s' * 8}={'d' * 64}",
        f"interview-{'t' * 8}={'c' * 64}",
        f"interview-{'s' * 8}=",
        "no cookie at all;;=",
        f"interview-{'s' * 8}=ä",
    ],
)
async def test_another_cookie_opens_nothing(cookie: str) -> None:
    door = Door()
    assert (await door.ask(cookie=cookie)).status == 401
    assert door.behind.asked == []


async def test_the_cookie_opens_the_page_among_others() -> None:
    door = Door()
    assert (await door.ask("/past", cookie=f"theme=dark; {COOKIE}")).status == 200
    assert door.behind.asked == ["/past"]


@pytest.mark.parametrize(
    "host", ["", "elsewhere.example:8137", "127.0.0.1", "127.0.0.1:80", f"{HOST}.example"]
)
async def test_another_name_is_refused_also_with_the_key(host: str) -> None:
    door = Door()
    assert (await door.ask(host=host, query="key=the-link")).status == 421
    assert (await door.ask(host=host, cookie=COOKIE)).status == 421
    assert (
        await door.ask(host=host, kind="websocket", cookie=COOKIE, origin=f"http://{host}")
    ).status == 1008
    assert door.behind.asked == []


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://127.0.0.1:8138", "file://"])
async def test_what_another_page_sends_is_refused(origin: str) -> None:
    door = Door()
    for kind, method in (("http", "GET"), ("http", "POST"), ("websocket", "")):
        answer = await door.ask(kind=kind, method=method, origin=origin, cookie=COOKIE)
        assert answer.status in (403, 1008)
    assert door.behind.asked == []


async def test_what_changes_something_and_a_websocket_must_say_where_they_come_from() -> None:
    door = Door()
    assert (await door.ask(method="POST", cookie=COOKIE)).status == 403
    assert (await door.ask(kind="websocket", cookie=COOKIE)).status == 1008
    assert door.behind.asked == []

    assert (await door.ask(method="POST", cookie=COOKIE, origin=f"http://{HOST}")).status == 200
    assert (await door.ask(kind="websocket", cookie=COOKIE, origin=f"http://{HOST}")).status == 101


async def test_a_websocket_without_the_cookie_is_closed_whatever_its_address_says() -> None:
    door = Door()
    answer = await door.ask(kind="websocket", query="key=the-link", origin=f"http://{HOST}")
    assert (answer.status, door.behind.asked) == (1008, [])


@pytest.mark.parametrize("length", [str((26 << 20) + 1), "-1", "many", "1e3", "٣"])
async def test_a_length_that_is_too_much_or_none_is_refused(length: str) -> None:
    door = Door()
    assert (await door.ask(cookie=COOKIE, content_length=length)).status == 413
    assert door.behind.asked == []


async def test_a_body_whose_length_is_not_told_ends_where_it_is_too_much() -> None:
    door = Door()
    chunks = [b"x" * (1 << 20)] * 40
    await door.ask(method="POST", cookie=COOKIE, origin=f"http://{HOST}", chunks=chunks)
    assert len(door.behind.bodies[0]) == 26 << 20


async def test_every_answer_forbids_frames_foreign_scripts_and_calls_elsewhere() -> None:
    door = Door()
    answers = [
        await door.ask(cookie=COOKIE),
        await door.ask(),
        await door.ask(query="key=the-link"),
        await door.ask(host="x"),
        await Door(WITH_PASSWORD).ask(),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert "*" not in policy and "http:" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        # Forms are sent with their origin, without which nobody could sign in or out; elsewhere goes nothing.
        assert answer.headers["referrer-policy"] == "same-origin"
        # Ours may ask for the microphone, and no frame or other page.
        assert "microphone=(self)" in answer.headers["permissions-policy"].split(", ")


async def test_our_own_scripts_carry_a_word_that_is_new_each_time_and_nothing_else_does() -> None:
    door = Door()
    nonces = set()
    for _ in range(2):
        answer = await door.ask(cookie=COOKIE)
        (nonce,) = re.findall(r"'nonce-([^']+)'", answer.headers["content-security-policy"])
        nonces.add(nonce)
        marked = f'<script nonce="{nonce}"'.encode()
        first, second = marked + b' type="module">1</script>', marked + b">2</script>"
        assert answer.body == b"<html>" + first + second + b"<scripted></html>"
        assert answer.headers["content-length"] == str(len(answer.body))
    assert len(nonces) == 2


async def test_what_is_no_page_passes_as_it_is() -> None:
    door = Door()
    door.behind.kind = b"text/javascript"
    assert (await door.ask(cookie=COOKIE)).body == PAGE


async def test_whoever_knows_the_password_signs_in() -> None:
    door = Door(WITH_PASSWORD, hosts=())
    assert b'type="password"' in (await door.ask()).body

    answer = await sign_in(door, "opens it")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].startswith(COOKIE)


async def test_ten_wrong_passwords_a_minute_are_the_most() -> None:
    door = Door(WITH_PASSWORD, hosts=())
    assert [(await sign_in(door, str(n))).status for n in range(12)] == [401] * 10 + [429] * 2
    # Nor does the right one open it then: whoever guesses must not learn that it was right.
    assert (await sign_in(door, "opens it")).status == 429

    door.now = 61
    assert (await sign_in(door, "opens it")).status == 303


async def test_a_password_from_another_page_or_of_any_length_is_not_looked_at() -> None:
    door = Door(WITH_PASSWORD, hosts=())
    assert (await sign_in(door, "opens it", origin="http://elsewhere.example")).status == 403
    assert (await sign_in(door, "x" * 5000)).status == 413


async def test_without_a_password_nobody_signs_in() -> None:
    door = Door()
    assert (await sign_in(door, "")).status == 401
    assert (await sign_in(door, "opens it")).status == 401


async def sign_in(door: Door, password: str, origin: str = f"http://{HOST}") -> Answer:
    return await door.ask("/sign-in", "POST", chunks=[f"password={password}".encode()], origin=origin)


BELOW = Outside("example.org", "/interview")


async def test_behind_a_proxy_everything_stands_below_its_path() -> None:
    door = Door(hosts=(HOST, "example.org"), outside=BELOW)

    welcome = await door.ask("/interview/guides", query="key=the-link", host="example.org")
    assert (welcome.status, welcome.headers["location"]) == (303, "/interview/guides")
    assert {"Path=/interview/", "Secure"} <= set(welcome.headers["set-cookie"].split("; "))
    assert (await door.ask("/interview", query="key=x", cookie=COOKIE)).headers["location"] == (
        "/interview/?key=x"
    )
    assert (await door.ask("/guides", cookie=COOKIE)).status == 404
    assert (await door.ask("/interviews/guides", cookie=COOKIE)).status == 404
    assert door.behind.asked == []

    passed = await door.ask("/interview/guides", cookie=COOKIE, x_forwarded_prefix="/elsewhere")
    assert (passed.status, door.behind.asked) == (200, ["/interview/guides"])
    assert door.behind.scopes[0]["root_path"] == "/interview"
    assert not [name for name, _ in door.behind.scopes[0]["headers"] if name == b"x-forwarded-prefix"]


async def test_behind_a_proxy_the_password_is_sent_below_its_path() -> None:
    door = Door(WITH_PASSWORD, hosts=("example.org",), outside=BELOW)
    origin = "https://example.org"

    assert b'action="/interview/sign-in"' in (await door.ask("/interview/", host="example.org")).body
    answer = await door.ask(
        "/interview/sign-in", "POST", chunks=(b"password=opens+it",), host="example.org", origin=origin
    )
    assert (answer.status, answer.headers["location"]) == (303, "/interview/")
