"""Prints what checkpointing costs, saver by saver: python -m benchmarks.checkpointers."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import redis
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.types import Command, interrupt

from memory.checkpointer import RedisSaver
from memory.connection import open_redis

TURNS = 200
THREADS = 50
TURNS_OF_A_THREAD = 4
NODES = ("read_message", "evaluate_answer", "probe", "coach_answer", "ask_question")


class State(TypedDict, total=False):
    """As large as an interview's state: constant, with some 12 KB of JSON in all."""

    session: dict[str, Any]
    agenda: dict[str, Any]
    question: dict[str, Any]
    message: dict[str, Any]
    answers: list[str]
    verdict: dict[str, Any]
    follow_ups: list[dict[str, Any]]
    route: str
    turn: int


class Candidate(NamedTuple):
    """A saver, and what it has stored so far, in bytes."""

    saver: BaseCheckpointSaver[Any]
    stored: Callable[[], Awaitable[int]]


def words(count: int, turn: int) -> str:
    """Text of about `count` characters that differs from turn to turn."""
    return " ".join(f"word{(turn * 31 + number * 17) % 997}" for number in range(count // 8))


def begin() -> State:
    """What the session's first node would put into the state."""
    items = [
        {
            "talking_point_id": f"{number:032x}",
            "phase": "technical",
            "seconds": 90,
            "reason": words(60, number),
        }
        for number in range(20)
    ]
    return {"session": {"guides": ["platform.md"], "text": words(600, 0)}, "agenda": {"items": items}}


def update(node: str, turn: int) -> State:
    """What `node` writes in a turn of an interview."""
    written: dict[str, State] = {
        "read_message": {"message": {"text": words(900, turn)}, "answers": [words(900, turn)]},
        "evaluate_answer": {"verdict": {"key_points": [words(300, turn + number) for number in range(12)]}},
        "probe": {"follow_ups": [{"text": words(200, turn)}], "route": words(80, turn)},
        "coach_answer": {"route": words(80, turn + 1)},
        "ask_question": {"question": {"text": words(700, turn)}, "session": {"text": words(600, turn)}},
    }
    return written[node]


def graph_of(saver: BaseCheckpointSaver[Any], *, empty: bool) -> Any:
    """Five nodes and one that waits for an answer, in a circle."""

    async def wait(state: State) -> State:
        return {"turn": interrupt("question")}

    def worker(node: str) -> Any:
        async def work(state: State) -> State:
            return {} if empty else update(node, state["turn"])

        return work

    graph = StateGraph(State)
    graph.add_node("await_answer", wait)
    for node in NODES:
        graph.add_node(node, worker(node))
    graph.add_edge(START, "await_answer")
    for node, following in zip(("await_answer", *NODES), (*NODES, "await_answer"), strict=True):
        graph.add_edge(node, following)
    return graph.compile(checkpointer=saver)


def at(thread_id: str) -> RunnableConfig:
    """The config of a thread; a long interview takes more steps than LangGraph's default allows."""
    return {"configurable": {"thread_id": thread_id}, "recursion_limit": 50}


async def resume(graph: Any, thread_id: str, turn: int) -> float:
    """Answer once; the milliseconds until the graph waits again."""
    started = time.perf_counter()
    await graph.ainvoke(Command(resume=turn), at(thread_id), durability="sync")
    return (time.perf_counter() - started) * 1000


async def overheads(candidates: list[Candidate]) -> list[dict[str, str]]:
    """How long a resume through nodes that do nothing takes. In turns, so that all see the same load."""
    graphs = [graph_of(candidate.saver, empty=True) for candidate in candidates]
    times: list[list[float]] = [[] for _ in graphs]
    for graph in graphs:
        await graph.ainvoke(begin(), at("empty"), durability="sync")
    for turn in range(60):
        for graph, taken in zip(graphs, times, strict=True):
            taken.append(await resume(graph, "empty", turn))
    return [
        {
            "resume through 5 empty nodes, median ms": f"{statistics.median(taken[10:]):.1f}",
            "                              p95 ms": f"{sorted(taken[10:])[47]:.1f}",
        }
        for taken in times
    ]


async def long_interviews(candidates: list[Candidate]) -> list[dict[str, str]]:
    """What a turn takes, in time and in room, at the beginning and the end of a long interview."""
    graphs = [graph_of(candidate.saver, empty=False) for candidate in candidates]
    times: list[list[float]] = [[] for _ in graphs]
    sizes: list[dict[int, int]] = [{} for _ in graphs]
    for graph in graphs:
        await graph.ainvoke(begin(), at("long"), durability="sync")
    for turn in range(1, TURNS + 1):
        for graph, taken, size, candidate in zip(graphs, times, sizes, candidates, strict=True):
            taken.append(await resume(graph, "long", turn))
            if turn in {5, 15, TURNS - 10, TURNS}:
                size[turn] = await candidate.stored()
    return [
        {
            "resume of a turn, turns 1-10, median ms": f"{statistics.median(taken[:10]):.1f}",
            f"                 turns {TURNS - 9}-{TURNS}, median ms": f"{statistics.median(taken[-10:]):.1f}",
            "stored a turn, turns 6-15, KB": f"{(size[15] - size[5]) / 10 / 1024:.1f}",
            f"               turns {TURNS - 9}-{TURNS}, KB": (
                f"{(size[TURNS] - size[TURNS - 10]) / 10 / 1024:.1f}"
            ),
        }
        for taken, size in zip(times, sizes, strict=True)
    ]


async def crowd(candidate: Candidate) -> dict[str, str]:
    """Many threads at once, and whether each is where it should be afterwards."""
    graph = graph_of(candidate.saver, empty=False)

    async def talk(thread_id: str) -> None:
        await graph.ainvoke(begin(), at(thread_id), durability="sync")
        for turn in range(TURNS_OF_A_THREAD):
            await resume(graph, thread_id, turn)

    started = time.perf_counter()
    await asyncio.gather(*(talk(f"thread {number}") for number in range(THREADS)))
    elapsed = time.perf_counter() - started
    states = [await graph.aget_state(at(f"thread {number}")) for number in range(THREADS)]
    expected = update("ask_question", TURNS_OF_A_THREAD - 1)["question"]
    lost = sum(state.values["question"] != expected for state in states)
    return {
        f"{THREADS} threads at once, turns a second": f"{THREADS * TURNS_OF_A_THREAD / elapsed:.0f}",
        f"{THREADS} threads at once, threads lost": f"{lost}",
    }


def memory_used(client: Any) -> int:
    """What all keys take in Redis' memory, in bytes."""
    return sum(client.memory_usage(key, samples=0) or 0 for key in client.scan_iter(count=1000))


@asynccontextmanager
async def in_memory(folder: Path) -> AsyncIterator[Candidate]:
    """LangGraph's saver in a dictionary; counts the serialised bytes only."""
    saver = InMemorySaver()

    async def stored() -> int:
        blobs = sum(len(blob[1]) for blob in saver.blobs.values())
        writes = sum(len(write[2][1]) for writes in saver.writes.values() for write in writes.values())
        threads = [namespace for thread in saver.storage.values() for namespace in thread.values()]
        return blobs + writes + sum(len(kept[0][1]) + len(kept[1][1]) for t in threads for kept in t.values())

    yield Candidate(saver, stored)


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[Candidate]:
    """LangGraph's saver in SQLite."""
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver  # noqa: PLC0415 -- only for this row

    async with AsyncSqliteSaver.from_conn_string(str(folder / "checkpoints.sqlite")) as saver:

        async def stored() -> int:
            pages = []
            for pragma in ("page_count", "page_size"):
                async with saver.conn.execute(f"PRAGMA {pragma}") as cursor:
                    row = await cursor.fetchone()
                    pages.append(int(row[0]) if row else 0)
            return pages[0] * pages[1]

        yield Candidate(saver, stored)


@asynccontextmanager
async def ours_embedded(folder: Path) -> AsyncIterator[Candidate]:
    """Our saver on the embedded Redis."""
    async with open_redis(None, folder) as handle:
        yield Candidate(RedisSaver(async_client=handle.client), _counting(handle.sync_client))


@asynccontextmanager
async def ours_on_a_server(folder: Path) -> AsyncIterator[Candidate]:
    """Our saver on the redis-server of PATH."""
    with _server(folder) as socket:
        async with open_redis(f"unix://{socket}", folder) as handle:
            yield Candidate(RedisSaver(async_client=handle.client), _counting(handle.sync_client))


@asynccontextmanager
async def valkey_saver(folder: Path) -> AsyncIterator[Candidate]:
    """langgraph-checkpoint-aws' saver on the redis-server of PATH."""
    saver_class = importlib.import_module("langgraph_checkpoint_aws.checkpoint.valkey").AsyncValkeySaver
    client_class = importlib.import_module("valkey.asyncio").Valkey
    with _server(folder) as socket:
        client = client_class(unix_socket_path=str(socket))
        with redis.Redis(unix_socket_path=str(socket)) as counting:
            yield Candidate(saver_class(client), _counting(counting))
        await client.aclose()


def _counting(client: Any) -> Callable[[], Awaitable[int]]:
    async def stored() -> int:
        return memory_used(client)

    return stored


@contextlib.contextmanager
def _server(folder: Path) -> Any:
    socket = folder / "s"
    options = ["--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--save", "", "--appendonly"]
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if binary is None:
        raise FileNotFoundError("no redis-server on PATH")
    process = subprocess.Popen([binary, *options, "yes"], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            time.sleep(0.02)
        yield socket
    finally:
        process.kill()
        process.wait()


SAVERS: dict[str, Callable[[Path], AbstractAsyncContextManager[Candidate]]] = {
    "in memory": in_memory,
    "SQLite": sqlite,
    "ours, embedded": ours_embedded,
    "ours, server": ours_on_a_server,
    "ValkeySaver": valkey_saver,
}


def main() -> None:
    """Measure the savers that can be run here, side by side, and print one table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        columns = asyncio.run(measure(Path(folder)))
    print(f"{'':44}" + "".join(f"{name:>16}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:44}" + "".join(f"{figures[row]:>16}" for figures in columns.values()))


async def measure(folder: Path) -> dict[str, dict[str, str]]:
    """All figures of all savers, by the saver's name."""
    async with contextlib.AsyncExitStack() as opened:
        candidates: dict[str, Candidate] = {}
        for number, (name, saver) in enumerate(SAVERS.items()):
            home = folder / str(number)
            home.mkdir()
            try:
                candidates[name] = await opened.enter_async_context(saver(home))
            except (ImportError, FileNotFoundError) as error:
                print(f"{name} is left out: {error}")
        savers = list(candidates.values())
        parts = [await overheads(savers), await long_interviews(savers), [await crowd(s) for s in savers]]
    return {
        name: {row: figure for part in figures for row, figure in part.items()}
        for name, *figures in zip(candidates, *parts, strict=True)
    }


if __name__ == "__main__":
    main()
