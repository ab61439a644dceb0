"""A program in the sandbox reaches nothing, and its end is told whatever it does."""

from __future__ import annotations

import os
import secrets
import stat
import time
from pathlib import Path

import pytest

from rounds.sandbox.outcome import Ended, Limits, Run
from rounds.sandbox.running import Sandbox
from tests.support import guards

QUICK = Limits(seconds=2, memory=64 * 2**20, output=4096)


def test_what_a_program_writes_comes_back(sandbox: Sandbox) -> None:
    run = sandbox.run("import sys\nprint(6 * 7)\nsys.stderr.write('careful')")

    assert (run.ended, run.output, run.errors) == (Ended.FINISHED, "42\n", "careful")


def test_an_exception_is_told_with_the_line_of_the_program(sandbox: Sandbox) -> None:
    run = sandbox.run("def look(found):\n    return found['a']\n\nlook({})\n")

    assert run.ended is Ended.RAISED
    assert run.last_line == "KeyError: 'a'"
    assert 'File "solution.py", line 2, in look' in run.errors
    assert "<string>" not in run.errors


def test_coroutines_run_though_there_are_no_sockets(sandbox: Sandbox) -> None:
    run = sandbox.run(
        "import asyncio\n"
        "async def one(n):\n    await asyncio.sleep(.01)\n    return n\n"
        "async def all_():\n    print(await asyncio.gather(*map(one, range(3))))\n"
        "asyncio.run(all_())"
    )

    assert (run.ended, run.output) == (Ended.FINISHED, "[0, 1, 2]\n")


def test_a_coroutine_that_waits_for_nothing_ends(sandbox: Sandbox) -> None:
    run = sandbox.run(
        "import asyncio\nasync def it():\n    await asyncio.Event().wait()\nasyncio.run(it())", QUICK
    )

    assert run.ended is Ended.RAISED
    assert "nothing is left that could happen" in run.last_line


STOPPED = {
    "loops for ever": ("while True: pass", Ended.TIME),
    "sleeps": ("import time\ntime.sleep(60)", Ended.TIME),
    "backtracks": ("import re\nre.match('(a+)+$', 'a' * 40 + 'b')", Ended.TIME),
    "says again that it begins": (
        "import sys\nwhile True:\n    sys.stderr.write('\\0begun\\n')\n    sys.stderr.flush()\n"
        "    for _ in range(10 ** 6): pass",
        Ended.TIME,
    ),
    "catches what ends it": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        Ended.TIME,
    ),
    "raises a large number to a power": ("print(len(str(7 ** (7 ** 9))))", Ended.TIME),
    "keeps all": ("kept = []\nwhile True: kept.append('a' * 10 ** 6)", Ended.MEMORY),
    "asks for all at once": ("kept = b'a' * 10 ** 9", Ended.MEMORY),
    "multiplies a list": ("kept = [0] * 10 ** 8", Ended.MEMORY),
    "prints for ever": ("while True: print('a' * 100)", Ended.OUTPUT),
    "complains for ever": ("import sys\nwhile True: sys.stderr.write('a' * 100)", Ended.OUTPUT),
    "prints one huge line": ("print('a' * 10 ** 6)", Ended.OUTPUT),
}
"""Programs that a limit ends."""

REFUSED = {
    "reads a file": "print(open('/etc/hostname').read())",
    "reads a file beside it": "print(open('boot.py').read())",
    "lists a folder": "import os\nprint(os.listdir('/'))",
    "lists its own folder": "import os\nprint(os.listdir('.'))",
    "writes a file": "open('left.txt', 'w').write('a')",
    "writes by a path": "import pathlib\npathlib.Path('/tmp/left.txt').write_text('a')",
    "makes a folder": "import os\nos.mkdir('/tmp/left')",
    "makes a temporary file": "import tempfile\ntempfile.NamedTemporaryFile()",
    "deletes": "import shutil\nshutil.rmtree('/tmp')\nraise SystemExit(1)",
    "follows a link": "import os\nos.readlink('/proc/self/exe')",
    "opens a socket": "import socket\nsocket.socket().connect(('127.0.0.1', 80))",
    "looks up a name": "import socket\nprint(socket.getaddrinfo('localhost', 80))",
    "asks for a page": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1/')",
    "starts a program": "import subprocess\nsubprocess.run(['ls'])",
    "starts a shell": "import os\nos.system('ls')",
    "forks": "import os\nos.fork()",
    "becomes another program": "import os\nos.execv('/bin/ls', ['ls'])",
    "ends another process": "import os\nos.kill(1, 9)",
    "starts a thread": "import threading\nthreading.Thread(target=print).start()",
    "starts processes": "import multiprocessing\nmultiprocessing.Process(target=print).start()",
    "loads a library": "import ctypes\nctypes.CDLL(None)",
    "raises its own limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "calls itself for ever": "def on(n): return on(n + 1)\non(0)",
    "nests brackets": "eval('(' * 100_000 + ')' * 100_000)",
    "asks for input": "input()",
    "imports what is not there": "import numpy",
    "imports what we are made of": "import rounds",
    "leaves with a status": "import sys\nsys.exit(3)",
}
"""Programs that find nothing to reach, and end themselves by that."""

