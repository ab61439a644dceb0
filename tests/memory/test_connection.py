"""Opening a database: at a URL, or embedded in a folder."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from domain.errors import MemoryUnavailable
from memory.connection import MAX_CONNECTIONS, RedisHandle, open_redis, without_password
from tests.support.redis_servers import LocalServer


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://localhost:6379/0", "redis://localhost:6379/0"),
        ("redis://:secret@localhost:6379/0", "redis://localhost:6379/0"),
        ("rediss://user:secret@host", "rediss://host"),
        ("redis://user:sec@ret/with:odd@host/1", "redis://host/1"),
        ("redis://host?password=secret", "redis://host"),
        ("unix://user:secret@/run/redis.sock?db=1", "unix:///run/redis.sock"),
        ("redis://user:secret\n@host", "redis://host"),
    ],
)
def test_a_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@host",
        "localhost:6379",
        "redis://:se:secret@host:port",
        "redis://host/x?socket_timeout=secret",
    ],
)
def test_what_is_no_redis_url_is_told_in_one_line(url: str, folder: Path) -> None:
    with pytest.raises(MemoryUnavailable, match="REDIS_URL is not the address of a Redis") as told:
        open_redis(url, folder)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_server_that_is_not_there_is_named_without_its_password(folder: Path) -> None:
    with pytest.raises(MemoryUnavailable) as told:
        open_redis(f"unix://user:secret@{folder}/nobody", folder)
    assert f"No Redis answers at unix://{folder}/nobody" in str(told.value)
    assert "unset REDIS_URL" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_refused_password_is_told_as_that(server: LocalServer, folder: Path) -> None:
    with open_redis(server.url, folder) as handle:
        handle.sync_client.config_set("requirepass", "right")
    with pytest.raises(MemoryUnavailable, match="refused the user or password"):
        open_redis(f"unix://:secret@{server.socket}", folder)
    with pytest.raises(MemoryUnavailable, match="refused the user or password"):
        open_redis(server.url, folder)
    with open_redis(f"unix://:right@{server.socket}", folder) as handle:
        assert handle.sync_client.ping()


def test_a_handle_describes_its_server(redis_handle: RedisHandle) -> None:
    told = redis_handle.describe()

    assert told.startswith(("embedded Valkey 9.1", "Redis 7.", "Redis 8.", "Valkey "))
    assert "memory-" in told


async def test_more_tasks_than_connections_wait_for_their_turn(redis_handle: RedisHandle) -> None:
    await asyncio.gather(*(redis_handle.client.incr("n") for _ in range(300)))

    assert await redis_handle.client.get("n") == b"300"
    assert redis_handle.sync_client.info("clients")["connected_clients"] <= MAX_CONNECTIONS + 3


async def test_a_server_that_restarts_in_the_middle_costs_a_moment_only(
    server: LocalServer, folder: Path
) -> None:
    with open_redis(server.url, folder) as handle:
        await handle.client.set("k", "before")
        server.kill()
        start = asyncio.get_running_loop().run_in_executor(None, lambda: (time.sleep(0.3), server.start()))

        assert await handle.client.get("k") == b"before"

        await start
        await handle.aclose()


async def test_each_event_loop_may_have_a_client_of_its_own(redis_handle: RedisHandle) -> None:
    client = redis_handle.new_client()
    assert await client.ping()
    await client.aclose()
