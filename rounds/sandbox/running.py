"""Runs a program in the sandbox, and comes back whatever it does."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from pydantic import ValidationError

from rounds.sandbox import runtime
from rounds.sandbox.errors import NoSandbox
from rounds.sandbox.outcome import Ended, Limits, Run

_GRACE = 70.0
"""Seconds beside the program's own: to start, to load, to end."""
_COMPILING = 240.0


class Sandbox:
    """Runs programs, one at a time; `folder` keeps the compiled interpreter, and is made where need be."""

    def __init__(self, folder: Path) -> None:
        if not runtime.installed():
            raise NoSandbox('the extra is not installed. Install "mock-interviewer[code]".')
        self.folder = folder

    @property
    def ready(self) -> bool:
        """Is the interpreter compiled? Where it is not, the first run takes some seconds more, and 1.1 GB."""
        return runtime.compiled(self.folder).exists()

    def run(self, source: str, limits: Limits | None = None) -> Run:
        """Run `source` as a program of Python 3.12 with its standard library.

        It ends by `limits` at the latest. Raises nothing: what the sandbox itself cannot do is a `Run` that
        ended `BROKEN`.
        """
        allowed = limits or Limits()
        request = {"source": source, "limits": allowed.model_dump(), "folder": str(self.folder)}
        wait = allowed.seconds + _GRACE + (0 if self.ready else _COMPILING)
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "rounds.sandbox.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=self.folder,
                start_new_session=True,
            )
        except OSError as error:
            return Run(ended=Ended.BROKEN, errors=f"no process could be started ({error.strerror or error})")
        try:
            reply, _ = process.communicate(json.dumps(request).encode(), timeout=wait)
        except subprocess.TimeoutExpired:
            _end(process)
            return Run(ended=Ended.TIME, seconds=wait)
        except BaseException:
            _end(process)
            raise
        try:
            return Run.model_validate_json(reply)
        except ValidationError:
            return Run(ended=Ended.BROKEN, errors=f"it ended without a word (status {process.returncode})")


def _environment() -> dict[str, str]:
    """No key, no address of a server: the process needs to find its modules and nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
