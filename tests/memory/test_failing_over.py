"""A primary is killed in the middle of fifty sessions, behind sentinels and in a cluster."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
import redis
from redis.exceptions import AuthenticationError, ReadOnlyError, ResponseError

from app.session.interviewing import Interview
from domain.errors import MemoryUnavailable
from domain.interview import CandidateMessage, Session, SessionStatus
from graphs.interview import interview_graph
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory import failing_over, sentinels
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle, open_redis
from memory.failing_over import Patience, ask, be_patient
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore
from tests.support.interviews import POINTS, Clock, a_session, says, some_knowledge
from tests.support.redis_servers import SERVERS, TcpServer, behind_sentinels, cluster_with_replicas

SESSIONS = 50


@pytest.mark.sweep
@pytest.mark.network
@pytest.mark.enable_socket
@pytest.mark.parametrize("name", SERVERS)
async def test_a_primary_killed_behind_sentinels_loses_and_doubles_nothing(name: str, tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path / "index", *POINTS[:2])
    with tempfile.TemporaryDirectory(prefix="sentinels-") as folder, behind_sentinels(Path(folder), name) as it:
        url, servers = it
        async with open_redis(url, tmp_path) as handle:
            assert handle.fails_over
            await _hold_fifty(handle, knowledge, servers[:1])
            assert "sentinels" in failing_over_address(handle)
            host, port = sentinels.primaries(url).address()
            assert (host, port) != ("127.0.0.1", servers[0].port)


@pytest.mark.sweep
@pytest.mark.network
@pytest.mark.enable_socket
@pytest.mark.parametrize("name", SERVERS)
async def test_a_primary_killed_in_a_cluster_loses_and_doubles_nothing(name: str, tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path / "index", *POINTS[:2])
    with (
        tempfile.TemporaryDirectory(prefix="cluster-") as folder,
        cluster_with_replicas(Path(folder), name) as servers,
    ):
        async with open_redis(f"redis://127.0.0.1:{servers[1].port}", tmp_path) as handle:
            assert handle.fails_over
            await _hold_fifty(handle, knowledge, servers[:1])


def failing_over_address(handle: RedisHandle) -> str:
    from memory.commands import address

    return address(handle.client)


async def _hold_fifty(handle: RedisHandle, knowledge: KnowledgeBase, killed: Sequence[TcpServer]) -> None:
    """Fifty interviews at once, in the middle of which the servers `killed` die; then all that was kept is read."""
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
                for server in killed:
                    server.kill()

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
