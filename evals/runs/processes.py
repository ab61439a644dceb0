"""Spreads scenarios over processes of this machine."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from domain.errors import InterviewError
from evals.runs.build import build
from evals.runs.order import Order, Outcome
from evals.runs.remote import play_one

# Elsewhere what the system's own libraries hold does not survive a fork.
_START = "forkserver" if sys.platform == "linux" else "spawn"
# What a scenario that is played imports, part of it only then.
_NEEDED = (
    "agents.coach.agent",
    "agents.follow_up_prober.agent",
    "evals.runs.worker",
    "fsrs",
    "knowledge.parse",
    "knowledge.reading",
    "knowledge.search.faiss_store",
    "knowledge.search.onnx_session",
    "tokenizers",
)


async def play_in(
    processes: int,
    orders: Sequence[Order],
    finished: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Play `orders` in so many processes; the outcomes are in their order, `finished` gets each as it comes.

    Raises `InterviewError` where one refuses or a process ends.
    """
    # Not forked from this one: a copy of a process that runs threads may hold a lock that nobody opens. They
    # come from one that runs none and has imported, once, what playing takes.
    context = get_context(_START)
    context.set_forkserver_preload(list(_NEEDED))
    with (
        tempfile.TemporaryDirectory(prefix="interview-eval-", ignore_cleanup_errors=True) as scratch,
        ProcessPoolExecutor(processes, context, _ready, (scratch, dict(os.environ))) as pool,
    ):
        loop, here = asyncio.get_running_loop(), build()

        async def outcome(order: Order) -> Outcome:
            played = await loop.run_in_executor(pool, play_one, here, order.model_dump_json())
            found = Outcome.model_validate_json(played)
            if found.refused:
                raise InterviewError(found.refused)
            finished(found)
            return found

        tasks = [asyncio.create_task(outcome(order)) for order in orders]
        try:
            return list(await asyncio.gather(*tasks))
        except BrokenProcessPool as error:
            raise InterviewError(
                "A process that played scenarios ended, perhaps for want of memory. Try --jobs 1."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _ready(scratch: str, environment: dict[str, str]) -> None:
    """What each process does first; the one that it comes from may be older than `environment`."""
    os.environ.clear()
    os.environ.update(environment)
    # Ctrl-C ends it on the spot; the one that asked tells of it, and clears what is left.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = scratch
