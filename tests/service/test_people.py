"""Users are kept apart: over every route that there is, so that a new one cannot be forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.bootstrap.memory import now
from app.settings import Settings
from domain.users import Allowance, Scope
from service.application import application
from service.service import open_service
from tests.service.test_sessions import answered, begun
from tests.support.routes import Known, asked, routes
from tests.support.services import EVERYTHING, WHOLE, Served

SECRET = "the marmalade protocol of nineteen ferries"
THEIRS = f"# Questions\n\n### Q: What is the ferry rule?\n\n**A:** It is {SECRET}, as agreed in spring.\n"
ROUTES = tuple(routes(application(lambda: open_service(Settings(home=Path("unused"))))))


@pytest.fixture
async def ids(serving: Served, anna: httpx.AsyncClient) -> Mapping[str, str]:
    """Everything of anna's that has an id: nobody else has any of it."""
    put = await anna.put("/v1/guides/ferry.md", content=THEIRS.encode())
    assert put.status_code == 201
    points = (await anna.get("/v1/talking-points", params={"guide": "ferry.md"})).json()["items"]
    session = (await begun(anna))["session"]["id"]
    await answered(anna, session, 1, text=f"It was {SECRET}. {WHOLE}")
    drill = (await anna.post("/v1/drills", json={"limit": 1})).json()["session"]["id"]
    assert session != drill
    return {
        "session_id": session,
        "drill": drill,
        "number": "1",
        "name": "ferry.md",
        "point_id": points[0]["id"],
        "job_id": (await anna.post("/v1/jobs", json={"kind": "index"})).json()["id"],
    }


def _for(route: Known, ids: Mapping[str, str]) -> Mapping[str, str]:
    return {**ids, "session_id": ids["drill"]} if route.path.startswith("/v1/drills") else ids


_CREATES = {"put", "match_file"}
"""With a name in their path that is the sender's own to choose."""


async def test_with_the_ids_of_another_there_is_nothing(
    ben: httpx.AsyncClient, anna: httpx.AsyncClient, ids: Mapping[str, str]
) -> None:
    wrong = {}
    for route in ROUTES:
        if (route.takes_ids and route.name not in _CREATES) or route.name == "compare":
            answer = await asked(ben, route, _for(route, ids))
            if answer.status_code != 404 or SECRET in answer.text:
                wrong[route.title] = (answer.status_code, answer.text[:200])
    kept = (await anna.get(f"/v1/sessions/{ids['session_id']}")).status_code

    assert wrong == {}
    assert kept == 200


async def test_nothing_of_another_stands_in_any_list(ben: httpx.AsyncClient, ids: Mapping[str, str]) -> None:
    told = {}
    for route in ROUTES:
        if not route.takes_ids and route.method == "GET" and route.scope is not Scope.ADMIN:
            answer = await asked(ben, route, {**ids, "session_id": "none"})
            assert answer.status_code in (200, 404), (route.title, answer.text)
            told[route.title] = answer.text
    told["search"] = (await ben.get("/v1/search", params={"q": SECRET})).text

    assert not [title for title, text in told.items() if SECRET in text or "ferry" in text]
    assert not [title for title, text in told.items() if f'"{ids["session_id"]}"' in text]


async def test_a_guide_that_another_has_under_the_same_name_is_ones_own(
    ben: httpx.AsyncClient, anna: httpx.AsyncClient, ids: Mapping[str, str]
) -> None:
    put = await ben.put("/v1/guides/ferry.md", content=b"# Q\n\n### Q: Why?\n\n**A:** Because of it.\n")
    own = (await ben.get("/v1/guides/ferry.md/text")).text
    theirs = (await anna.get("/v1/guides/ferry.md/text")).text

    assert put.status_code == 201
    assert SECRET not in own
    assert SECRET in theirs


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.title)
def test_every_route_says_for_which_scope_it_needs_a_token(route: Known) -> None:
    assert route.scope is not None


async def test_nobody_comes_in_without_a_token(serving: Served) -> None:
    ids = {"session_id": "s", "number": "1", "name": "prep.md", "point_id": "p", "job_id": "j"}
    found = {}
    async with serving.client() as nobody:
        for route in ROUTES:
            answer = await asked(nobody, route, ids)
            found[route.title] = (answer.status_code, answer.headers.get("www-authenticate"))

    assert set(found.values()) == {(401, "Bearer")}


async def test_a_token_for_something_else_does_not_do(serving: Served) -> None:
    ids = {"session_id": "s", "number": "1", "name": "prep.md", "point_id": "p", "job_id": "j"}
    wrong = {}
    for scope in Scope:
        text = await serving.token("anna", EVERYTHING - {scope})
        async with serving.client(text) as client:
            for route in ROUTES:
                if route.scope is scope:
                    answer = await asked(client, route, ids)
                    if (answer.status_code, answer.json()["type"]) != (403, "/problems/scope-too-small"):
                        wrong[route.title] = answer.text

    assert wrong == {}


async def test_a_token_that_is_wrong_or_over_lets_nobody_in(serving: Served) -> None:
    good = await serving.token("anna")
    over = await serving.token("anna", until=now() - timedelta(seconds=1))
    gone = await serving.token("ben")
    await serving.service.users.remove("ben")
    texts = {
        "of another form": "secret",
        "of nobody": good.replace("mi_", "mi_aaaa")[:59],
        "with another secret": good[:-1] + ("a" if good[-1] != "a" else "b"),
        "over": over,
        "of somebody who is gone": gone,
        "with signs": "mi_\x7f",
    }
    found = {}
    for what, text in texts.items():
        async with serving.client(text) as client:
            found[what] = (await client.get("/v1/me")).status_code
    async with serving.client(good) as client:
        assert (await client.get("/v1/me")).json()["user"] == "anna"
        token_id = good.split("_")[1]
        kept = await serving.service.users.token(token_id)
        assert kept is not None
        assert good.split("_", 2)[2] not in kept.digest
        await serving.service.users.put_token(kept.model_copy(update={"revoked_at": now()}))
        found["revoked"] = (await client.get("/v1/me")).status_code

    assert found == dict.fromkeys([*texts, "revoked"], 401)


