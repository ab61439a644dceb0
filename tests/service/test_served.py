"""The service in a process of its own, and a client that was made from its OpenAPI."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from app.settings import Settings
from tests.support import guards
from tests.support.built import with_graphs
from tests.support.services import WHOLE, served

pytestmark = [pytest.mark.sweep, pytest.mark.enable_socket, pytest.mark.network]
SERVE = "import sys; from service.serving import run; run('127.0.0.1', int(sys.argv[1]), int(sys.argv[2]))"


@dataclass(frozen=True)
class Process:
    """A service that runs, and a token of anna's."""

    address: str
    token: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def running() -> Iterator[Process]:
    """The service with two workers, until it is told to end."""
    with tempfile.TemporaryDirectory(prefix="home-") as name:
        yield from _running(with_graphs(Path(name)))


def _running(home: Path) -> Iterator[Process]:

    async def prepared() -> str:
        async with served(Settings(home=home)) as found:
            await found.user("anna")
            return await found.token("anna")

    token = asyncio.run(prepared())
    port = free_port()
    environment = {**os.environ, "INTERVIEW_HOME": str(home)}
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port), "2"], env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/problems", process)
        yield Process(address, token, process)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(guards.SECONDS) in (0, -signal.SIGTERM)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + guards.SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address, timeout=guards.SECONDS).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(f"{address}, {process.poll()}")


def test_a_service_told_to_end_ends_well_and_leaves_nothing(tmp_path: Path) -> None:
    port, log, temporary = free_port(), tmp_path / "log", tmp_path / "temporary"
    temporary.mkdir()
    environment = {
        **os.environ,
        "INTERVIEW_HOME": str(tmp_path / "home"),
        "INTERVIEW_LOG": str(log),
        "INTERVIEW_DRAIN": "0",
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-m", "mock_interviewer", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/problems", process)
        httpx.get(f"http://127.0.0.1:{port}/v1/me", headers={"X-Request-ID": "this-one"})
    finally:
        process.terminate()
        code = process.wait(guards.SECONDS)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]

    assert code == 0
    assert [line["event"] for line in lines if line.get("request") == "this-one"] == ["request"]
    assert list(temporary.glob("interview-counts-*")) == []


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_that_is_taken_is_told_at_once(tmp_path: Path, workers: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "mock_interviewer", "serve", "--port", str(port), "--workers", workers],
            env={**os.environ, "INTERVIEW_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=guards.SECONDS,
            check=False,
        )

    assert done.returncode not in (0, None)
    assert f"Port {port} is taken" in done.stderr
    assert "Service" not in done.stdout
    assert not (tmp_path / "redis").exists()


def test_a_service_without_its_database_says_so_once(tmp_path: Path) -> None:
    options = ["--port", str(free_port()), "--workers", "2"]
    away = f"redis://127.0.0.1:{free_port()}"
    done = subprocess.run(
        [sys.executable, "-m", "mock_interviewer", "serve", *options],
        env={**os.environ, "INTERVIEW_HOME": str(tmp_path), "REDIS_URL": away},
        capture_output=True,
        text=True,
        timeout=guards.SECONDS,
        check=False,
    )

    assert done.returncode == 3
    assert done.stderr.count(f"No Redis answers at {away}") == 1
    assert "Traceback" not in done.stderr


def test_a_service_told_to_end_before_it_began_ends(tmp_path: Path) -> None:
    begun = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    held = f"import uvicorn; uvicorn.run = lambda *_, **__: exec({begun!r}); {SERVE}; print('went on')"
    environment = {**os.environ, "INTERVIEW_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", held, str(free_port()), "1"],
        env=environment, capture_output=True, text=True, timeout=guards.SECONDS, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "")
    assert list(tmp_path.glob("interview-counts-*")) == []


def test_a_client_made_from_the_openapi_holds_a_whole_interview(
    running: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientele.cli import cli_group

    file = tmp_path / "openapi.json"
    file.write_bytes(httpx.get(f"{running.address}/openapi.json").content)
    made = CliRunner().invoke(
        cli_group, ["start-api", "-f", str(file), "-o", str(tmp_path / "interview_client")]
    )
    assert made.exit_code == 0, made.output
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("BASE_URL", running.address)
    monkeypatch.setenv("TIMEOUT", str(guards.SECONDS))
    monkeypatch.setenv("HEADERS", json.dumps({"Authorization": f"Bearer {running.token}"}))
    client: Any = importlib.import_module("interview_client.client")
    schemas: Any = importlib.import_module("interview_client.schemas")

    step = client.sessions_begin(
        data=schemas.NewSession(minutes=30, seed=3, round=None, tone=None, person=None)
    )
    session_id, questions = step.session.id, 0
    while step.next is not None:
        questions += step.next.kind.value == "question"
        step = client.sessions_answer(
            session_id=session_id,
            number=step.next.number,
            data=schemas.Answer(kind=schemas.MessageKind("answer"), text=WHOLE, seconds=None),
        )
    report = client.sessions_report(session_id=session_id)
    turns = client.sessions_turns(session_id=session_id)
    client.client.close()

    assert questions == 3
    assert report.overall is not None
    assert step.report.overall == report.overall
    assert turns.items[0].message.text == WHOLE


def test_what_tries_an_image_holds_an_interview(running: Process) -> None:
    script = Path(__file__).resolve().parents[2] / "deploy" / "hold-interview"
    command = [sys.executable, str(script), running.address, running.token]
    done = subprocess.run(command, capture_output=True, text=True, timeout=guards.SECONDS, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"(\d+) of \1 questions answered", done.stdout)


def test_what_the_image_asks_of_itself_is_answered(running: Process) -> None:
    dockerfile = (Path(__file__).resolve().parents[2] / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    asked: list[str] = json.loads(dockerfile.split("HEALTHCHECK", 1)[1].split("CMD", 1)[1].splitlines()[0])
    port = running.address.rsplit(":", 1)[1]
    codes = {
        where: subprocess.run(
            [sys.executable, *(part.replace(":8138/", f":{where}/") for part in asked[1:])],
            capture_output=True, timeout=guards.SECONDS, check=False,
        ).returncode
        for where in (port, free_port())
    }  # fmt: skip

    assert asked[0] == "python3"
    assert [code == 0 for code in codes.values()] == [True, False]


def test_any_worker_takes_any_turn_and_events_come_as_they_happen(running: Process) -> None:
    headers = {"Authorization": f"Bearer {running.token}"}
    events: list[str] = []
    # A connection each: the system gives it to whichever worker is free.
    first = httpx.post(
        f"{running.address}/v1/sessions", json={"seed": 3}, headers=headers, timeout=guards.SECONDS
    ).json()
    session_id = first["session"]["id"]
    for number in range(1, 20):
        with httpx.stream(
            "POST",
            f"{running.address}/v1/sessions/{session_id}/turns/{number}/answer",
            json={"text": WHOLE},
            headers={**headers, "Accept": "text/event-stream", "Idempotency-Key": str(number)},
            timeout=guards.SECONDS,
        ) as answer:
            events += [line for line in answer.iter_lines() if line.startswith("event: ")]
            if answer.status_code != 200:
                break
    kept = httpx.get(f"{running.address}/v1/sessions/{session_id}", headers=headers).json()

    assert kept["status"] == "finished"
    assert events.count("event: outcome") >= 3
