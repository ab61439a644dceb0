"""The page as it is served to people: a process of its own, which can be killed and started again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from tests.support import guards
from tests.support.commands import ROOT, variables_but
from tests.support.forking import Forks

_LINK = re.compile(r"http://[^\s/]+/\S*")


class Warm(Forks):
    """Forks servers from a process that has imported everything, while it is entered."""

    def __init__(self) -> None:
        super().__init__("tests.browser.warm")


class Served:
    """The page over `guides`, with its workspace in `home`, at one port for as long as this lives.

    `variables` are set besides those that the home needs; `more` are arguments of `interview web`. With
    `--users` among them everybody has guides of their own, and none of those.
    """

    def __init__(
        self, warm: Warm, home: Path, guides: Path, variables: Mapping[str, str] | None = None, *more: str
    ) -> None:
        self.home = home
        self.guides = guides
        self.port = free_port()
        self.link = ""
        self._warm = warm
        self._more = more
        self._log = home / "served.log"
        self._process: psutil.Process | None = None
        self._environment = {
            **variables_but("INTERVIEW_", "OPENAI_", "REDIS_"),
            "INTERVIEW_HOME": str(home),
            **(variables or {}),
        }

    @property
    def at(self) -> str:
        """The page's address, without the key."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """What the server printed."""
        return self._log.read_text() if self._log.exists() else ""

    def start(self) -> None:
        """Serve, and wait until the page answers."""
        before = len(self.said)
        arguments = ["web", "--no-browser", "--port", str(self.port)]
        if "--users" not in self._more:
            arguments += ["--guides", str(self.guides)]
        self._process = self._warm.start([*arguments, *self._more], self._environment, self._log)
        deadline = time.monotonic() + guards.SECONDS
        while (found := _LINK.search(self.said, before)) is None:
            assert self._process.is_running(), self.said
            assert time.monotonic() < deadline, "the page does not start"
            time.sleep(0.02)
        self.link = found[0]

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as `kill` does."""
        self._end(signal.SIGTERM)

    def end_cleanly(self) -> None:
        """End it, and what one that was killed has left running."""
        if self._process is None or not self._process.is_running():
            self.start()
        self.stop()

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """`interview` with `arguments` at a terminal without keys, over the same workspace."""
        return subprocess.Popen(
            [sys.executable, "-c", "from app.cli import main; main()", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env={**self._environment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )

    def _end(self, number: int) -> None:
        if self._process is not None:
            try:
                os.kill(self._process.pid, number)
                self._process.wait(guards.SECONDS)
            except (ProcessLookupError, psutil.NoSuchProcess):
                pass
            self._process = None


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
