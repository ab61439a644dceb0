"""A typed answer is never lost: until the database has it, it stands in a file that resuming takes up."""

from __future__ import annotations

import io
import os
import signal
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.session.candidate import EndOfInput
from app.session.conversation import hold
from app.session.interviewing import Interview
from app.session.unsent import UnsentAnswer, reserved
from domain.errors import MemoryUnavailable
from domain.interview import MessageKind, Turn
from graphs.interview import interview_on
from graphs.state import InterviewContext
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle, open_redis
from memory.embedded import EmbeddedServer
from memory.in_memory import InMemorySessionStore
from memory.sessions import RedisSessionStore
from tests.support.interviews import Clock, a_session, does, says, some_knowledge
from tests.support.past import Workspace

ANSWER = "It was something that we changed with the team some time ago."


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="unsent-") as name:
        yield Path(name)


def kill_server_of(folder: Path) -> None:
    pid = EmbeddedServer(folder).pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


class Acts:
    """Says ANSWER twice and ends; before the second something is done to the database."""

    measures_time = False
    draft = ""

    def __init__(self, act: object) -> None:
        self._act = act
        self._answers = 0

    async def answer(self, turn: Turn) -> str:
        self._answers += 1
        if self._answers == 2:
            assert callable(self._act)
            self._act()
        if self._answers > 2:
            raise EndOfInput
        return ANSWER

    async def read_on(self) -> str:
        return ""


def an_interview_on(handle: RedisHandle, folder: Path) -> Interview:
    store = RedisSessionStore(handle.client)
    graph = interview_on(RedisSaver(async_client=handle.client))
    return Interview(graph, InterviewContext(some_knowledge(folder / "index"), store, Clock()), "s1")


async def test_an_answer_typed_while_the_embedded_server_is_killed_is_stored_within_the_turn(
    folder: Path,
) -> None:
    out = io.StringIO()
    async with open_redis(None, folder / "redis") as handle:
        interview = an_interview_on(handle, folder)
        step = await interview.begin(a_session())
        unsent = UnsentAnswer(folder / "unsent" / "s1.json")

        with reserved(unsent):
            candidate = Acts(lambda: kill_server_of(folder / "redis"))
            step = await hold(interview, step, candidate, Screen(Console(file=out, width=110)), unsent=unsent)

        turns = await interview.turns()
    assert "offered again" not in out.getvalue()
    assert [turn.message.text for turn in turns if turn.message is not None][:2] == [ANSWER, ANSWER]
    assert step.report is not None
    assert not unsent.path.exists()


