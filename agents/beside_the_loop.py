"""Work that keeps a processor busy, done beside the event loop, so that other sessions go on meanwhile."""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


async def beside_the_loop(
    work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """What `work` returns or raises; it runs in a thread, and knows of the same session and span as here.

    As many at once as there are processors, or as `share_processors` leaves: the models run without Python's
    lock, and more would only keep each other waiting. The others wait in the order in which they came.
    """
    run = partial(contextvars.copy_context().run, work, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_threads(), run)


def share_processors(processes: int) -> None:
    """Let this process be one of so many that do the same work on this machine, each with its share of the
    processors; to be called before there is any."""
    global _processes
    _processes = max(1, processes)


_processes = 1


@cache
def _threads() -> ThreadPoolExecutor:
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return ThreadPoolExecutor(max(1, len(allowed) // _processes), thread_name_prefix="beside-the-loop")


if hasattr(os, "register_at_fork"):
    # A child of a fork has the pool and none of its threads.
    os.register_at_fork(after_in_child=_threads.cache_clear)
