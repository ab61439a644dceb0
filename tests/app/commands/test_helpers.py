"""Processes that help, in an interpreter of its own: only one without threads is forked."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

_BEGIN = """
import os, signal, sys
from app.commands.helpers import helped
from app.commands.side_by_side import in_order

def where(given):
    if given == "kill" and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    if given == "fail":
        raise ValueError("what failed")
    return given, os.getpid()

HERE, taken = os.getpid(), []
"""


def said_by(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + textwrap.dedent(program)], capture_output=True, text=True, timeout=60
    )
    return done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_processes_do_their_share_and_end() -> None:
    said = said_by(
        """
        with helped(where, 2) as (work, processes):
            in_order(range(60), work, taken.append, 3)
        assert processes == 2
        assert [given for given, _ in taken] == list(range(60))
        assert HERE in {pid for _, pid in taken} and len({pid for _, pid in taken}) == 3
        for pid in {pid for _, pid in taken} - {HERE}:
            assert not os.path.exists(f"/proc/{pid}")
        print("well")
        """
    )

    assert said == "well\n"


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_what_a_killed_process_was_asked_is_done_here() -> None:
    said = said_by(
        """
        with helped(where, 1) as (work, _):
            in_order(["kill"] * 20, work, taken.append, 2)
        assert taken == [("kill", HERE)] * 20
        print("well")
        """
    )

    assert said == "well\n"


def test_what_fails_in_a_process_is_raised_here() -> None:
    said = said_by(
        """
        with helped(where, 1) as (work, _):
            in_order(["fine", "fine", "fail", "fail"], work, taken.append, 2)
        """
    )

    assert said.endswith("ValueError: what failed\n")


def test_beside_threads_nothing_is_forked() -> None:
    said = said_by(
        """
        import threading
        done = threading.Event()
        threading.Thread(target=done.wait).start()
        with helped(where, 3) as (work, processes):
            print(processes, work("fine") == ("fine", HERE))
        done.set()
        """
    )

    assert said == "0 True\n"
