"""Requests made up from the service's OpenAPI: whatever comes, nothing is answered with a fault."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.settings import Settings
from domain.users import Allowance
from service.application import application
from service.service import open_service
from tests.service.test_sessions import begun
from tests.support.services import GUIDE, Served, served

pytestmark = pytest.mark.sweep
EXAMPLES = 8
SCHEMA = schemathesis.openapi.from_dict(
    application(lambda: open_service(Settings(home=Path("unused")))).openapi()
)
OPERATIONS = [each.ok() for each in SCHEMA.get_all_operations()]
GENEROUS = Allowance(requests_a_minute=1_000_000, open_sessions=1_000_000)


class Loop:
    """A loop in a thread of its own, in which a service lives: made-up requests come from outside of it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Asked:
    """A service with a session, a drill and a guide, and whoever asks it anything."""

    def __init__(self, home: Path) -> None:
        self._loop = Loop()
        self._stack = AsyncExitStack()
        self._home = home
        self.ids: dict[str, str] = {}

    def __enter__(self) -> Asked:
        self._loop.run(self._opened())
        return self

    def __exit__(self, *end: object) -> None:
        self._loop.run(self._stack.aclose())
        self._loop.close()

    async def _opened(self) -> None:
        found: Served = await self._stack.enter_async_context(served(Settings(home=self._home), beside=True))
        await found.user("dora", allowance=GENEROUS)
        self._client = await self._stack.enter_async_context(found.client(await found.token("dora")))
        await self.renewed()

    async def renewed(self) -> None:
        """A guide, and a session and a drill that are open: what was made up may have ended each of them."""
        await self._client.put("/v1/guides/prep.md", content=GUIDE.encode())
        session = (await begun(self._client))["session"]["id"]
        drill = (await self._client.post("/v1/drills", json={"limit": 2})).json()["session"]["id"]
        points = (await self._client.get("/v1/talking-points")).json()["items"]
        self.ids = {"session_id": session, "drill": drill, "name": "prep.md", "point_id": points[0]["id"]}
        self.ids |= {"number": "1"}

    def send(self, **request: Any) -> httpx.Response:
        return self._loop.run(self._client.request(**request))

    def renew(self) -> None:
        self._loop.run(self.renewed())


@pytest.fixture(scope="module")
def asked(home: tuple[Path, Any]) -> Iterator[Asked]:
    home[1].sync_client.flushall()
    with Asked(home[0]) as found:
        yield found


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
def test_whatever_comes_is_answered_and_no_fault(asked: Asked, operation: Any) -> None:
    faults: list[str] = []
    asked.renew()

    @given(case=operation.as_strategy(), real=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def made_up(case: Any, real: bool) -> None:
        if real:
            ids = {**asked.ids, "session_id": asked.ids["drill"]} if "/drills" in case.path else asked.ids
            known = {name: value for name, value in ids.items() if name in case.path_parameters}
            case.path_parameters = {**case.path_parameters, **known}
        kwargs = case.as_transport_kwargs(base_url="http://service")
        sent = {name: kwargs.get(name) for name in ("method", "url", "params", "json", "content")}
        sent["content"] = sent["content"] if sent["content"] is not None else kwargs.get("data")
        if case.path.endswith("/events"):
            # What is watched goes on until then.
            sent["params"] = {**(sent["params"] or {}), "seconds": 1}
        headers = {
            name: value for name, value in (kwargs.get("headers") or {}).items() if name != "Authorization"
        }
        answer = asked.send(**sent, headers=headers)
        if answer.status_code >= 500:
            faults.append(f"{sent} {headers}: {answer.status_code} {answer.text}")
        elif answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", answer.text

    made_up()

    assert faults == []
