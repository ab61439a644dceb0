"""The checkpointer as programs hold it: by URL, from a factory, in several processes at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from langgraph.checkpoint.base import empty_checkpoint

from domain.errors import MemoryUnavailable
from memory.checkpointer import RedisSaver, create_checkpointer
from memory.connection import open_redis
from tests.support import guards
from tests.support.redis_servers import LocalServer, local_server

WRITER = """
import sys
from pathlib import Path
from langgraph.checkpoint.base import empty_checkpoint
from memory.checkpointer import RedisSaver
from memory.connection import open_redis

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_redis(None, folder) as handle:
    saver = RedisSaver(handle.sync_client)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        version = saver.get_next_version(None, None)
        checkpoint = empty_checkpoint() | {
            "channel_values": {"c": f"{name} {number}"}, "channel_versions": {"c": version}
        }
        config = {"configurable": {"thread_id": "shared", "checkpoint_ns": ""}}
        config = saver.put(config, checkpoint, {"source": "loop", "step": number}, {"c": version})
        saver.put_writes(config, [("c", number)], name)
        print(number, flush=True)
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    """A process that is ready to write `count` checkpoints to the thread "shared"."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None and process.stdout.readline() == b"ready\n"
    return process


def written(folder: Path) -> list[str]:
    """What the checkpoints of the thread "shared" hold, each with one write."""
    with open_redis(None, folder) as handle:
        found = list(RedisSaver(handle.sync_client).list({"configurable": {"thread_id": "shared"}}))
    assert all(len(entry.pending_writes or []) == 1 for entry in found)
    return [entry.checkpoint["channel_values"]["c"] for entry in found]


def test_two_processes_that_write_at_once_lose_nothing(folder: Path) -> None:
    processes = [writer(folder, name, 150) for name in ("one", "two")]
    try:
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(b"\n")
            process.stdin.flush()
        assert [process.wait(timeout=guards.SECONDS) for process in processes] == [0, 0]
    finally:
        for process in processes:
            process.kill()
            process.communicate()

    expected = {f"{name} {number}" for name in ("one", "two") for number in range(150)}
    assert set(written(folder)) == expected


def test_what_was_put_before_a_kill_is_there_whole(folder: Path) -> None:
    process = writer(folder, "killed", 100_000)
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(b"\n")
    process.stdin.flush()
    for _ in range(40):
        last = int(process.stdout.readline())
    process.kill()
    process.communicate()

    with open_redis(None, folder) as handle:
        found = list(RedisSaver(handle.sync_client).list({"configurable": {"thread_id": "shared"}}))
    held = {entry.checkpoint["channel_values"]["c"] for entry in found}
    assert {f"killed {number}" for number in range(last + 1)} <= held


def test_a_saver_by_url_is_a_context_manager(server: LocalServer) -> None:
    with RedisSaver.from_url(server.url, ttl_seconds=60) as saver:
        config = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
        saver.put(config, empty_checkpoint(), {}, {})
        assert saver.get_tuple(config) is not None


async def test_a_saver_by_url_is_an_asynchronous_context_manager(folder: Path) -> None:
    with local_server(folder) as server:
        async with RedisSaver.from_url(server.url) as saver:
            config = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
            await saver.aput(config, empty_checkpoint(), {}, {})
            assert await saver.aget_tuple(config) is not None


def test_a_url_where_nothing_answers_is_told_at_once(folder: Path) -> None:
    with pytest.raises(MemoryUnavailable, match="No Redis answers"):
        RedisSaver.from_url(f"unix://{folder}/nobody")


async def test_the_factory_for_langgraph_json_uses_the_url_of_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_server(folder) as server:
        monkeypatch.setenv("REDIS_URL", server.url)
        async with create_checkpointer() as saver:
            config = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
            await saver.aput(config, empty_checkpoint(), {}, {})
        with RedisSaver.from_url(server.url) as other:
            assert other.get_tuple(config) is not None


async def test_the_factory_for_langgraph_json_starts_the_embedded_redis_without_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("INTERVIEW_HOME", str(folder))
    async with create_checkpointer() as saver:
        assert await saver.aget_tuple({"configurable": {"thread_id": "t"}}) is None
    assert (folder / "redis" / "appendonlydir").is_dir()