async def test_wrong_secrets_are_not_tried_for_ever(serving: Served) -> None:
    good = await serving.token("anna")
    wrong = good[:-1] + ("a" if good[-1] != "a" else "b")
    async with serving.client(wrong) as client:
        found = [(await client.get("/v1/me")).status_code for _ in range(12)]

    assert found == [401] * 10 + [429] * 2


async def test_requests_sessions_and_bytes_are_bounded_for_each(serving: Served) -> None:
    allowance = Allowance(requests_a_minute=6, open_sessions=1, body_bytes=2000)
    await serving.user("cleo", allowance=allowance)
    async with serving.client(await serving.token("cleo")) as client:
        first = await client.post("/v1/sessions", json={"minutes": 10})
        second = await client.post("/v1/sessions", json={"minutes": 10})
        told = await client.put("/v1/guides/long.md", content=b"x" * 2001)

        async def parts() -> AsyncIterator[bytes]:
            for _ in range(30):
                yield b"x" * 100

        untold = await client.put("/v1/guides/long.md", content=parts())
        statuses = [(await client.get("/v1/me")) for _ in range(3)]
    async with serving.client(await serving.token("anna")) as other:
        elsewhere = await other.get("/v1/me")

    assert first.status_code == 201
    assert (second.status_code, "Retry-After" in second.headers) == (429, True)
    assert [told.status_code, untold.status_code] == [413, 413]
    assert [each.status_code for each in statuses] == [200, 200, 429]
    assert 0 < int(statuses[-1].headers["Retry-After"]) <= 60
    assert elsewhere.status_code == 200


async def test_json_in_pieces_is_bounded_for_each_as_a_whole_is(serving: Served) -> None:
    await serving.user("cleo", allowance=Allowance(body_bytes=2000))

    async def pieces(count: int) -> AsyncIterator[bytes]:
        yield b'{"text": "'
        for _ in range(count):
            yield b"so " * 30
        yield b'"}'

    async with serving.client(await serving.token("cleo")) as client:
        begun = (await client.post("/v1/sessions", json={"minutes": 10})).json()["session"]["id"]
        answer, as_json = f"/v1/sessions/{begun}/turns/1/answer", {"Content-Type": "application/json"}
        long = await client.post(answer, content=pieces(30), headers=as_json)
        kept = await serving.service.workspaces.of("cleo").memory.store.kept_message(begun, 1)
        short = await client.post(answer, content=pieces(3), headers=as_json)

    assert (long.status_code, long.json()["type"], kept) == (413, "/problems/too-large", None)
    assert short.status_code == 200


async def test_a_huge_body_is_refused_before_anybody_is_known(serving: Served) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b" " * 10_000

    async with serving.client() as nobody:
        told = await nobody.post("/v1/sessions", content=b" " * (1 << 20) + b"{}")
        untold = await nobody.post("/v1/sessions", content=parts())
    async with serving.client(await serving.token("anna")) as client:
        large = await client.put("/v1/guides/large.md", content=THEIRS.encode() + b"\n" * (1 << 20))

    assert [told.status_code, untold.status_code, large.status_code] == [413, 413, 201]
    assert told.json()["type"] == untold.json()["type"] == "/problems/too-large"
    assert told.headers["x-request-id"]


async def test_what_was_done_is_logged_without_what_was_said(
    serving: Served, anna: httpx.AsyncClient, ids: Mapping[str, str]
) -> None:
    await anna.get(f"/v1/sessions/{ids['session_id']}/export")
    async with serving.client(await serving.token("ben", {Scope.READ})) as ben:
        await ben.post("/v1/sessions", json={"minutes": 10})
    deeds = await serving.service.audit.latest(100)
    lines = {(deed.user, deed.what, deed.status) for deed in deeds}
    admin = (await anna.get("/v1/admin/audit", params={"user": "ben"})).json()
    users = (await anna.get("/v1/admin/users")).json()

    assert {
        ("anna", "begin", 201),
        ("anna", "answer", 200),
        ("anna", "put", 201),
        ("anna", "export", 200),
    } <= lines
    assert ("ben", "begin", 403) in lines
    assert [deed["user"] for deed in admin] == ["ben"]
    assert [user["name"] for user in users] == ["anna", "ben"]
    assert not any(
        SECRET in deed.model_dump_json() or "Watermark" in deed.model_dump_json() for deed in deeds
    )


async def test_every_key_and_file_of_a_user_carries_their_name(
    serving: Served, anna: httpx.AsyncClient, ids: Mapping[str, str]
) -> None:
    del ids
    keys = {key.decode() async for key in serving.service.redis.client.scan_iter()}
    own = {"interview:v1:users", "interview:v1:tokens", "interview:v1:audit", "interview:v1:queue"}
    files = [path.relative_to(serving.home).parts for path in serving.home.rglob("*") if path.is_file()]

    assert {key for key in keys if not key.startswith(("interview+anna:", "interview+ben:"))} == own
    assert {parts[:2] for parts in files if parts[0] not in ("redis", "cache")} <= {
        ("users", "anna"),
        ("users", "ben"),
    }
