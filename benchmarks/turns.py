"""What a turn costs: `python -m benchmarks.turns [--sessions 100] [--turns 150] [--other CHECKOUT]`.

One long interview over the sample guides on the embedded Redis, without a language model: the time of a
turn's own work (evaluate, probe, coach, checkpoint) early and late, and what it stores; then many sessions
at once in one process, each with answers of its own. With `--other`, another checkout does the same, the two
taking turns: the ratios are those of the medians, of seconds by the clock and of the processor's, which other
work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from app.bootstrap.graphs import compile_interview
from app.bootstrap.index import open_index
from app.bootstrap.memory import now, open_memory
from app.session.interviewing import Interview, Step
from app.settings import SAMPLE_GUIDES, Settings
from domain.interview import CandidateMessage, Mode, Session, Turn
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from knowledge.library import read_library

_ANSWER = (
    "We had several systems that fed one job, and it became too slow, so I looked at where the time went and "
    "changed that part first. It took a while, the numbers got a lot better, and the team could work with it."
)
_MINUTES = 240.0
_BUILT = ("cache", "index")
"""What takes long to make, and is the same for everybody who uses it."""
ROOT = Path(__file__).resolve().parent.parent


def a_session(name: str) -> Session:
    moment = datetime.now(UTC)
    return Session(
        id=name,
        mode=Mode.STUDY,
        guides=("guides",),
        minutes=_MINUTES,
        seed=1,
        started_at=moment,
        updated_at=moment,
    )


def answer_to(turn: Turn, knowledge: KnowledgeBase, name: str) -> CandidateMessage:
    """A third of what the guide says, and words of ours: a middling answer that draws follow-ups.

    No two sessions say the same: what was read for one is of no use to another.
    """
    text = knowledge.point(turn.question.talking_point_id).text
    own = zlib.crc32(name.encode()) % 60
    return CandidateMessage(text=f"{text[: len(text) // 3 + own]} {_ANSWER}", at=datetime.now(UTC))


class Took(NamedTuple):
    """Milliseconds of a turn: by the clock, and of the processor (of all threads of this process)."""

    clock: float
    processor: float


async def hold(interview: Interview, session: Session, knowledge: KnowledgeBase, turns: int) -> list[Took]:
    """What each of the first `turns` turns took."""
    step: Step = await interview.begin(session)
    took: list[Took] = []
    while step.waiting is not None and len(took) < turns:
        message = answer_to(step.waiting, knowledge, session.id)
        began, spent = time.perf_counter(), time.process_time()
        step = await interview.answer(step.waiting.number, message)
        took.append(Took((time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000))
    return took


Figures = dict[str, float]


async def measure(folder: Path, sessions: int, turns: int, built: Path | None = None) -> Figures:
    """Every figure, by what it is; index and models are those of the workspace `built`, if one is given."""
    if built is not None:
        for name in _BUILT:
            if (built / name).exists():
                shutil.copytree(built / name, folder / name)
    settings = Settings(home=folder, guides=(SAMPLE_GUIDES,))
    library = read_library(settings.guides)
    async with open_memory(settings) as memory:
        knowledge = open_index(settings, library, settings.guides, memory=memory, notify=print)
        context = InterviewContext(knowledge, memory.store, now)
        graph = compile_interview(memory)
        await hold(Interview(graph, context, "warm-up"), a_session("warm-up"), knowledge, 5)
        redis: Any = memory.redis.sync_client

        def stored() -> tuple[int, int, int]:
            calls = sum(each["calls"] for each in redis.info("commandstats").values())
            return redis.info("memory")["used_memory"], redis.info("persistence")["aof_current_size"], calls

        before = stored()
        took = await hold(Interview(graph, context, "long"), a_session("long"), knowledge, turns)
        memory_used, written, calls = (
            (after - first) / len(took) for after, first in zip(stored(), before, strict=True)
        )
        clock, processor = ([each[at] for each in took] for at in (0, 1))
        return {
            "a turn, p50 (ms)": _percentile(clock, 50),
            "a turn, p95 (ms)": _percentile(clock, 95),
            "a turn, processor, p50 (ms)": _percentile(processor, 50),
            "a turn, processor, p95 (ms)": _percentile(processor, 95),
            "the last 20 turns, processor, p50 (ms)": _percentile(processor[-20:], 50),
            "memory a turn (KB)": memory_used / 1024,
            "append-only file, a turn (KB)": written / 1024,
            "commands to Redis, a turn": calls,
            **await _at_once(Interview, graph, context, knowledge, sessions),
        }


async def _at_once(
    interview: Any, graph: Any, context: InterviewContext, knowledge: KnowledgeBase, sessions: int
) -> Figures:
    began, spent = time.perf_counter(), time.process_time()
    names = [f"many{number}" for number in range(sessions)]
    all_took = await asyncio.gather(
        *(hold(interview(graph, context, name), a_session(name), knowledge, 5) for name in names)
    )
    seconds, spent = time.perf_counter() - began, time.process_time() - spent
    kept = [await context.store.turns(name) for name in names]
    answered = sum(turn.message is not None for turns in kept for turn in turns)
    done = sum(map(len, all_took))
    return {
        f"{sessions} sessions at once, turns a second": done / seconds,
        f"{sessions} sessions at once, processor, a turn (ms)": spent * 1000 / done,
        f"{sessions} sessions at once, turns lost": float(done - answered),
    }


def _percentile(values: Sequence[float], percent: float) -> float:
    return float(np.percentile(values, percent))


def measured(checkout: Path, sessions: int, turns: int) -> Figures:
    """The figures of `checkout`, by this very program in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--json", f"--sessions={sessions}", f"--turns={turns}"],
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure, and print a line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--turns", type=int, default=150)
    parser.add_argument("--other", type=Path, help="another checkout to compare with")
    parser.add_argument("--rounds", type=int, default=3, help="how often each of the two measures")
    parser.add_argument("--json", action="store_true", help="one line of JSON, of this checkout")
    parser.add_argument("--built", type=Path, help="a workspace whose index and models are used, with --json")
    given = parser.parse_args()
    if given.json:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(measure(Path(folder), given.sessions, given.turns, given.built))
            print(json.dumps(found))
        return
    checkouts = [ROOT, *([given.other.resolve()] if given.other else [])]
    rounds = range(given.rounds if given.other else 1)
    tables: list[list[Figures]] = [[] for _ in checkouts]
    for number in rounds:
        # Whoever comes first in one round comes last in the next.
        for at in sorted(range(len(checkouts)), reverse=number % 2 == 1):
            tables[at].append(measured(checkouts[at], given.sessions, given.turns))
    for name in tables[0][0]:
        values = [median(each[name] for each in figures) for figures in tables]
        told = (
            f"   other {values[1]:8.1f}   ratio {values[0] / values[1]:.2f}"
            if given.other and values[1]
            else ""
        )
        print(f"{name:<50} {values[0]:8.1f}{told}")


if __name__ == "__main__":
    main()
