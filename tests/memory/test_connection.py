"""Opening a database: at a URL, or embedded in a folder."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import MemoryUnavailable
from memory.commands import arun, command, run
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
        "redis://host/0?socket_timeout=secret",
        "redis://user:secret@host/x",
        "rediss://host/0/1?db=0",
        "redis://host/-1",
        "redis://host/%2e",
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


class Listener:
    """Something on a port of the loopback interface that does `answer` with each connection."""

    def __init__(self, answer: Callable[[socket.socket], object]) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._answer = answer
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self._answer(connection)

    def close(self) -> None:
        self._socket.close()


@pytest.mark.network
@pytest.mark.enable_socket
@pytest.mark.parametrize("words", [b"", b"-ERR unknown command\r\n"])
def test_tls_at_a_port_that_does_not_speak_it_is_told_with_a_hint(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    monkeypatch.setattr("memory.connection._SECONDS_TO_ANSWER", 0.5)
    monkeypatch.setattr("memory.connection._SECONDS_TO_CONNECT", 0.5)
    held: list[socket.socket] = []

    def keeps_silent_or_complains(connection: socket.socket) -> None:
        held.append(connection)
        connection.recv(4096)
        connection.sendall(words)

    listener = Listener(keeps_silent_or_complains)
    try:
        with pytest.raises(MemoryUnavailable, match=r"if that port does not, write redis://"):
            open_redis(f"rediss://127.0.0.1:{listener.port}", folder)
    finally:
        listener.close()
        for connection in held:
            connection.close()


@pytest.mark.network
@pytest.mark.enable_socket
def test_a_port_that_wants_tls_is_told_with_a_hint(folder: Path) -> None:
    def hangs_up(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.close()

    listener = Listener(hangs_up)
    try:
        with pytest.raises(MemoryUnavailable, match=r"That port may want TLS: then write rediss://"):
            open_redis(f"redis://127.0.0.1:{listener.port}", folder)
    finally:
        listener.close()


def test_a_server_that_greets_in_either_protocol_is_known() -> None:
    from memory.connection import _greeted

    pairs = [b"server", b"valkey", b"version", b"9.1.2", b"proto", 2, b"mode", b"cluster", b"modules", []]
    told = dict(zip(pairs[::2], pairs[1::2], strict=True))

    assert _greeted(pairs) == _greeted(told) == ("Valkey", "9.1.2", "cluster")


async def test_a_server_that_says_nothing_is_told_after_one_try(
    server: LocalServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.connection._SECONDS_TO_ANSWER", 0.3)
    async with open_redis(server.url, folder) as handle:
        assert await handle.client.ping()
        before = handle.sync_client.info("stats")["total_connections_received"]
        server.stop()
        try:
            for ask in (
                lambda: arun(handle.client, command("GET", "k")),
                lambda: asyncio.to_thread(run, handle.sync_client, command("GET", "k")),
            ):
                with pytest.raises(MemoryUnavailable, match=r"does not answer: it takes too long"):
                    await ask()
        finally:
            server.go_on()
        assert await handle.client.ping()
        # Each of six tries would have been a connection.
        assert handle.sync_client.info("stats")["total_connections_received"] <= before + 4
