"""Runs a query in a process of its own, and comes back whatever it does."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from domain.values import Frozen

_CHILD = Path(__file__).with_name("child.py")
SECONDS = 3.0
"""What a query may take."""
_GRACE = 10.0
_MEMORY = 64 * 2**20
_ADDRESS_SPACE = 1024 * 2**20
MOST_ROWS = 500
LONGEST = 20_000
"""Signs of a query, and of what makes its tables."""


class Ended(StrEnum):
    """How a query ended."""

    FINISHED = "finished"
    ERROR = "error"
    """Sqlite did not take it; `said` is why."""
    REFUSED = "refused"
    TIME = "time"
    MEMORY = "memory"
    BROKEN = "broken"
    """Not the query failed, but what runs it."""


Cell = str | int | float | None


class Ran(Frozen):
    """What came of a query: its columns and rows (at most 500, `more` where there are), or what was `said`.

    `stage` is "setup" where the tables themselves could not be made.
    """

    ended: Ended
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: bool = False
    stage: str = "query"
    said: str = Field(default="", max_length=300)


def run(setup: str, query: str, seconds: float = SECONDS) -> Ran:
    """Run `query` on what `setup` makes, in memory, within `seconds`. Raises nothing."""
    if len(query) > LONGEST or len(setup) > 5 * LONGEST:
        return Ran(ended=Ended.REFUSED, said=f"> {LONGEST:,}")
    request = {
        "setup": setup,
        "query": query.encode("utf-8", "replace").decode(),
        "seconds": seconds,
        "memory": _MEMORY,
        "address_space": _ADDRESS_SPACE,
        "rows": MOST_ROWS,
    }
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", "")},
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
    except OSError as error:
        return Ran(ended=Ended.BROKEN, said=str(error.strerror or error)[:200])
    try:
        reply, _ = process.communicate(json.dumps(request).encode(), timeout=seconds + _GRACE)
    except subprocess.TimeoutExpired:
        _end(process)
        return Ran(ended=Ended.TIME)
    except BaseException:
        _end(process)
        raise
    try:
        return Ran.model_validate_json(reply)
    except ValidationError:
        # What ends without a word was ended by the system: only a want of memory does that here.
        return Ran(ended=Ended.MEMORY)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
