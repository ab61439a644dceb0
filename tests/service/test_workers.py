"""The process that starts workers ends soon after it was told to, whatever became of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.support import guards

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]

_SERVES = """
import os, pathlib, sys
import uvicorn
from service.workers import Workers

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        pathlib.Path("up", str(os.getpid())).touch()
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})

if __name__ == "__main__":
    patient = {"workers": 2, "timeout_worker_healthcheck": 600}
    config = uvicorn.Config("serves:app", port=0, log_level="error", **patient)
    Workers(config, [config.bind_socket()], float(sys.argv[1])).run()
"""
_SOON = 60.0
"""Long before a worker's time to say that it lives is over."""


class Supervised:
    """Two workers and the process that started them, in `folder`."""

    def __init__(self, folder: Path, seconds_to_end: float) -> None:
        (folder / "serves.py").write_text(_SERVES, "utf-8")
        (folder / "up").mkdir()
        self._up = folder / "up"
        path = os.pathsep.join([str(folder), str(Path(__file__).resolve().parents[2])])
        self.process = subprocess.Popen(
            [sys.executable, "serves.py", str(seconds_to_end)],
            cwd=folder, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    def workers(self, count: int = 2) -> list[psutil.Process]:
        """The workers that live and serve, once there are so many."""
        until = time.monotonic() + guards.SECONDS
        while time.monotonic() < until:
            found = [psutil.Process(int(each.name)) for each in self._up.iterdir() if _lives(int(each.name))]
            if len(found) >= count:
                return found
            time.sleep(0.05)
        raise TimeoutError

    def ended(self) -> int:
        """How it ended, after a signal."""
        self.process.terminate()
        return self.process.wait(_SOON)


def _dead(worker: psutil.Process) -> None:
    """Wait until `worker` is."""
    until = time.monotonic() + guards.SECONDS
    while time.monotonic() < until and _lives(worker.pid):
        time.sleep(0.01)


def _lives(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def supervised(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Supervised]:
    found = Supervised(tmp_path, getattr(request, "param", guards.SECONDS))
    try:
        yield found
    finally:
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(found.process.pid).children(recursive=True):
                child.kill()
        found.process.kill()
        found.process.wait()


def _asked_in_vain(worker: psutil.Process) -> None:
    """Hold `worker` until it was asked for a sign of life."""
    worker.suspend()
    time.sleep(1.5)


def test_workers_end_with_the_process_that_started_them(supervised: Supervised) -> None:
    workers = supervised.workers()

    assert supervised.ended() == 0
    assert not any(_lives(worker.pid) for worker in workers)


def test_one_that_dies_after_it_was_asked_is_replaced_at_once(supervised: Supervised) -> None:
    first, other = supervised.workers()
    _asked_in_vain(first)
    first.kill()
    _dead(first)
    began = time.monotonic()
    now = supervised.workers()

    assert time.monotonic() - began < _SOON
    assert other in now and first not in now
    assert supervised.ended() == 0


@pytest.mark.parametrize("supervised", [1.0], indirect=True)
def test_a_worker_that_does_not_end_in_its_time_is_killed(supervised: Supervised) -> None:
    first, _ = supervised.workers()
    _asked_in_vain(first)

    assert supervised.ended() == 0
    assert not _lives(first.pid)
