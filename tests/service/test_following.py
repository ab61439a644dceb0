"""A session watched by way of one worker while another takes its turns."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from app.bootstrap.memory import now
from app.settings import Settings
from domain.users import Scope
from service import following
from service.draining import DRAIN
from tests.service.test_sessions import answered, begun
from tests.support import guards
from tests.support.services import ALL, WHOLE, Served, served


@dataclass
class Watch:
    """A client that reads events as they come."""

    status: int = 0
    events: list[tuple[str, str, Any]] = field(default_factory=list)
    """Of each its place, its name and what it says."""
    over: bool = False
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def names(self) -> list[str]:
        return [name for _, name, _ in self.events]

    async def until(self, *names: str, count: int = 1) -> list[Any]:
        """What the last of these events said, once there are so many of them."""
        async with asyncio.timeout(guards.SECONDS), self._news:
            await self._news.wait_for(lambda: sum(name in names for name in self.names) >= count)
        return [said for _, name, said in self.events if name in names]

    async def until_over(self) -> None:
        async with asyncio.timeout(guards.SECONDS), self._news:
            await self._news.wait_for(lambda: self.over)

    async def heard(self, message: dict[str, Any]) -> None:
        async with self._news:
            self.status = message.get("status", self.status)
            for block in message.get("body", b"").decode().split("\n\n"):
                told = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
                if "event" in told:
                    self.events.append((told.get("id", ""), told["event"], json.loads(told["data"])))
            self.over = message["type"] == "http.response.body" and not message.get("more_body")
            self._news.notify_all()


@asynccontextmanager
async def watching(app: Any, token: str, path: str, after: str = "") -> AsyncIterator[Watch]:
    """A client of `app` that watches: httpx would wait until the response is whole."""
    watch, gone = Watch(), asyncio.Event()
    headers = [(b"authorization", f"Bearer {token}".encode()), (b"host", b"service")]
    if after:
        headers.append((b"last-event-id", after.encode()))
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": headers}
    scope |= {"query_string": b"", "scheme": "http", "server": ("service", 80), "http_version": "1.1"}
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await gone.wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    task = asyncio.create_task(app({**scope, "app": app}, receive, watch.heard))
    try:
        yield watch
    finally:
        gone.set()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def two_workers(serving: Served) -> AsyncIterator[tuple[Served, Served, str, httpx.AsyncClient]]:
    """Two workers over one database, a token of anna's, and a client of the first."""
    token = await serving.token("anna")
    async with served(Settings(home=serving.home), beside=True) as other, serving.client(token) as client:
        yield serving, other, token, client


async def test_a_turn_that_one_worker_takes_is_seen_by_way_of_another(serving: Served) -> None:
    async with two_workers(serving) as (_, other, token, client):
        session_id = (await begun(client))["session"]["id"]
        async with watching(other.app, token, f"/v1/sessions/{session_id}/events") as watch:
            (first,) = await watch.until("session")
            outcome = (await answered(client, session_id, 1, text=WHOLE)).json()
            await watch.until("outcome")
            outcome = (await answered(client, session_id, outcome["next"]["number"], text=ALL)).json()
            seen = await watch.until("outcome", count=2)
            await watch.until("session", count=2)
            stopped = await answered(client, session_id, outcome["next"]["number"], kind="stop")
            await watch.until_over()

    assert first["waiting"]["number"] == 1
    assert seen[1] == outcome
    assert "outcome" in watch.names[watch.names.index("coached") :]
    # It ends with the session, and the last that is told of it is that.
    assert watch.names[-1] == "session"
    assert watch.events[-1][2]["status"] == "finished"
    assert (
        stopped.json()["report"]
        == [said for _, name, said in watch.events if name == "outcome"][-1]["report"]
    )


async def test_whoever_lost_the_connection_is_told_what_they_missed_by_any_worker(serving: Served) -> None:
    async with two_workers(serving) as (one, other, token, client):
        session_id = (await begun(client))["session"]["id"]
        path = f"/v1/sessions/{session_id}/events"
        async with watching(one.app, token, path) as watch:
            await watch.until("session")
            first = (await answered(client, session_id, 1, text=WHOLE)).json()
            await watch.until("outcome")
        place = next(place for place, name, _ in watch.events if name == "outcome")
        second = (await answered(client, session_id, first["next"]["number"], text=WHOLE)).json()
        async with watching(other.app, token, path, after=place) as again:
            missed = await again.until("outcome")
            await again.until("session")

    assert missed == [second]
    assert first not in missed


async def test_what_is_done_without_the_service_is_seen_as_it_is_kept(serving: Served) -> None:
    async with two_workers(serving) as (one, other, token, client):
        session_id = (await begun(client))["session"]["id"]
        async with watching(other.app, token, f"/v1/sessions/{session_id}/events") as watch:
            await watch.until("session")
            store = one.service.workspaces.of("anna").memory.store
            session = await store.session(session_id)
            await store.save(session.model_copy(update={"answered": 2, "updated_at": now()}))
            told = await watch.until("session", count=2)
            deleted = await client.delete(f"/v1/sessions/{session_id}")
            problem = await watch.until("problem")
            await watch.until_over()

    assert [each["answered"] for each in told] == [0, 2]
    assert deleted.status_code == 204
    assert problem[0]["type"] == "/problems/unknown-session"


async def test_nothing_is_kept_of_words_that_nobody_watches(serving: Served, anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    await answered(anna, session_id, 1, text=WHOLE)
    memory = serving.service.workspaces.of("anna").memory
    keys = memory.keys.session(session_id)

    assert await memory.redis.client.exists(keys.told, keys.watched) == 0


async def test_a_watch_ends_with_its_token_and_with_its_process(
    serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_BETWEEN_SIGNS", 0.0)
    async with two_workers(serving) as (one, _, token, client):
        session_id = (await begun(client))["session"]["id"]
        path = f"/v1/sessions/{session_id}/events"
        async with watching(one.app, token, path) as watch:
            await watch.until("session")
            kept = await one.service.users.token(token.split("_")[1])
            assert kept is not None
            await one.service.users.put_token(kept.model_copy(update={"revoked_at": now()}))
            await watch.until_over()
        other = await one.token("anna")
        try:
            async with watching(one.app, other, path) as draining:
                await draining.until("session")
                DRAIN.begin()
                await draining.until_over()
        finally:
            DRAIN.end()

    assert watch.names == ["session"]
    assert one.service.watching == {}


async def test_watching_is_bounded_and_ones_own(serving: Served, ben: httpx.AsyncClient) -> None:
    async with two_workers(serving) as (one, _, _, client):
        session_id = (await begun(client))["session"]["id"]
        path = f"/v1/sessions/{session_id}/events"
        reads = await one.token("anna", {Scope.READ})
        one.service.watching["anna"] = following.MOST
        too_many = await client.get(path)
        one.service.watching.clear()
        wrong = await client.get(path, headers={"Last-Event-ID": "yesterday"})
        of_ben = await ben.get(path)
        async with watching(one.app, reads, path) as watch:
            await watch.until("session")

    assert [too_many.status_code, wrong.status_code, of_ben.status_code] == [429, 422, 404]
    assert "Retry-After" in too_many.headers
    assert watch.status == 200
