"""The page for several users: who signs in with what, for how long, and that nobody comes to another's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from nicegui import Client
from nicegui import app as pages_app
from nicegui.testing.user_simulation import user_simulation

from app.bootstrap.memory import now, open_memory
from app.past.handing_out import handed_out
from app.settings import SAMPLE_GUIDES, from_environment
from app.users import tokens
from app.users.bounds import TooManyGuides, TooManyOpen
from app.users.workspaces import Workspaces
from domain.users import Allowance, Scope, User
from memory.audit import RedisAudit
from memory.connection import RedisHandle, open_redis
from memory.users import RedisUsers
from tests.app.conftest import home, knowledge, workspace
from tests.support.past import WEAK, Workspace
from web import signing_in, sockets
from web.guard import Guard
from web.house import House
from web.pages import addresses
from web.signing_in import LASTS, NEEDED, Houses, UsersDoor
from web.speech.speech import speech_of

__all__ = ["home", "knowledge", "workspace"]
HOST = "page.example"
ORIGIN = {"origin": f"http://{HOST}"}


@dataclass
class Site:
    """The pages for several users, in this process."""

    door: UsersDoor
    houses: Houses
    users: RedisUsers
    audit: RedisAudit
    app: Any
    moment: list[datetime] = field(default_factory=lambda: [now()])

    async def token(self, name: str, scopes: frozenset[Scope] = NEEDED, **more: Any) -> str:
        """A token of `name`, who is a user."""
        await self.users.add(User(name=name, added_at=now(), allowance=more.pop("allowance", None)))
        text, kept = tokens.made(name, "of a test", scopes, now(), **more)
        await self.users.put_token(kept)
        return text

    def browser(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app)
        return httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=ORIGIN)

    async def signed_in(self, name: str) -> httpx.AsyncClient:
        """A browser in which `name` is signed in."""
        browser = self.browser()
        answer = await browser.post("/sign-in", data={"password": await self.token(name)})
        assert answer.status_code == 303
        return browser


async def behind(scope: Any, receive: Any, send: Any) -> None:
    """Tells whose house the request came to."""
    told = scope["state"]["house"].user.encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told})


def site_over(handle: RedisHandle, place: Path, app: Any = behind) -> Site:
    settings = from_environment({"INTERVIEW_HOME": str(place)})
    houses = Houses(Workspaces(settings, handle, {}), speech_of(settings))
    door = signing_in.door(settings, handle, houses, "interview-test")
    users, audit = RedisUsers(handle.client), RedisAudit(handle.client)
    site = Site(door, houses, users, audit, Guard(app, door, (HOST,), lambda: 0.0))
    door.now = lambda: site.moment[0]
    return site


@asynccontextmanager
async def a_site(workspace: Workspace, app: Any = behind) -> AsyncIterator[Site]:
    async with open_redis(None, workspace.home / "redis") as handle:
        site = site_over(handle, workspace.home, app)
        yield site
        await site.houses.close()


async def test_whoever_shows_a_token_signs_in_and_comes_to_their_own(workspace: Workspace) -> None:
    async with a_site(workspace) as site:
        anna = await site.signed_in("anna")
        form = await site.browser().get("/past")
        own, ben = await anna.get("/past"), await (await site.signed_in("ben")).get("/past")
        deeds = [(deed.user, deed.what, deed.status) for deed in await site.audit.latest(10)]

    assert (form.status_code, "Token" in form.text) == (401, True)
    assert (own.text, ben.text) == ("anna", "ben")
    assert deeds == [("ben", "sign_in", 200), ("anna", "sign_in", 200)]


async def test_the_cookie_is_no_scripts_and_no_other_sites_and_ends(workspace: Workspace) -> None:
    async with a_site(workspace) as site, site.browser() as browser:
        short = await site.token("anna", expires_at=now() + timedelta(hours=1))
        told = [
            (await browser.post("/sign-in", data={"password": each})).headers["set-cookie"]
            for each in (await site.token("ben"), short)
        ]

    found = [next(iter(SimpleCookie(each).values())) for each in told]
    assert all(each["httponly"] and each["samesite"] == "Strict" for each in found)
    assert [int(each["max-age"]) for each in found] == [
        LASTS.total_seconds(),
        pytest.approx(3600, abs=60),
    ]
    # Nothing of the token is in it, and two browsers have different ones.
    assert short.split("_")[1] not in told[1] and short.rpartition("_")[2] not in told[1]
    assert found[0].value != found[1].value


async def test_what_lets_nobody_in_is_refused_and_noted(workspace: Workspace) -> None:
    async with a_site(workspace) as site, site.browser() as browser:
        good = await site.token("anna")
        reads = await site.token("anna", frozenset({Scope.READ}))
        over = await site.token("anna", expires_at=now() - timedelta(seconds=1))
        given = {
            "none": "",
            "made up": "mi_aaaaaaaaaaaa_" + "a" * 43,
            "wrong secret": good[:-1] + ("a" if good[-1] != "a" else "b"),
            "over": over,
            "for reading": reads,
        }
        found = {
            why: (await browser.post("/sign-in", data={"password": text})).status_code
            for why, text in given.items()
        }
        elsewhere = await browser.post(
            "/sign-in", data={"password": good}, headers={"origin": "http://other.example"}
        )
        forged = [
            (await browser.get("/", headers={"cookie": f"interview-test={value}"})).status_code
            for value in ("", "anna", "anna.", "anna.x", ".x", "../anna.x", "ANNA.x", "anna." + "x" * 5000)
        ]
        noted = [deed.status for deed in await site.audit.latest(10, "anna")]

    assert found == {"none": 401, "made up": 401, "wrong secret": 401, "over": 401, "for reading": 403}
    assert elsewhere.status_code == 403
    assert set(forged) == {401}
    assert noted == [403, 401, 401]


async def test_wrong_secrets_are_not_tried_for_ever(workspace: Workspace) -> None:
    async with a_site(workspace) as site, site.browser() as browser:
        good = await site.token("anna")
        wrong = good[:-1] + ("a" if good[-1] != "a" else "b")
        found = [(await browser.post("/sign-in", data={"password": wrong})).status_code for _ in range(11)]
        # Nor is the right one tried: whoever guesses must not learn that it was right.
        right = await browser.post("/sign-in", data={"password": good})

    assert found == [401] * 10 + [429]
    assert right.status_code == 429


async def test_a_sign_in_ends_by_signing_out_and_with_its_token_or_its_user(workspace: Workspace) -> None:
    async with a_site(workspace) as site:
        anna, again, ben, cleo = [await site.signed_in(name) for name in ("anna", "anna", "ben", "cleo")]
        out = await anna.post("/sign-out")
        # As a thief would show it, who copied it before.
        copied = out.request.headers["cookie"]
        stolen = await site.browser().get("/", headers={"cookie": copied})
        (bens,) = await site.users.tokens("ben")
        await site.users.put_token(bens.model_copy(update={"revoked_at": now()}))
        await site.users.remove("cleo")
        found = [(await each.get("/")).status_code for each in (anna, again, ben, cleo)]
        for each in await site.users.tokens("anna"):
            await site.users.put_token(each.model_copy(update={"expires_at": now() + timedelta(days=1)}))
        site.moment[0] += timedelta(days=2)
        later = (await again.get("/")).status_code

    assert (out.status_code, out.headers["clear-site-data"]) == (303, '"storage"')
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert stolen.status_code == 401
    assert found == [401, 200, 401, 401]
    assert later == 401


async def test_a_connection_ends_when_its_sign_in_does(workspace: Workspace) -> None:
    heard: list[str] = []

    async def echo(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message.get("text", ""))
        await send({"type": "websocket.send", "text": "too late"})

    async with a_site(workspace, echo) as site:
        browser = await site.signed_in("anna")
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        clock = [0.0]
        guard = Guard(echo, site.door, (HOST,), lambda: clock[0])
        sent: list[Any] = []
        said = ["before", "soon", "after", "never"]

        async def receive() -> Any:
            text = said.pop(0)
            if text == "soon":
                await site.door.leave(browser.cookies["interview-test"])
            if text == "after":
                clock[0] += 60
            return {"type": "websocket.receive", "text": text}

        async def send(message: Any) -> None:
            sent.append(message)

        headers = {"host": HOST, "cookie": cookie, **ORIGIN}
        scope = {"type": "websocket", "path": "/", "query_string": b"", "headers": []}
        scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
        await guard(scope, receive, send)

    # Asked every few seconds, not at every word.
    assert heard == ["before", "soon"]
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"]


async def test_of_anothers_sessions_files_and_pages_there_is_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    await asyncio.to_thread(workspace.does, lambda place: place.hold("s1", (WEAK, "/stop")))
    async with user_simulation():
        addresses.register()
        async with a_site(workspace, pages_app) as site:
            settings = from_environment({"INTERVIEW_HOME": str(workspace.home)})
            anna, ben = await site.signed_in("anna"), await site.signed_in("ben")
            houses = {name: site.houses.of(User(name=name, added_at=now())) for name in ("anna", "ben")}
            async with open_memory(settings) as plain:
                exported = await handed_out(plain, settings, "s1", "json")
            taken = await anna.post("/past/import", content=exported.encode(), headers={"x-name": "s1.json"})
            put = await anna.post(
                "/guides/files", params={"name": "mine.md"}, content=b"# Q\n\n### Why us?\n\n- You.\n"
            )
            session_id = taken.json()["address"].rpartition("/")[2]
            asked = [
                path.replace("{session_id}", session_id).replace("{form}", "json").replace("{name}", "1.webm")
                for route in pages_app.routes
                if "{session_id}" in (path := getattr(route, "path", ""))
                and "GET" in (getattr(route, "methods", None) or ())
            ]
            asked = [path.replace("{number}", "1") for path in asked]
            of_others = {path: (await ben.get(path)).status_code for path in asked}
            own = (await anna.get(f"/past/{session_id}/export/json")).status_code
            guides = [house.shelf.where for house in houses.values()]
            listed = [(await browser.get("/past")).text.count(session_id) for browser in (anna, ben)]

    assert (taken.status_code, put.json()["outcome"], own) == (200, "added", 200)
    assert len(asked) >= 6
    assert set(of_others.values()) == {404}, of_others
    assert guides == [(workspace.home / "users" / "anna" / "guides",), (SAMPLE_GUIDES,)]
    assert listed[0] > 0 and listed[1] == 0


def test_a_page_takes_no_connection_but_of_whoever_it_was_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = object(), object()
    page = SimpleNamespace(request=SimpleNamespace(scope={"state": {"house": mine}}))
    monkeypatch.setitem(Client.instances, "the-page", page)  # type: ignore[arg-type]

    assert sockets.may_see({"state": {"house": mine}}, "the-page")
    assert not sockets.may_see({"state": {"house": theirs}}, "the-page")
    assert not sockets.may_see({}, "the-page")


async def test_each_may_have_as_much_as_is_allowed_them_now(workspace: Workspace, tmp_path: Path) -> None:
    async with a_site(workspace) as site:
        small = User(name="anna", added_at=now(), allowance=Allowance(guides=1, open_sessions=0))
        house: House = site.houses.of(small)
        await house.shelf.put("one.md", b"# Q\n\n### Why us?\n\n- You.\n")
        with pytest.raises(TooManyGuides):
            await house.check_guide("two.md")
        await house.check_guide("one.md")
        with pytest.raises(TooManyOpen):
            await house.rooms.begin(10, "study")
        with pytest.raises(TooManyOpen):
            await house.check_open()

        # Another allowance holds from the next request on, in the same house.
        assert site.houses.of(small.model_copy(update={"allowance": None})) is house
        await house.check_guide("two.md")
        await house.check_open()
