"""A pytest plugin: what a test started and nobody ended is ended with the run, and told.

Everything that a run starts inherits a variable with a name of its own; so whatever carries it afterwards was
started by it, through however many processes, and nothing else is touched.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

_MARK = "TESTS_STARTED_THIS"
_BY_WORKERS = pytest.StashKey[list[str]]()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Mark this process, and so what it starts; a worker of xdist has a mark of its own."""
    del session
    os.environ[_MARK] = uuid.uuid4().hex


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """End what is left; a run that leaves something is no good run."""
    yield
    left = list(_left(os.environ.pop(_MARK)))
    told = [f"{process.pid} {_command(process)}" for process in left]
    for process in left:
        process.kill()
    psutil.wait_procs(left, timeout=60)
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[_MARK] = told
        return
    told += session.config.stash.get(_BY_WORKERS, [])
    for each in told:
        sys.stdout.write(f"\nleft running by the tests, and ended: {each}\n")
    if told and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Hear what a worker of xdist found."""
    del error
    told = getattr(node, "workeroutput", {}).get(_MARK, [])
    node.config.stash.setdefault(_BY_WORKERS, []).extend(told)


def _left(mark: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            # The kernel shows what a process was started with, so this one does not see its own mark there.
            started = process.environ().get(_MARK) == mark and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            continue
        if started and process.pid != os.getpid():
            yield process


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())[:200]
    except psutil.Error:
        return ""
