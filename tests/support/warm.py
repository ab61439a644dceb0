"""A process that has imported what commands import, and forks a child for each one it is asked to run.

`python -m tests.support.warm SOCKET`, the number of a socket that it inherits: `tests.support.commands`
speaks to it. It ends with whoever holds the other end.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from importlib import import_module

from app.cli import main
from app.commands.table import COMMANDS
from telemetry.quiet import switch_off

LENGTH = struct.Struct("!I")
"""What comes before a request, with its three streams: how many bytes of JSON follow."""
ENDED = struct.Struct("!i")
"""What comes back: the exit code, negative for the signal that ended it, as in `subprocess`."""
# What a command imports when it needs it, beside its own module.
_LATER = (
    "evals.command",
    "fsrs",
    "knowledge.search.faiss_store",
    "knowledge.search.onnx_session",
    "memory.embedded",
    "memory.reviving",
    "tokenizers",
)


def load() -> None:
    """Import what commands import."""
    # The command sets it before it imports anything, too.
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    for module in (*_LATER, *(where.partition(":")[0] for where, _ in COMMANDS.values())):
        import_module(module)
    # What was imported stays as it is. A child that looked through it for garbage at its end would copy every
    # page of it: five times the work of most commands.
    gc.collect()
    gc.freeze()


def serve(asked: socket.socket) -> None:
    """Fork a child for each request and tell how it ended; returns in the child alone, set for it."""
    while True:
        head, streams, _, _ = socket.recv_fds(asked, LENGTH.size, 3)
        if not head:
            # Nothing was run here, so there is nothing to give back.
            os._exit(0)
        (length,) = LENGTH.unpack(head)
        request = json.loads(asked.recv(length, socket.MSG_WAITALL))
        child = os.fork()
        if child == 0:
            asked.close()
            _become(request, streams)
            return
        for stream in streams:
            os.close(stream)
        asked.sendall(ENDED.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def _become(request: dict[str, object], streams: list[int]) -> None:
    """Take over the request's arguments, variables, folder and streams, as if started with them."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]  # as `commands` sent it
    # Our packages do it when they are imported.
    switch_off(os.environ)
    os.chdir(str(request["folder"]))
    sys.argv = ["interview", *request["arguments"]]  # type: ignore[misc]  # as `commands` sent it


if __name__ == "__main__":
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))
    main()
