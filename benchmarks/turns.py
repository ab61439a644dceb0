"""What a turn costs: `python -m benchmarks.turns [--sessions 100]`.

One long interview over the sample guides on the embedded Redis, without a language model: the time of a
turn's own work (evaluate, probe, coach, checkpoint) early and late, and what it stores; then many sessions
at once in one process.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

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


def answer_to(turn: Turn, knowledge: KnowledgeBase) -> CandidateMessage:
    """Half of what the guide says, in the guide's words and ours: a middling answer that draws follow-ups."""
    text = knowledge.point(turn.question.talking_point_id).text
    return CandidateMessage(text=f"{text[: len(text) // 3]} {_ANSWER}", at=datetime.now(UTC))


async def hold(interview: Interview, session: Session, knowledge: KnowledgeBase, turns: int) -> list[float]:
    """Milliseconds of each of the first `turns` turns."""
    step: Step = await interview.begin(session)
    took: list[float] = []
    while step.waiting is not None and len(took) < turns:
        message = answer_to(step.waiting, knowledge)
        began = time.perf_counter()
        step = await interview.answer(step.waiting.number, message)
        took.append((time.perf_counter() - began) * 1000)
    return took


def told(name: str, took: Sequence[float]) -> None:
    p50, p95 = np.percentile(took, [50, 95])
    print(f"{name:<34} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   ({len(took)} turns)")


async def measure(folder: Path, sessions: int) -> None:
    settings = Settings(home=folder, guides=(SAMPLE_GUIDES,))
    library = read_library(settings.guides)
    async with open_memory(settings) as memory:
        knowledge = open_index(settings, library, settings.guides, memory=memory, notify=print)
        context = InterviewContext(knowledge, memory.store, now)
        graph = compile_interview(memory)
        await hold(Interview(graph, context, "warm-up"), a_session("warm-up"), knowledge, 5)

        before = memory.redis.sync_client.info("memory")["used_memory"]
        took = await hold(Interview(graph, context, "long"), a_session("long"), knowledge, 1000)
        after = memory.redis.sync_client.info("memory")["used_memory"]
        told("turns 1 to 20", took[:20])
        told(f"turns {len(took) - 19} to {len(took)}", took[-20:])
        print(
            f"{'late against early (medians)':<34} {np.median(took[-20:]) / np.median(took[:20]):.2f} times"
        )
        print(f"{'memory a turn':<34} {(after - before) / len(took) / 1024:.1f} KB")

        began = time.perf_counter()
        names = [f"many{number}" for number in range(sessions)]
        all_took = await asyncio.gather(
            *(hold(Interview(graph, context, name), a_session(name), knowledge, 5) for name in names)
        )
        seconds = time.perf_counter() - began
        kept = [await memory.store.turns(name) for name in names]
        answered = sum(turn.message is not None for turns in kept for turn in turns)
        done = sum(map(len, all_took))
        name = f"{sessions} sessions at once"
        print(f"{name:<34} {done / seconds:.0f} turns a second, {done - answered} lost")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), given.sessions))


if __name__ == "__main__":
    main()
