"""A sandbox for programs that the tests themselves wrote: a plain Python, at once and without walls."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rounds.sandbox.outcome import Ended, Limits, Run
from rounds.sandbox.running import Sandbox


class PlainPython(Sandbox):
    """Runs what it is given in a process of its own; only for code that stands in a test."""

    def __init__(self) -> None:
        self.folder = Path()
        self.runs = 0

    @property
    def ready(self) -> bool:
        return True

    def run(self, source: str, limits: Limits | None = None) -> Run:
        self.runs += 1
        seconds = 1.0 if limits is None else min(1.0, limits.seconds)
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-S", "-c", source], capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as late:
            return Run(ended=Ended.TIME, output=(late.stdout or b"").decode())
        ended = Ended.FINISHED if done.returncode == 0 else Ended.RAISED
        return Run(ended=ended, output=done.stdout.decode(), errors=done.stderr.decode())
