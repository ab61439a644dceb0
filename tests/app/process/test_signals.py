"""A signal ends the program, whatever Python was doing when it came."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.support import guards
from tests.support.commands import ROOT

_IN_A_CALLBACK = """
import asyncio, os, signal, weakref
from app.process import ending

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

ending.end_cleanly_on_signals()
asyncio.run(wait())
"""


_IN_A_TASK = """
import asyncio, os, signal
from app.process import ending

async def child():
    # What is raised in here would be the failure of a task, told with all it stands in.
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(60)

async def wait():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
    finally:
        await asyncio.sleep(0)
        print("given back", flush=True)

ending.end_cleanly_on_signals()
ending.run(wait(), lambda loop, context: loop.default_exception_handler(context))
"""
_BUSY = """
import asyncio, os, signal
from app.process import ending

async def wait():
    os.kill(os.getpid(), signal.SIGTERM)
    try:
        while True:
            pass
    finally:
        print("given back", flush=True)

ending._TO_LISTEN = 0.1
ending.end_cleanly_on_signals()
ending.run(wait(), lambda loop, context: loop.default_exception_handler(context))
"""


@pytest.mark.parametrize(
    "code", [_IN_A_CALLBACK, _IN_A_TASK, _BUSY], ids=["a weak reference's callback", "a task", "a busy loop"]
)
def test_a_signal_ends_the_program_and_gives_everything_back_without_a_word(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=guards.SECONDS,
        check=False,
    )

    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, "given back\n"), done.stderr
    assert done.stderr == ""
