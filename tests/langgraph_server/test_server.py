"""LangGraph's own server over `langgraph.json`, driven by its own client."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.bootstrap.memory import open_memory
from app.settings import from_environment
from memory.connection import open_redis
from tests.langgraph_server.test_held import GUIDE, SAID
from tests.support import guards

pytest.importorskip("langgraph_api", reason="`make langgraph-server` installs LangGraph's own server")
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient

pytestmark = [pytest.mark.langgraph_server, pytest.mark.network, pytest.mark.enable_socket]
ROOT = Path(__file__).parents[2]
BEGIN = {"minutes": 20, "seed": 2}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A workspace with a guide, its database running; its path is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="lg-"))
    (folder / "guides").mkdir()
    (folder / "guides" / "notes.md").write_text(GUIDE, encoding="utf-8")
    with open_redis(None, folder / "redis"):
        yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The address of `langgraph dev`; what it keeps of its own lies in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = home / "langgraph.json"
    text = (ROOT / "langgraph.json").read_text(encoding="utf-8")
    config.write_text(
        text.replace('"./langgraph_server', f'"{ROOT}/langgraph_server').replace('["."]', f'["{ROOT}"]')
    )
    command = [str(Path(sys.executable).parent / "langgraph"), "dev", "--no-browser", "--no-reload"]
    command += ["--port", str(port), "--config", str(config)]
    own = {"INTERVIEW_HOME": str(home), "LANGGRAPH_CLI_NO_ANALYTICS": "1", "LANGSMITH_TRACING": "false"}
    with (home / "log").open("w") as log:
        running = subprocess.Popen(command, cwd=home, env={**os.environ, **own}, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/ok", running, home / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(guards.SECONDS)


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    while True:
        if running.poll() is not None:
            pytest.fail(f"langgraph dev ended: {log.read_text()[-2000:]}")
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass


@asynccontextmanager
async def a_client(address: str) -> AsyncIterator[LangGraphClient]:
    async with get_client(url=address) as client:
        yield client


async def test_an_interview_with_interrupt_resume_history_and_fork(address: str, home: Path) -> None:
    async with a_client(address) as client:
        thread = (await client.threads.create())["thread_id"]
        first: Any = await client.runs.wait(thread, "interview", input=BEGIN)
        assert first["__interrupt__"][0]["value"] == {"turn": 1, "asked": first["asked"]}
        assert (await client.threads.get(thread))["status"] == "interrupted"

        second: Any = await client.runs.wait(thread, "interview", command={"resume": "The first way."})
        third: Any = await client.runs.wait(thread, "interview", command={"resume": {"text": "More of it."}})
        assert (second["turn"], third["turn"]) == (2, 3)

        waited = {
            state["values"]["turn"]: state["checkpoint"]
            for state in await client.threads.get_history(thread)
            if state["next"] == ["await_answer"]
        }
        assert set(waited) == {1, 2, 3}
        forked: Any = await client.runs.wait(
            thread, "interview", checkpoint=waited[1], command={"resume": SAID}
        )
        assert forked["turn"] == 2 and forked["answers"] == [SAID]
        copied = (await client.threads.copy(thread))["thread_id"]
        of_copy: Any = await client.runs.wait(copied, "interview", command={"resume": "In the copy."})
        assert of_copy["session"]["id"] == copied

        events = [
            part.event
            async for part in client.runs.stream(
                thread, "interview", command={"resume": {"kind": "stop"}}, stream_mode=["values", "custom"]
            )
        ]
        assert "values" in events and "error" not in events
        ended = await client.threads.get_state(thread)
    assert ended["next"] == []

    # What was said is the terminal's, too.
    async with open_memory(from_environment({"INTERVIEW_HOME": str(home)})) as memory:
        turns = [turn.message.text for turn in await memory.store.turns(thread) if turn.message is not None]
        report = await memory.store.report(thread)
        kept = {session.id: session.forked_from for session in await memory.store.sessions()}
    assert turns[0] == SAID and "The first way." not in turns
    assert report is not None and report.answered == 1
    assert list(kept.values()).count(thread) == 2 and copied in kept


async def test_a_resume_of_what_does_not_wait_is_an_error_here(address: str) -> None:
    async with a_client(address) as client:
        thread = (await client.threads.create())["thread_id"]
        for given, told in (
            ({"command": {"resume": SAID}}, "has not begun"),
            ({"input": BEGIN}, ""),
            ({"input": BEGIN}, "has a session already"),
            ({"command": {"resume": {"kind": "stop"}}}, ""),
            ({"command": {"resume": SAID}}, "is finished"),
        ):
            run: Any = await client.runs.create(thread, "interview", **given)
            done: Any = await client.runs.join(thread, run["run_id"])
            status = (await client.runs.get(thread, run["run_id"]))["status"]
            if told:
                assert status == "error", (given, done)
                assert told in str(done)
            else:
                assert status in ("success", "interrupted"), (given, done)


async def test_a_drill_and_the_forms_of_both(address: str) -> None:
    async with a_client(address) as client:
        thread = (await client.threads.create())["thread_id"]
        values: Any = await client.runs.wait(thread, "drill", input={"kind": "facts", "limit": 1})
        while values["session"]["status"] == "open":
            values = await client.runs.wait(thread, "drill", command={"resume": "41,000 parcels."})
        assert values["ended"]

        forms = {}
        for assistant in await client.assistants.search():
            schemas = await client.assistants.get_schemas(assistant["assistant_id"])
            forms[assistant["graph_id"]] = set(schemas["input_schema"]["properties"])
    assert forms["interview"] >= {"minutes", "mode"} and forms["drill"] >= {"kind", "limit"}


def test_nothing_blocked_the_servers_loop(address: str, home: Path) -> None:
    """The server looks out for it; this comes after all that was done above."""
    assert address
    assert "Blocking call" not in (home / "log").read_text(encoding="utf-8")
