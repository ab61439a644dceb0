"""A process that has imported what the page needs, and forks a child for each page that is to be served.

`python -m tests.browser.warm` reads a request a line, JSON with `arguments`, `environment` and `log`, and
answers with the child's process id. It ends with its standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module

from app.cli import main
from telemetry.quiet import switch_off
from tests.support import warm


def serve() -> None:
    """Fork a child for each request; returns in the child alone, set for it."""
    # Nobody waits for a child here: it is gone when it has ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        request = json.loads(line)
        if (child := os.fork()) == 0:
            _become(request)
            return
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    os._exit(0)


def _become(request: dict[str, object]) -> None:
    log = os.open(str(request["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, stream in enumerate((nothing, log, log)):
        os.dup2(stream, number)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]  # as `served` sent it
    switch_off(os.environ)
    sys.argv = ["interview", *request["arguments"]]  # type: ignore[misc]  # as `served` sent it


if __name__ == "__main__":
    warm.load()
    for module in ("web.starting", "web.serving", "app.session.beginning", "app.session.going_on"):
        import_module(module)
    serve()
    main()
