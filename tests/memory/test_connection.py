"""Opening a database: at a URL, or embedded in a folder."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from domain.errors import MemoryUnavailable
from memory.connection import MAX_CONNECTIONS, RedisHandle, open_redis, without_password
from memory.embedded import EmbeddedServer
from tests.support.redis_servers import local_server

ROOT = Path(__file__).parents[2]


def python(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Another process of ours."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=ROOT)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


HOLD = """
import sys
from pathlib import Path
from memory.connection import open_redis
handle = open_redis(None, Path(sys.argv[1]))
handle.sync_client.set("written by", sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
handle.close()
"""


# A server of one's own


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


def test_a_refused_password_is_told_as_that(folder: Path) -> None:
    with local_server(folder) as server:
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

    assert told.startswith(("embedded Redis 6.2.14 in /", "Redis 7.", "Redis 8.", "Valkey "))
    assert "memory-" in told


async def test_more_tasks_than_connections_wait_for_their_turn(redis_handle: RedisHandle) -> None:
    await asyncio.gather(*(redis_handle.client.incr("n") for _ in range(300)))

    assert await redis_handle.client.get("n") == b"300"
    assert redis_handle.sync_client.info("clients")["connected_clients"] <= MAX_CONNECTIONS + 3


async def test_a_server_that_restarts_in_the_middle_costs_a_moment_only(folder: Path) -> None:
    with local_server(folder) as server, open_redis(server.url, folder) as handle:
        await handle.client.set("k", "before")
        server.kill()
        start = asyncio.get_running_loop().run_in_executor(None, lambda: (time.sleep(0.3), server.start()))

        assert await handle.client.get("k") == b"before"

        await start
        await handle.aclose()


# The embedded server


def test_what_was_written_is_there_when_the_folder_is_opened_again(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"


def test_the_server_stops_with_its_last_handle(folder: Path) -> None:
    server = EmbeddedServer(folder)
    first, second = open_redis(None, folder), open_redis(None, folder)
    first.close()
    assert server.pid() is not None
    assert second.sync_client.ping()
    second.close()
    second.close()
    assert server.pid() is None


def test_a_handle_that_nobody_closed_is_closed_at_exit(folder: Path) -> None:
    process = python(HOLD.replace("handle.close()", ""), folder, "forgetful")
    process.communicate(b"\n", timeout=20)

    assert EmbeddedServer(folder).pid() is None


def test_nobody_else_can_read_the_folder(folder: Path) -> None:
    home = folder / "redis"
    home.mkdir(mode=0o755)
    with open_redis(None, home) as handle:
        handle.sync_client.set("k", "v")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [home, *home.iterdir()]}

    assert modes["redis"] == 0o700
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


def test_two_processes_share_one_server(folder: Path) -> None:
    first, second = python(HOLD, folder, "first"), python(HOLD, folder, "second")
    try:
        assert [process.stdout and process.stdout.readline() for process in (first, second)] == [
            b"open\n"
        ] * 2
        first.communicate(b"\n", timeout=20)
        with open_redis(None, folder) as handle:
            second.communicate(b"\n", timeout=20)
            assert handle.sync_client.get("written by") in {b"first", b"second"}
            servers = [
                found.pid
                for found in psutil.process_iter(["cmdline"])
                if str(folder) in " ".join(found.info["cmdline"] or [])
            ]
            assert len(servers) == 1
    finally:
        first.kill()
        second.kill()


def test_after_a_kill_of_python_the_last_write_is_there_and_the_server_ends_with_the_next(
    folder: Path,
) -> None:
    process = python(HOLD, folder, "killed")
    assert process.stdout is not None and process.stdout.readline() == b"open\n"
    process.kill()
    process.communicate()
    server = EmbeddedServer(folder)
    survivor = server.pid()
    assert survivor is not None

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("written by") == b"killed"
        assert server.pid() == survivor
    assert server.pid() is None


def test_after_a_kill_of_the_server_the_last_write_is_there(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "the last write")
        server = EmbeddedServer(folder)
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: server.pid() is None)

        with open_redis(None, folder) as other:
            assert other.sync_client.get("k") == b"the last write"
            assert handle.sync_client.get("k") == b"the last write"


def test_a_pid_that_was_given_to_somebody_else_is_left_alone(folder: Path) -> None:
    with open_redis(None, folder):
        pass
    (folder / "redis.pid").write_text(str(os.getpid()))
    (folder / "redis.sock").touch()

    with open_redis(None, folder) as handle:
        assert handle.sync_client.ping()


def test_a_server_whose_socket_was_removed_is_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memory.embedded._START_SECONDS", 0.5)
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
        (folder / "redis.sock").unlink()

        with open_redis(None, folder) as other:
            assert other.sync_client.get("k") == b"v"


def test_a_server_out_of_reach_is_told_and_a_process_that_is_none_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a container shares the folder, and its process ids are others."""
    monkeypatch.setattr("memory.embedded._START_SECONDS", 0.3)
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with open_redis(None, folder):
        own = (folder / "redis.pid").read_text()
        (folder / "redis.sock").rename(folder / "elsewhere")
        (folder / "redis.pid").write_text(str(bystander.pid))
        try:
            with pytest.raises(MemoryUnavailable, match="runs and does not answer"):
                open_redis(None, folder)
            assert bystander.poll() is None
        finally:
            bystander.communicate(b"\n")
            (folder / "redis.pid").write_text(own)
            (folder / "elsewhere").rename(folder / "redis.sock")


def test_a_folder_too_deep_for_a_socket_works(folder: Path) -> None:
    deep = folder / ("d" * 120) / "with space, ü, {brace}, 'quote' and \"quotes\""
    with open_redis(None, deep) as handle, open_redis(None, deep) as other:
        handle.sync_client.set("k", "v")
        assert other.sync_client.get("k") == b"v"
        socket = EmbeddedServer(deep).socket
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert (deep / "appendonly.aof").exists()


def test_a_folder_that_cannot_be_made_is_told_in_one_line(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(MemoryUnavailable, match=r"cannot use .*file/redis: Not a directory"):
        open_redis(None, folder / "file" / "redis")


def test_a_damaged_file_is_told_with_the_place_of_the_log(folder: Path) -> None:
    (folder / "appendonly.aof").write_bytes(b"this is no append-only file")
    with pytest.raises(MemoryUnavailable, match=r"redis\.log says why"):
        open_redis(None, folder)


def test_a_torn_last_write_costs_that_write_only(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
    with (folder / "appendonly.aof").open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$100\r\nhal")

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"


def test_shutdown_stops_a_server_that_others_use(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        open_redis(None, folder).shutdown()
        assert EmbeddedServer(folder).pid() is None
        handle.close()


async def test_each_event_loop_may_have_a_client_of_its_own(redis_handle: RedisHandle) -> None:
    client = redis_handle.new_client()
    assert await client.ping()
    await client.aclose()
