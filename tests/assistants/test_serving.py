"""The server as its clients meet it: over HTTP with a token, over standard input and output, by a signal."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastmcp import Client as FastMCPClient
from fastmcp.client.transports import StreamableHttpTransport
from fastmcp.exceptions import ToolError
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from app.process.listening import listening
from assistants import starting
from assistants.serving import PATH, serve_http
from domain.errors import BadSetting
from memory.connection import RedisHandle
from tests.assistants.desk import SAID, Desk
from tests.support import guards

ROOT = Path(__file__).parents[2]
TOKEN = "one-of-a-test"


@asynccontextmanager
async def served(desk: Desk) -> AsyncIterator[str]:
    """The address of the desk's server over HTTP."""
    there = listening("127.0.0.1", 0)
    ready = asyncio.Event()
    serving = asyncio.create_task(serve_http(desk.server, there, "127.0.0.1", TOKEN, ready.set))
    try:
        await asyncio.wait_for(ready.wait(), guards.SECONDS)
        yield f"http://127.0.0.1:{there.getsockname()[1]}{PATH}"
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        there.close()


@pytest.mark.network
@pytest.mark.enable_socket
async def test_a_client_of_others_holds_a_whole_interview_over_http(desk: Desk) -> None:
    async with served(desk) as address:
        transport = StreamableHttpTransport(address, headers={"Authorization": f"Bearer {TOKEN}"})
        async with FastMCPClient(transport) as client:
            made = (await client.call_tool("start_interview", {"minutes": 20, "seed": 2})).structured_content
            assert made is not None
            with pytest.raises(ToolError, match=r"^Turn 9 is not what waits for an answer"):
                await client.call_tool("answer", {"session": made["session"], "turn": 9, "text": SAID})
            while made["status"] == "open":
                given = {"session": made["session"], "turn": made["question"]["turn"], "text": SAID}
                answered = await client.call_tool("answer", given)
                assert answered.structured_content is not None
                made = answered.structured_content
            (text,) = await client.read_resource(f"interview://sessions/{made['session']}/report")

    assert made["report"]["overall"] is not None and "Report" in text.text


@pytest.mark.network
@pytest.mark.enable_socket
async def test_nobody_gets_in_without_the_token_or_by_another_name(desk: Desk) -> None:
    asks = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    kinds = {"Accept": "application/json, text/event-stream"}
    right = {"Authorization": f"Bearer {TOKEN}", **kinds}
    async with served(desk) as address, httpx.AsyncClient(trust_env=False) as client:
        for headers in (kinds, {**right, "Authorization": "Bearer other"}, {**right, "Authorization": TOKEN}):
            refused = await client.post(address, json=asks, headers=headers)
            assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Bearer")
        # A page of somebody else's that its name leads here.
        rebound = await client.post(address, json=asks, headers={**right, "Host": "evil.example"})
        foreign = await client.post(address, json=asks, headers={**right, "Origin": "http://evil.example"})
    assert rebound.status_code == 421 and foreign.status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])
async def test_other_machines_need_a_token_that_was_set(
    host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    monkeypatch.delenv("INTERVIEW_MCP_TOKEN", raising=False)
    with pytest.raises(BadSetting, match="set INTERVIEW_MCP_TOKEN"):
        await starting.mcp(http=True, host=host)


_HEARS_SIGNALS = """
import runpy, signal, sys
# What runs these tests in the background may ignore Ctrl-C, and a child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def command(home: Path, guides: Path) -> tuple[list[str], dict[str, str]]:
    """`interview mcp` over these, in a process of its own."""
    arguments = [str(ROOT / "mock_interviewer.py"), "mcp", "--guides", str(guides)]
    return arguments, {**os.environ, "INTERVIEW_HOME": str(home)}


async def test_an_assistant_starts_it_and_speaks_to_it(
    home: tuple[Path, RedisHandle], guides: Path, tmp_path: Path
) -> None:
    home[1].sync_client.flushall()
    arguments, environment = command(home[0], guides)
    started = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
    with (tmp_path / "errors").open("w+") as errors:
        async with Client(stdio_client(started, errlog=errors)) as client:
            begun = await client.call_tool("start_interview", {"minutes": 20, "seed": 2})
            assert begun.structured_content is not None
            given = {"session": begun.structured_content["session"], "turn": 1, "text": SAID}
            answered = await client.call_tool("answer", given)
        errors.seek(0)
        assert errors.read() == ""
    assert answered.structured_content is not None and answered.structured_content["question"]


@pytest.mark.sweep
@pytest.mark.parametrize("ends_by", [signal.SIGTERM, signal.SIGINT])
def test_standard_output_is_the_protocols_alone_and_a_signal_ends_it(
    home: tuple[Path, RedisHandle], guides: Path, ends_by: signal.Signals
) -> None:
    home[1].sync_client.flushall()
    arguments, environment = command(home[0], guides)
    running = subprocess.Popen(
        [sys.executable, "-c", _HEARS_SIGNALS, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    )
    assert running.stdin is not None and running.stdout is not None
    told = []
    for asked in _asked():
        running.stdin.write(f"{json.dumps(asked)}\n")
        running.stdin.flush()
        if "id" in asked:
            told.append(json.loads(running.stdout.readline()))
    running.send_signal(ends_by)
    # Before its input ends, which would end it, too.
    running.wait(guards.SECONDS)
    rest, errors = running.communicate()

    assert [each["id"] for each in told] == [1, 2, 3]
    assert told[2]["result"]["structuredContent"]["question"]["turn"] == 1
    assert (rest, "Traceback" in errors) == ("", False), errors
    assert running.returncode in (128 + ends_by, 130), errors


def _asked() -> list[dict[str, Any]]:
    """What an older client sends: a handshake first."""
    greeting = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }
    begin = {"name": "start_interview", "arguments": {"minutes": 20}}
    return [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": greeting},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": begin},
    ]
