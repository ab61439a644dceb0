"""What is measured of two builds: a trial is run once for a build and gives figures.

`benchmarks/trials.py` lists them. A figure is printed under its trial's name and its own:
`starting.start.cpu`. The modules of `benchmarks` belong to this checkout, and what is measured is another's
half of the time: so a trial touches our packages in processes alone, whose `PYTHONPATH` is the build's
checkout: through `build.interview` (a command), `build.script` (a few lines of Python that use only what
both builds have), `build.program` (a file of this checkout that does), or a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Values = dict[str, float]
"""By the figure's name."""

# Starts what is measured from a small process: the kernel counts the memory of whoever forks to the child's.
_LAUNCHER = """
import json, os, sys, time
begin = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - begin
with open(sys.argv[1], "w") as report:
    cpu = used.ru_utime + used.ru_stime
    json.dump([os.waitstatus_to_exitcode(status), wall, cpu, used.ru_maxrss / 1024], report)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds by the clock, seconds of processors (its own and of children that it
    waited for), and its largest memory in RAM in MB; and what it said.
    """

    wall: float
    cpu: float
    peak: float
    out: str


class Failed(RuntimeError):
    """What was to be measured ended with another code than 0."""


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout to measure, and a folder for its workspace that is kept through all rounds."""

    checkout: Path
    home: Path

    def interview(self, *arguments: str | Path, said: str = "", **environment: str) -> Run:
        """A command of this build in a process of its own, with `said` on standard input."""
        return self._run([self.checkout / "mock_interviewer.py", *arguments], said, environment)

    def script(self, code: str, *arguments: str | Path, said: str = "", **environment: str) -> dict[str, Any]:
        """The JSON object in the last line that `code` prints, run over this build's packages."""
        run = self._run(["-c", code, *arguments], said, environment)
        found: dict[str, Any] = json.loads(run.out.splitlines()[-1])
        return found

    def program(self, path: Path, *arguments: str) -> dict[str, Any]:
        """The JSON object in the last line that the program at `path` prints, over this build's packages."""
        found: dict[str, Any] = json.loads(self._run([path, *arguments], "", {}).out.splitlines()[-1])
        return found

    @property
    def workspace(self) -> Path:
        """What `INTERVIEW_HOME` is."""
        return self.home / "workspace"

    def _run(self, command: list[str | Path], said: str, environment: Mapping[str, str]) -> Run:
        report = self.home / "run.json"
        own = {"PYTHONPATH": str(self.checkout), "INTERVIEW_HOME": str(self.workspace)}
        # The same interpreter with the same packages for all builds, kept compiled: it is our code that is
        # compared.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [sys.executable, "-S", "-E", "-c", _LAUNCHER, report, sys.executable, *command],
            input=said,
            env=kept | own | environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=True,
        )
        code, wall, cpu, peak = json.loads(report.read_text())
        if code != 0:
            raise Failed(f"{command} in {self.checkout} ended with {code}:\n{done.stdout}\n{done.stderr}")
        return Run(wall, cpu, peak, done.stdout)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a trial gives under `name`; `goal` is the most (least, where more is better) that its
    ratio to the other build may be. `gate`: being worse fails `make bench`; seconds by the clock are told and
    not held against anybody.
    """

    name: str
    unit: str
    more_is_better: bool = False
    goal: float | None = None
    gate: bool = True


def _nothing(build: Build) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Trial:
    """`run(build, number)` measures once; `number` counts rounds from 0 and is the same for both builds, to
    choose other input each round with. `prepare(build)` comes once before (index, sessions of the past) and
    warms up. `in_bench`: part of `make bench`, which leaves out what takes too long for six rounds.
    """

    name: str
    run: Callable[[Build, int], Values]
    figures: tuple[Figure, ...]
    prepare: Callable[[Build], None] = _nothing
    in_bench: bool = True
