import io
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.session.candidate import EndOfInput
from app.session.conversation import hold
from app.session.interviewing import Interview
from domain.interview import Turn
from graphs.interview import interview_on
from graphs.state import InterviewContext
from memory.checkpointer import RedisSaver
from memory.connection import open_redis
from memory.sessions import RedisSessionStore
from tests.support.interviews import Clock, a_session, some_knowledge
from tests.support.redis_servers import SERVERS, LocalServer, local_server

ANSWER = "It was something that we changed with the team some time ago."


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="away-") as name:
        yield Path(name)


class PullsThePlug:
    """Answers twice; before the second answer arrives the server is killed, and comes back after a while."""

    measures_time = False
    draft = ""

    def __init__(self, server: LocalServer, seconds: float) -> None:
        self._server = server
        self._seconds = seconds
        self._answers = 0

    async def answer(self, turn: Turn) -> str:
        self._answers += 1
        if self._answers == 2:
            self._server.kill()
            threading.Timer(self._seconds, self._server.start).start()
        if self._answers > 2:
            raise EndOfInput
        return ANSWER

    async def read_on(self) -> str:
        return ""


@pytest.mark.parametrize("name", SERVERS)
async def test_an_answer_waits_while_redis_is_away_and_is_kept_once_when_it_is_back(
    folder: Path, name: str
) -> None:
    out = io.StringIO()
    with local_server(folder, name) as server, open_redis(server.url, folder) as handle:
        store = RedisSessionStore(handle.client)
        graph = interview_on(RedisSaver(async_client=handle.client))
        context = InterviewContext(some_knowledge(folder / "index"), store, Clock())
        interview = Interview(graph, context, "s1")
        step = await interview.begin(a_session())

        step = await hold(interview, step, PullsThePlug(server, 4.0), Screen(Console(file=out, width=110)))

        turns = await store.turns("s1")
        await handle.client.aclose(close_connection_pool=True)
    # Once, however often it is tried again.
    assert " ".join(out.getvalue().split()).count("Your answer is kept here, and offered again") == 1
    assert [turn.message.text for turn in turns if turn.message is not None][:2] == [ANSWER, ANSWER]
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert step.report is not None and step.report.ended == "the input ended"
