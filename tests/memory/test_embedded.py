"""The embedded server: shared, stopped with the last, started again after a kill."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from domain.errors import MemoryUnavailable
from memory.commands import arun, command, run
from memory.connection import open_redis
from memory.embedded import EmbeddedServer
from tests.support import guards

ROOT = Path(__file__).parents[2]


def python(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Another process of ours."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=ROOT)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + guards.SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def servers_of(folder: Path) -> list[int]:
    """The processes that have the folder in their command line."""
    return [
        found.pid
        for found in psutil.process_iter(["cmdline"])
        if str(folder) in " ".join(found.info["cmdline"] or [])
    ]


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
    process.communicate(b"\n", timeout=guards.SECONDS)

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
        first.communicate(b"\n", timeout=guards.SECONDS)
        with open_redis(None, folder) as handle:
            second.communicate(b"\n", timeout=guards.SECONDS)
            assert handle.sync_client.get("written by") in {b"first", b"second"}
            assert len(servers_of(folder)) == 1
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


def test_what_a_killed_server_left_of_a_rewriting_is_removed_at_the_next_start(folder: Path) -> None:
    left = [
        folder / name for name in ("temp-rewriteaof-bg-4711.aof", "temp-rewriteaof-4712.aof", "temp-9.rdb")
    ]
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
        for file in left:
            file.write_bytes(b"half of a copy")
        with open_redis(None, folder):
            # They may be those of the server that runs.
            assert all(file.exists() for file in left)

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"
        assert not any(file.exists() for file in left)


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
    assert (deep / "appendonlydir").is_dir()


def test_a_folder_for_temporary_files_may_be_too_deep_as_well(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = folder / ("d" * 120)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with open_redis(None, deep / "redis") as handle:
        handle.sync_client.set("k", "v")
        assert handle.sync_client.get("k") == b"v"
    assert not EmbeddedServer(deep / "redis").socket.exists()


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
    (last,) = (folder / "appendonlydir").glob("*.incr.aof")
    with last.open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$100\r\nhal")

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"


def test_shutdown_stops_a_server_that_others_use(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        open_redis(None, folder).shutdown()
        assert EmbeddedServer(folder).pid() is None
        handle.close()


def killed(server: EmbeddedServer) -> None:
    """End the server at once, as the kernel does when memory is short."""
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


async def test_a_server_that_was_killed_is_started_again_by_whoever_needs_it(folder: Path) -> None:
    async with open_redis(None, folder) as handle:
        await handle.client.set("k", "the last write")
        for _ in range(3):
            killed(EmbeddedServer(folder))
            assert await handle.client.get("k") == b"the last write"
            killed(EmbeddedServer(folder))
            assert handle.sync_client.get("k") == b"the last write"
    assert EmbeddedServer(folder).pid() is None


async def test_many_that_need_a_killed_server_start_one(folder: Path) -> None:
    async with open_redis(None, folder) as handle, open_redis(None, folder) as other:
        await handle.client.set("n", 0)
        killed(EmbeddedServer(folder))

        await asyncio.gather(
            *(client.incr("n") for client in (handle.client, other.client) for _ in range(20))
        )

        assert await handle.client.get("n") == b"40"
        assert len(servers_of(folder)) == 1


async def test_a_server_that_cannot_be_started_again_is_told_with_the_reason(folder: Path) -> None:
    async with open_redis(None, folder) as handle:
        await arun(handle.client, command("SET", "k", "v"))
        (manifest,) = (folder / "appendonlydir").glob("*.manifest")
        whole = manifest.read_bytes()
        manifest.write_bytes(b"no manifest\n")
        killed(EmbeddedServer(folder))

        for ask in (
            lambda: arun(handle.client, command("GET", "k")),
            lambda: asyncio.to_thread(run, handle.sync_client, command("GET", "k")),
        ):
            with pytest.raises(MemoryUnavailable, match=r"does not start \(.+\); .*redis\.log says why"):
                await ask()
        manifest.write_bytes(whole)
        with open_redis(None, folder):
            assert await arun(handle.client, command("GET", "k")) == b"v"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
async def test_a_server_that_is_stopped_is_told_in_a_line_and_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.connection._SECONDS_FOR_OUR_OWN", 0.3)
    # Known to be stopped, it is told at its first silence.
    monkeypatch.setattr("memory.embedded._PING_SECONDS", 0.3)
    monkeypatch.setattr("memory.embedded._SILENT_SECONDS", 600)
    async with open_redis(None, folder) as handle:
        await handle.client.set("k", "v")
        pid = EmbeddedServer(folder).pid()
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(MemoryUnavailable, match=rf"is stopped. `kill -CONT {pid}`"):
                await arun(handle.client, command("GET", "k"))
            with pytest.raises(MemoryUnavailable, match=rf"is stopped. `kill -CONT {pid}`"):
                open_redis(None, folder)
        finally:
            os.kill(pid, signal.SIGCONT)
        assert await arun(handle.client, command("GET", "k")) == b"v"
        assert EmbeddedServer(folder).pid() == pid


@pytest.fixture
def silent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedServer]:
    """A server that says nothing though nothing tells that it is stopped, as on a busy machine."""
    monkeypatch.setattr("memory.embedded._PING_SECONDS", 0.1)
    monkeypatch.setattr("memory.embedded._is_stopped", lambda pid: False)
    with open_redis(None, folder):
        server = EmbeddedServer(folder)
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        try:
            yield server
        finally:
            os.kill(pid, signal.SIGCONT)


def test_a_server_that_has_not_had_its_turn_yet_is_waited_for(
    silent: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid, say, heard = silent.pid(), silent._say, list[bytes | None]()
    assert pid is not None
    # What a server that does not listen is given is no bound for one that does.
    monkeypatch.setattr("memory.embedded._START_SECONDS", 0.2)

    def asked(line: bytes) -> bytes | None:
        heard.append(say(line))
        if len(heard) == 5:
            os.kill(pid, signal.SIGCONT)
        return heard[-1]

    monkeypatch.setattr(silent, "_say", asked)
    silent.join()
    silent.leave()

    assert heard[:5] == [None] * 5
    assert silent.pid() == pid


def test_a_server_that_says_nothing_for_long_is_told_and_not_ended(
    silent: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = silent.pid()
    monkeypatch.setattr("memory.embedded._SILENT_SECONDS", 0.5)
    with pytest.raises(MemoryUnavailable, match=r"runs and does not answer .+ too busy"):
        silent.join()
    assert silent.pid() == pid


def test_a_server_that_still_reads_its_file_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_redis(None, folder):
        server = EmbeddedServer(folder)
        pid, say, heard = server.pid(), server._say, list[float]()

        def asked(line: bytes) -> bytes | None:
            heard.append(time.monotonic())
            return say(line) if heard[-1] > heard[0] + 0.5 else b"-LOADING the dataset in memory\r\n"

        monkeypatch.setattr("memory.embedded._START_SECONDS", 0.2)
        monkeypatch.setattr(server, "_say", asked)
        server.join()
        assert server.pid() == pid
        server.leave()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
def test_leaving_a_server_that_is_stopped_ends_it_as_soon_as_it_goes_on(folder: Path) -> None:
    handle = open_redis(None, folder)
    server = EmbeddedServer(folder)
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    handle.close()
    assert server.pid() == pid

    os.kill(pid, signal.SIGCONT)

    wait_until(lambda: server.pid() is None)


def test_a_folder_that_was_deleted_under_us_is_told_in_a_line(folder: Path) -> None:
    home = folder / "redis"
    with open_redis(None, home) as handle:
        handle.sync_client.set("k", "v")
        killed(EmbeddedServer(home))
        shutil.rmtree(home)
        with pytest.raises(MemoryUnavailable, match=r"cannot use .*redis: No such file"):
            run(handle.sync_client, command("GET", "k"))
