"""A Dask scheduler and workers as processes of their own, on the loopback interface."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support import guards
from tests.support.built import with_graphs

# What a worker does is not looked at: it would stop a hundred times a second for that.
_UNWATCHED = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}
_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


class DaskCluster:
    """Runs while it is entered; `folder` takes what the processes write, and is where workers stand."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._count = workers
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        with_graphs(self._folder / "home")
        file = self._folder / "scheduler.json"
        self._logs = (self._folder / "logs.txt").open("wb")
        self.scheduler = self._started("scheduler", "--port", "0", "--scheduler-file", str(file))
        until = time.monotonic() + guards.SECONDS
        while not (file.is_file() and file.read_text().strip().endswith("}")):
            assert self.scheduler.poll() is None and time.monotonic() < until, self.logs()
            time.sleep(0.05)
        self.address: str = json.loads(file.read_text())["address"]
        self.workers = [
            self._started("worker", self.address, "--nthreads", "1", "--no-nanny") for _ in range(self._count)
        ]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self._logs.close()

    def logs(self) -> str:
        """What the processes said."""
        return (self._folder / "logs.txt").read_text(errors="replace")

    def _started(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command, *_LOOPBACK],
            cwd=self._folder,
            env={**os.environ, **_UNWATCHED, "INTERVIEW_HOME": str(self._folder / "home")},
            stdout=self._logs,
            stderr=self._logs,
        )
