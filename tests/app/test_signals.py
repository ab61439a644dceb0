"""A signal ends the program, whatever Python was doing when it came."""

from __future__ import annotations

import signal
import subprocess
import sys

from tests.support import guards
from tests.support.commands import ROOT

_IN_A_CALLBACK = """
import asyncio, os, signal, weakref
from app import cli

class Thing: pass

async def wait():
    thing = Thing()
    # What is raised in here goes no further.
    kept = weakref.ref(thing, lambda ref: os.kill(os.getpid(), signal.SIGTERM))
    del thing
    try:
        await asyncio.sleep(60)
    finally:
        print("given back", flush=True)

cli._end_cleanly_on_signals()
asyncio.run(wait())
"""


def test_a_signal_in_a_callback_of_a_weak_reference_ends_the_program_and_gives_everything_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_CALLBACK],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=guards.SECONDS,
        check=False,
    )

    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, "given back\n"), done.stderr
    assert "ignored" not in done.stderr
