"""Programs that go on by themselves, forked from a process that has imported everything they need.

A module run by `python -m` imports that and calls `serve`; `Forks` starts the module and asks it for them.
Each request is a line of JSON with `arguments`, `environment`, `folder` and `log`, answered with the child's
process id. The forking process ends with its standard input.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from telemetry.quiet import switch_off
from tests.support.commands import ROOT


def serve(program: str) -> None:
    """Fork a child for each request; returns in the child alone, set as if `program` had been started."""
    # Nobody waits for a child here: it is gone when it has ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        request = json.loads(line)
        if (child := os.fork()) == 0:
            _become(program, request)
            return
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    os._exit(0)


def _become(program: str, request: dict[str, object]) -> None:
    log = os.open(str(request["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, stream in enumerate((nothing, log, log)):
        os.dup2(stream, number)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]  # as `Forks` sent it
    # Our packages do it when they are imported.
    switch_off(os.environ)
    os.chdir(str(request["folder"]))
    sys.argv = [program, *request["arguments"]]  # type: ignore[misc]  # as `Forks` sent it


class Forks:
    """Starts processes forked from the one that runs `module`, while it is entered.

    `variables` are set for that one, beside those of this process: what is read when a module is imported.
    """

    def __init__(self, module: str, variables: Mapping[str, str] | None = None) -> None:
        self._module = module
        self._variables = variables or {}

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **self._variables},
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, error, trace
        self._process.kill()
        self._process.communicate()

    def start(
        self, arguments: list[str], environment: Mapping[str, str], log: Path, folder: Path = ROOT
    ) -> psutil.Process:
        """The program with `arguments` in this environment; what it prints goes to the end of `log`."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None and told is not None
        request = {
            "arguments": arguments,
            "environment": dict(environment),
            "folder": str(folder),
            "log": str(log),
        }
        asked.write(json.dumps(request) + "\n")
        asked.flush()
        return psutil.Process(int(told.readline()))