QUIET = {
    "asks for secrets": "import os\nprint(dict(os.environ))",
    "asks who it is": "import os, sys\nprint(os.getcwd(), sys.argv, sys.path_hooks is None)",
    "ends at once": "import os\nos._exit(0)",
    "hides its end": "import atexit\natexit.register(print, 'bye')",
}
"""Programs that end well, and must have found nothing of this machine."""


@pytest.mark.sweep
@pytest.mark.parametrize("what", STOPPED)
def test_a_limit_ends_what(sandbox: Sandbox, what: str) -> None:
    program, ended = STOPPED[what]
    begun = time.monotonic()

    # What ends by its time uses all of it.
    run = sandbox.run(program, QUICK.model_copy(update={"seconds": 0.5}) if ended is Ended.TIME else QUICK)

    # What keeps memory may run out of time first where the machine is slow.
    assert run.ended in {ended, Ended.TIME}
    assert len(run.output) <= QUICK.output
    assert len(run.errors) <= QUICK.output
    assert time.monotonic() - begun < guards.SECONDS


def test_nothing_is_reached(sandbox: Sandbox) -> None:
    before = _left()

    run = sandbox.run(_EACH.format(programs=REFUSED), Limits(seconds=60))

    assert run.ended is Ended.FINISHED
    ended = dict(line.split(": ") for line in run.output.splitlines())
    assert set(ended) == set(REFUSED)
    assert {what: how for what, how in ended.items() if how == "went through"} == {}
    assert _left() == before


def test_a_signal_ends_the_program_alone(sandbox: Sandbox) -> None:
    run = sandbox.run("import signal\nsignal.raise_signal(signal.SIGKILL)")

    assert run.ended is Ended.RAISED


_EACH = """
import contextlib, io
for what, program in {programs!r}.items():
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(program, {{"__name__": "__main__"}})
    except BaseException as error:
        print(f"{{what}}: {{type(error).__name__}}")
    else:
        print(f"{{what}}: went through")
"""
"""One start of the interpreter for all of them: each may end as it likes."""


@pytest.mark.sweep
@pytest.mark.parametrize("what", QUIET)
def test_no_secret_of_the_machine_is_seen_by_what(
    sandbox: Sandbox, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = secrets.token_hex(8)
    monkeypatch.setenv("OPENAI_API_KEY", secret)

    run = sandbox.run(QUIET[what])

    assert run.ended is Ended.FINISHED
    for hidden in (secret, str(Path.cwd()), str(Path.home()), os.environ.get("PATH", secret)):
        assert hidden not in run.output + run.errors


def test_the_first_of_what_a_limit_ends(sandbox: Sandbox) -> None:
    test_a_limit_ends_what(sandbox, "loops for ever")


def test_what_is_compiled_is_the_users_alone(sandbox: Sandbox) -> None:
    assert sandbox.ready
    (compiled,) = sandbox.folder.glob("python-*.cwasm")
    assert stat.S_IMODE(sandbox.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(compiled.stat().st_mode) & 0o077 == 0


def test_an_interpreter_that_cannot_be_loaded_is_the_sandboxs_fault(tmp_path: Path, sandbox: Sandbox) -> None:
    (compiled,) = sandbox.folder.glob("python-*.cwasm")
    (tmp_path / compiled.name).write_bytes(b"not compiled at all")

    run = Sandbox(tmp_path).run("print(1)")

    assert run.ended is Ended.BROKEN
    assert run.errors


def test_the_last_line_is_the_last_with_text() -> None:
    assert Run(ended=Ended.RAISED, errors="a\nKeyError: 'x'\n\n").last_line == "KeyError: 'x'"
    assert Run(ended=Ended.FINISHED).last_line == ""


def _left() -> set[str]:
    return {name for name in os.listdir("/tmp") if name.startswith("left")}  # noqa: PTH208 -- names alone
