"""How the embedded database's file grows: `python -m benchmarks.growth [--turns 10000] [--percent 100 50]`.

One interview is held over the sample guides, without a language model. What the server wrote of it into its
append-only file is given to it again, under another session's name each time, until so many turns are
written: as if they had all been held, in minutes. The server rewrites its file by itself meanwhile. Sessions
are kept for ever, so the data grows; what is asked is how far the file exceeds the data.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from app.bootstrap.graphs import compile_interview
from app.bootstrap.index import open_index
from app.bootstrap.memory import now, open_memory
from app.session.interviewing import Interview
from app.settings import SAMPLE_GUIDES, Settings
from benchmarks.turns import a_session, hold
from graphs.state import InterviewContext
from knowledge.library import read_library
from memory.connection import RedisHandle, open_redis

_NAME = b"grow00000"
_LAST = b"that is all"
_TURNS_OF_ONE = 20
_LINES = 10


class Size(NamedTuple):
    """The file and the data after so many turns: bytes, and how often the file was rewritten so far."""

    turns: int
    file: int
    largest: int
    memory: int
    rewritten: int


class Written(NamedTuple):
    """What the server writes of one interview, and how many turns that has."""

    content: bytes
    turns: int


async def written_by_one(folder: Path) -> Written:
    """One interview, held."""
    settings = Settings(home=folder, guides=(SAMPLE_GUIDES,))
    async with open_memory(settings) as memory:
        library = read_library(settings.guides)
        knowledge = open_index(settings, library, settings.guides, memory=memory, notify=print)
        context = InterviewContext(knowledge, memory.store, now)
        graph = compile_interview(memory)
        await hold(Interview(graph, context, "warm-up"), a_session("warm-up"), knowledge, 3)
        before = len(_file(settings.redis_directory))
        name = _NAME.decode()
        took = await hold(Interview(graph, context, name), a_session(name), knowledge, _TURNS_OF_ONE)
        return Written(_file(settings.redis_directory)[before:], len(took))


def _file(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.glob("appendonlydir/*.incr.aof")))


def grown(
    directory: Path, written: Written, turns: int, percent: int, sitting: int, seconds: float
) -> Iterator[Size]:
    """The file's size as `turns` are written, at equal distances.

    It is rewritten when it grew by `percent`; the server is stopped and started again after `sitting`
    interviews, as when nobody has one open, which last so many `seconds` at least.
    """
    sessions = -(-turns // written.turns)
    largest = rewritten = 0
    for first in range(1, sessions + 1, sitting):
        with open_redis(None, directory) as handle:
            redis: Any = handle.sync_client
            redis.config_set("auto-aof-rewrite-percentage", percent)
            before = rewritten
            until = time.monotonic() + seconds
            for number in range(first, min(first + sitting, sessions + 1)):
                _give(handle, written.content.replace(_NAME, b"grow%05d" % number))
                told = redis.info("persistence")
                largest = max(largest, told["aof_current_size"])
                rewritten = before + told["aof_rewrites"]
                if number % max(sessions // _LINES, 1) == 0:
                    memory = redis.info("memory")["used_memory"]
                    yield Size(number * written.turns, told["aof_current_size"], largest, memory, rewritten)
            time.sleep(max(0.0, until - time.monotonic()))
            rewritten = before + redis.info("persistence")["aof_rewrites"]


def _give(handle: RedisHandle, written: bytes) -> None:
    """Give the server what it wrote, and wait until it has done it all: it answers an ECHO after the last."""
    pool: Any = handle.sync_client.connection_pool  # type: ignore[union-attr]  # the embedded one is no cluster
    with socket.socket(socket.AF_UNIX) as pipe:
        pipe.connect(pool.connection_kwargs["path"])
        pipe.sendall(written + b"*2\r\n$4\r\nECHO\r\n$%d\r\n%s\r\n" % (len(_LAST), _LAST))
        heard = b""
        while not heard.endswith(_LAST + b"\r\n"):
            part = pipe.recv(1 << 20)
            if not part:
                raise RuntimeError("the server ended")
            heard = (heard + part)[-len(_LAST) - 2 :]


def main() -> None:
    """Hold one interview, write it again and again, and print the sizes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--percent", type=int, nargs="+", default=[100], help="growth before it is rewritten")
    parser.add_argument("--sitting", type=int, default=10_000, help="interviews until the server is stopped")
    parser.add_argument("--seconds", type=float, default=0.0, help="that those take, at least")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written = asyncio.run(written_by_one(Path(folder)))
    print(f"a turn writes {len(written.content) / written.turns / 1024:.1f} KB")
    for percent in given.percent:
        print(f"rewritten when it grew by {percent} %")
        print(f"{'turns':>8}{'file MB':>10}{'largest':>10}{'data MB':>10}{'rewritten':>11}")
        with tempfile.TemporaryDirectory() as folder:
            for size in grown(Path(folder), written, given.turns, percent, given.sitting, given.seconds):
                sizes = "".join(f"{each / 1e6:10.1f}" for each in (size.file, size.largest, size.memory))
                print(f"{size.turns:>8}{sizes}{size.rewritten:>11}")


if __name__ == "__main__":
    main()
