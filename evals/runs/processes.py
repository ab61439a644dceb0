"""Spreads scenarios over processes of this machine."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from domain.errors import InterviewError
from evals.runs.build import build
from evals.runs.order import Order, Outcome
from evals.runs.remote import play_one


async def play_in(
    processes: int,
    orders: Sequence[Order],
    finished: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Play `orders` in so many processes; the outcomes are in their order, `finished` gets each as it comes.

    Raises `InterviewError` where one refuses or a process ends.
    """
    # Not forked: a copy of a process that runs threads may hold a lock that nobody opens.
    with (
        tempfile.TemporaryDirectory(prefix="interview-eval-", ignore_cleanup_errors=True) as scratch,
        ProcessPoolExecutor(processes, get_context("spawn"), _ready, (scratch,)) as pool,
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


def _ready(scratch: str) -> None:
    """What each process does first."""
    # Ctrl-C ends it on the spot; the one that asked tells of it, and clears what is left.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = scratch
