"""A pytest plugin: what a test started and nobody ended is ended with the run, and told.

A run has a temporary folder of its own, and everything that it starts inherits that and a variable: what
carries the variable or stands in the folder was started by it, through however many processes, and nothing
else is touched. (A server that shows its title in the list of processes overwrites its variables there.)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator

import psutil
import pytest

_MARK = "TESTS_STARTED_THIS"
PATIENCE = "TESTS_WAIT_FOR_ENDS"
"""The variable with the seconds that what is about to end by itself is given; 10 where it is not set."""
_KEPT_BESIDE = ("multiprocessing.forkserver", "multiprocessing.resource_tracker")
_PLACE = pytest.StashKey[str]()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Mark this process, and so what it starts, workers of xdist included."""
    if _is_worker(session.config):
        return
    # Short: a socket's path may not be long.
    place = tempfile.mkdtemp(prefix="t-")
    session.config.stash[_PLACE] = place
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ[_MARK] = place


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """End what is left; a run that leaves something is no good run."""
    yield
    place = session.config.stash.get(_PLACE, None)
    if place is None:
        return
    # What is about to end by itself, since what it served has ended, is given the time.
    left = psutil.wait_procs(list(_left(place)), timeout=float(os.environ.get(PATIENCE, "10")))[1]
    by_tests = [process for process in left if not _ends_with_us(process)]
    for process in by_tests:
        sys.stdout.write(f"\nleft running by the tests, and ended: {process.pid} {_command(process)}\n")
    for process in left:
        process.kill()
    psutil.wait_procs(left, timeout=60)
    if by_tests and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    # Whoever keeps something beside this process has a folder there, which goes when it ends.
    if session.exitstatus == pytest.ExitCode.OK and not left:
        shutil.rmtree(place, ignore_errors=True)


def _left(place: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            # The kernel shows what a process was started with, so this one does not see its own mark there.
            marked = process.environ().get(_MARK) == place
            started = marked or f"{process.cwd()}/".startswith(f"{place}/")
            ended = process.status() == psutil.STATUS_ZOMBIE
        except psutil.Error:
            continue
        if started and not ended and process.pid != os.getpid():
            yield process


def _ends_with_us(process: psutil.Process) -> bool:
    """Whether `multiprocessing` keeps it beside this very process, with which it would end by itself."""
    try:
        ours = process.ppid() == os.getpid()
    except psutil.Error:
        return False
    return ours and any(each in _command(process) for each in _KEPT_BESIDE)


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(" ".join(process.cmdline()).split())[:200]
    except psutil.Error:
        return ""
