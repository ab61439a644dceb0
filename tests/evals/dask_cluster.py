"""A Dask scheduler and workers as processes of their own, on the loopback interface.

They are forked from a process that has imported what they need: starting one from nothing takes three seconds
of a processor, and says nothing about the work that is spread over them.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from tests.support import guards
from tests.support.built import with_graphs
from tests.support.forking import Forks

# What a worker does is not looked at: it would stop a hundred times a second for that.
_UNWATCHED = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}
_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


class WarmDask(Forks):
    """What clusters are forked from."""

    def __init__(self) -> None:
        super().__init__("tests.evals.warm_dask", _UNWATCHED)


class DaskCluster:
    """Runs while it is entered; `folder` takes what the processes write, and is where workers stand."""

    def __init__(self, warm: WarmDask, folder: Path, workers: int) -> None:
        self._warm = warm
        self._folder = folder
        self._count = workers
        self.workers: list[psutil.Process] = []

    def __enter__(self) -> Self:
        with_graphs(self._folder / "home")
        file = self._folder / "scheduler.json"
        self.scheduler = self._started("scheduler", "--port", "0", "--scheduler-file", str(file))
        until = time.monotonic() + guards.SECONDS
        while not (file.is_file() and file.read_text().strip().endswith("}")):
            assert self.scheduler.is_running() and time.monotonic() < until, self.logs()
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
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
            process.wait(guards.SECONDS)

    def logs(self) -> str:
        """What the processes said."""
        return (self._folder / "logs.txt").read_text(errors="replace")

    def _started(self, *command: str) -> psutil.Process:
        home = {"INTERVIEW_HOME": str(self._folder / "home")}
        return self._warm.start(
            [*command, *_LOOPBACK], {**os.environ, **home}, self._folder / "logs.txt", self._folder
        )
