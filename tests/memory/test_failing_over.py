"""A primary is killed in the middle of fifty sessions, behind sentinels and in a cluster."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any, cast

import pytest
from redis.exceptions import AuthenticationError, ConnectionError, ReadOnlyError, ResponseError

from app.session.interviewing import Interview
from domain.errors import MemoryUnavailable
from domain.interview import Session, SessionStatus
from graphs.interview import interview_graph
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory import failing_over, health, sentinels
from memory.checkpointer import RedisSaver
from memory.commands import address
from memory.connection import RedisHandle, open_redis
from memory.failing_over import Patience, ask, be_patient
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore
from tests.support.interviews import POINTS, Clock, a_session, says, some_knowledge
from tests.support.redis_servers import (
    REDIS,
    VALKEY,
    TcpServer,
    behind_sentinels,
    cluster_with_replicas,
)

SESSIONS = 50


@pytest.mark.sweep
@pytest.mark.network
@pytest.mark.enable_socket
async def test_a_primary_killed_behind_sentinels_loses_and_doubles_nothing(
    folder: Path, tmp_path: Path
) -> None:
    knowledge = some_knowledge(tmp_path / "index", *POINTS[:2])
    with behind_sentinels(folder, REDIS) as (url, servers):
        async with open_redis(url, tmp_path) as handle:
            await _hold_fifty(handle, knowledge, servers[0])

            assert sentinels.primaries(url).address().port in {servers[1].port, servers[2].port}
            assert address(handle.client).startswith("Redis behind the sentinels of coach (127.0.0.1:")
            # The other replica learns of its new primary later than the clients do: till then it is true.
            await _warned(handle, "")
            for server in servers[1:]:
                if server.port != sentinels.primaries(url).address().port:
                    server.kill()
            await _warned(handle, "No replica takes what is written")


async def _warned(handle: RedisHandle, beginning: str) -> None:
    """Waits until what is said of the replicas begins with `beginning` ("": is nothing); fails after 30 s."""
    async with asyncio.timeout(30):
        while True:
            warning = health.replication_warning(handle.sync_client)
            if warning.startswith(beginning) and bool(warning) == bool(beginning):
                return
            await asyncio.sleep(0.05)


@pytest.mark.sweep
@pytest.mark.network
@pytest.mark.enable_socket
async def test_a_primary_killed_in_a_cluster_loses_and_doubles_nothing(folder: Path, tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path / "index", *POINTS[:2])
    with cluster_with_replicas(folder, VALKEY) as servers:
        async with open_redis(f"redis://127.0.0.1:{servers[1].port}", tmp_path) as handle:
            await _hold_fifty(handle, knowledge, servers[0])


@pytest.mark.network
@pytest.mark.enable_socket
def test_sentinels_that_are_not_there_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(MemoryUnavailable) as told:
        open_redis("redis+sentinel://me:secret@127.0.0.1:1,127.0.0.1:2/coach", tmp_path)

    assert str(told.value).startswith("No sentinel at redis+sentinel://127.0.0.1:1,127.0.0.1:2/coach names")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("rest", ["a,b", "a:b/coach", "a:99999/coach", "a/coach/x", "/coach", "a/coach?db=1"])
def test_an_address_of_sentinels_that_is_none_is_told_in_one_line(rest: str, tmp_path: Path) -> None:
    with pytest.raises(MemoryUnavailable, match="is not the address of a Redis"):
        open_redis(f"redis+sentinel://{rest}", tmp_path)


def test_an_address_names_sentinels_service_database_and_credentials() -> None:
    found = sentinels.primaries(
        "rediss+sentinel://me:p%40ss@one:5000,[::1],two/coach/3?sentinel_password=other"
    )

    assert found.sentinels == (("one", 5000), ("::1", 26379), ("two", 26379))
    assert (found.service, found.tls) == ("coach", True)
    assert found.options == {"username": "me", "password": "p@ss", "db": 3}
    assert found.sentinel_options == {"password": "other"}
    assert "p@ss" not in f"{found!r} {found.shown}" and "other" not in f"{found!r}"


class _Client:
    """Stands in for a client: gives out `replies` in turn, raises those that are errors."""

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.sent: list[tuple[object, ...]] = []
        self.left = 0
        self.connection_pool = self

    async def execute_command(self, *line: object) -> object:
        self.sent.append(line)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def disconnect(self, *, inuse_connections: bool) -> None:
        assert not inuse_connections
        self.left += 1

    def pipeline(self, *, transaction: bool) -> _Pipeline:
        assert not transaction
        return _Pipeline(self)


class _Pipeline:
    def __init__(self, client: _Client) -> None:
        self._client = client
        self._lines: list[tuple[object, ...]] = []

    def execute_command(self, *line: object) -> None:
        self._lines.append(line)

    async def execute(self, *, raise_on_error: bool) -> list[object]:
        assert not raise_on_error
        return [await self._client.execute_command(*line) for line in self._lines]


async def _asked(client: _Client, *line: str, seconds: float | None = 20.0) -> object:
    if seconds is not None:
        be_patient(cast(Any, client), Patience(seconds))
    return await ask(cast(Any, client), line, "key")


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failing_over, "_BETWEEN_TRIES", 0.0)


async def test_a_call_waits_for_the_next_primary() -> None:
    client = _Client(ConnectionError("gone"), ReadOnlyError("a replica now"), b"kept")

    assert await _asked(client, "HGET", "key", "field") == b"kept"
    assert client.left == 1, "a server that is no primary any more is left"


async def test_patience_ends() -> None:
    with pytest.raises(ConnectionError, match="gone"):
        await _asked(_Client(ConnectionError("gone"), b"late"), "HGET", "key", "field", seconds=0.0)


@pytest.mark.parametrize(
    "error",
    [AuthenticationError("no"), ResponseError("OOM full"), ResponseError("wrong type"), ValueError("x")],
)
async def test_what_no_other_server_mends_is_told_at_once(error: Exception) -> None:
    client = _Client(error, b"late")

    with pytest.raises(type(error)):
        await _asked(client, "HGET", "key", "field")
    assert len(client.sent) == 1


async def test_without_a_fail_over_nothing_waits() -> None:
    with pytest.raises(ConnectionError):
        await _asked(_Client(ConnectionError("gone"), b"late"), "HSET", "key", "field", "value", seconds=None)


async def test_a_write_waits_until_a_replica_has_it_and_not_where_there_is_none() -> None:
    client = _Client(1, 1, 1, 0, 1, 1)

    for _ in range(4):
        await _asked_again(client)

    assert [line[0] for line in client.sent] == ["HSET", "WAIT", "HSET", "WAIT", "HSET", "HSET"]


def test_every_command_that_writes_is_known_to() -> None:
    sources = "".join(file.read_text("utf-8") for file in Path(failing_over.__file__).parent.glob("*.py"))
    used = set(re.findall(r"command\(\s*\"([A-Z]+)\"", sources))
    reads = set("HELLO WAIT GET HGET HGETALL HMGET HVALS XLEN XRANGE XREVRANGE ZRANGE".split())
    # Lost, these cost a look at a job that is over already.
    of_the_queue = {"XACK", "XDEL", "XAUTOCLAIM", "XCLAIM"}

    assert used - reads - of_the_queue <= failing_over._WRITES


async def _asked_again(client: _Client) -> None:
    # Once patient, a client stays so.
    await _asked(client, "HSET", "key", "field", "value", seconds=20.0 if not client.sent else None)


async def _hold_fifty(handle: RedisHandle, knowledge: KnowledgeBase, killed: TcpServer) -> None:
    """Fifty interviews at once, amid which the server `killed` dies; then all that was kept is read."""
    assert handle.fails_over
    told: dict[str, list[str]] = {}
    answered = 0

    async def hold(session: Session) -> None:
        nonlocal answered
        saver = RedisSaver(async_client=handle.client, waits_only=True)
        store, mastery = RedisSessionStore(handle.client), RedisMasteryStore(handle.client)
        context = InterviewContext(knowledge, store, Clock(), {}, mastery)
        interview = Interview(interview_graph().compile(checkpointer=saver), context, session.id)
        step = await interview.begin(session)
        while step.waiting is not None:
            number = step.waiting.number
            told.setdefault(session.id, []).append(f"Answer {number} of {session.id}: we changed it then.")
            step = await interview.answer(number, says(told[session.id][-1]))
            answered += 1
            if answered == SESSIONS * 2:
                killed.kill()

    await asyncio.gather(*(hold(a_session(f"s{number}")) for number in range(SESSIONS)))

    store = RedisSessionStore(handle.client)
    assert answered > SESSIONS * 2, "it was killed at the end"
    kept = await store.sessions()
    assert sorted(session.id for session in kept) == sorted(told)
    assert {session.status for session in kept} == {SessionStatus.FINISHED}
    for session_id, said in told.items():
        turns = await store.turns(session_id)
        answers = [turn.message.text for turn in turns if turn.message is not None]
        assert answers == said, session_id
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        assert await store.report(session_id) is not None
    practices = await RedisMasteryStore(handle.client).practices()
    assert len({(each.session_id, each.question_id) for each in practices}) == len(practices)
    asked = {(session_id, turn.question.id) for session_id in told for turn in await store.turns(session_id)}
    assert {(each.session_id, each.question_id) for each in practices} <= asked
    assert len({each.session_id for each in practices}) == SESSIONS