async def test_an_answer_that_cannot_be_stored_stands_in_a_file_and_is_taken_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.session.conversation._PAUSES", (0, 0))
    monkeypatch.setattr("memory.embedded._SECONDS_BETWEEN_FAILURES", 0.0)
    out, home = io.StringIO(), folder / "redis"
    unsent = UnsentAnswer(folder / "unsent" / "s1.json")

    def ruin() -> None:
        (home / "appendonlydir").rename(home / "elsewhere")
        (home / "appendonlydir").touch()
        kill_server_of(home)

    async with open_redis(None, home) as handle:
        interview = an_interview_on(handle, folder)
        step = await interview.begin(a_session())
        with reserved(unsent), pytest.raises(MemoryUnavailable) as told:
            await hold(interview, step, Acts(ruin), Screen(Console(file=out, width=110)), unsent=unsent)
    assert "does not start" in str(told.value)
    assert f"Your last answer stands in {unsent.path}" in str(told.value)
    # Once, however often it is tried again.
    assert " ".join(out.getvalue().split()).count("Your answer is kept here, and offered again") == 1
    assert stat.S_IMODE(unsent.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(unsent.path.parent.stat().st_mode) == 0o700

    (home / "appendonlydir").unlink()
    (home / "elsewhere").rename(home / "appendonlydir")
    async with open_redis(None, home) as handle:
        interview = an_interview_on(handle, folder)
        out = io.StringIO()
        with reserved(unsent):
            await unsent.take_up(RedisSessionStore(handle.client), "s1", Screen(Console(file=out, width=110)))
            await interview.go_on()
        turns = await interview.turns()
    assert [turn.message.text for turn in turns if turn.message is not None] == [ANSWER, ANSWER]
    told = "The answer that you typed last could not be stored then; it is taken up now."
    assert out.getvalue().strip() == told
    assert not unsent.path.exists()


def test_forgetting_a_session_forgets_its_unsent_answer_too(workspace: Workspace) -> None:
    for session_id in ("s1", "s2"):
        workspace.holds(session_id, [ANSWER])
        place = workspace.home / "unsent" / f"interview%3Av1%3A%7B{session_id}%7D%3Asession.json"
        UnsentAnswer(place).reserve()
        UnsentAnswer(place).keep(2, says("secret"))

    workspace.run("forget", "s1", "--yes")
    assert [path.name for path in (workspace.home / "unsent").iterdir()] == [
        "interview%3Av1%3A%7Bs2%7D%3Asession.json"
    ]
    workspace.run("forget", "--all", "--yes")
    assert list((workspace.home / "unsent").iterdir()) == []


def test_room_is_taken_before_the_disk_is_full(folder: Path) -> None:
    unsent = UnsentAnswer(folder / "unsent" / "s1.json")
    unsent.reserve()
    reserved_bytes = unsent.path.stat()
    long = "word " * 3000

    unsent.keep(3, says(long), for_long=True)

    after = unsent.path.stat()
    assert (after.st_size, after.st_blocks) == (reserved_bytes.st_size, reserved_bytes.st_blocks)
    found = unsent.found()
    assert found is not None and (found.turn, found.message.text) == (3, long)
    unsent.keep(4, says("short"))
    found = unsent.found()
    assert found is not None and found.message.text == "short"


def test_commands_are_not_kept_and_what_is_no_answer_of_ours_is_none(folder: Path) -> None:
    unsent = UnsentAnswer(folder / "s1.json")
    unsent.keep(1, does(MessageKind.SKIP))
    assert unsent.found() is None
    for content in (b"", b"null", b"{", b'{"turn": "x"}', b"\xff\xfe"):
        unsent.path.write_bytes(content)
        assert unsent.found() is None


def test_a_folder_that_cannot_be_written_hinders_nobody(folder: Path) -> None:
    (folder / "file").touch()
    with reserved(UnsentAnswer(folder / "file" / "s1.json")) as unsent:
        unsent.keep(1, says("an answer"))
        unsent.drop()
        assert unsent.found() is None


async def test_an_answer_given_elsewhere_meanwhile_stays_and_the_typed_one_is_shown(folder: Path) -> None:
    store = InMemorySessionStore()
    await store.save(a_session("s1"))
    unsent = UnsentAnswer(folder / "s1.json")
    out = io.StringIO()

    unsent.keep(1, says("typed here"))
    await store.keep_message("s1", 1, says("said elsewhere"))
    await unsent.take_up(store, "s1", Screen(Console(file=out, width=110)))

    kept = await store.kept_message("s1", 1)
    assert kept is not None and kept.text == "said elsewhere"
    assert out.getvalue().rstrip().endswith("“typed here”")
    assert unsent.found() is None


async def test_an_answer_that_was_stored_after_all_is_not_spoken_of(folder: Path) -> None:
    store = InMemorySessionStore()
    await store.save(a_session("s1"))
    unsent = UnsentAnswer(folder / "s1.json")
    out = io.StringIO()

    unsent.keep(1, says("typed here"))
    await store.keep_message("s1", 1, says("typed here"))
    await unsent.take_up(store, "s1", Screen(Console(file=out, width=110)))

    assert out.getvalue() == ""
    assert unsent.found() is None
