"""The command `interview` in a process of its own that need not import everything first.

Importing takes a command longer than most of what it does. So a process that has imported it all (`warm.py`)
forks a child for each command: with its own arguments, variables, folder and pipes, its own exit code and
end. What a start does (what is imported and when, terminals, signals) is tested in a process from nothing.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support import guards, warm

ROOT = Path(__file__).resolve().parents[2]
# So much a pipe that can be written to takes without waiting.
_AT_ONCE = 512


def variables_but(*prefixes: str) -> dict[str, str]:
    """This process's variables but for those that begin with one of `prefixes`."""
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}


class Commands:
    """Runs commands, each in a process of its own, while it is entered."""

    def __enter__(self) -> Self:
        self._asked, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm", str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        theirs.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, error, trace
        self._asked.close()
        # It holds nothing: whatever a command held, its own process has given back.
        self._process.kill()
        self._process.wait()

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], *, said: str = "", folder: Path = ROOT
    ) -> subprocess.CompletedProcess[str]:
        """`interview` with `arguments` in `folder`, `said` on its standard input, in this environment."""
        done = self.run_bytes(arguments, environment, said=said.encode(), folder=folder)
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def run_bytes(
        self, arguments: Sequence[str], environment: Mapping[str, str], *, said: bytes, folder: Path
    ) -> subprocess.CompletedProcess[bytes]:
        """The same, and what it is told and says is in no encoding."""
        request = {"arguments": arguments, "environment": dict(environment), "folder": str(folder)}
        encoded = json.dumps(request).encode()
        pipes = [os.pipe() for _ in range(3)]
        (given, into), (out, printed), (errors, complained) = pipes
        socket.send_fds(self._asked, [warm.LENGTH.pack(len(encoded))], [given, printed, complained])
        self._asked.sendall(encoded)
        for end in (given, printed, complained):
            os.close(end)
        told = _exchanged(into, said, (out, errors))
        code = warm.ENDED.unpack(self._asked.recv(warm.ENDED.size, socket.MSG_WAITALL))[0]
        return subprocess.CompletedProcess(["interview", *arguments], code, *told)


def _exchanged(into: int, said: bytes, from_: Sequence[int]) -> list[bytes]:
    """All that comes out of pipes until they are closed there, while `said` goes `into` one; closes all."""
    deadline = time.monotonic() + guards.SECONDS
    told = dict.fromkeys(from_, b"")
    with selectors.DefaultSelector() as ready:
        ready.register(into, selectors.EVENT_WRITE)
        for pipe in from_:
            ready.register(pipe, selectors.EVENT_READ)
        while ready.get_map():
            assert time.monotonic() < deadline, "the command does not end"
            for key, _ in ready.select(1.0):
                pipe = key.fd
                if pipe == into:
                    said, ended = _written(into, said)
                else:
                    more = os.read(pipe, 65536)
                    told[pipe] += more
                    ended = not more
                if ended:
                    ready.unregister(pipe)
                    os.close(pipe)
    return list(told.values())


def _written(into: int, said: bytes) -> tuple[bytes, bool]:
    """What is left of `said`, and whether there is nothing more to be written."""
    try:
        left = said[os.write(into, said[:_AT_ONCE]) :] if said else b""
    except BrokenPipeError:
        return b"", True
    return left, not left
