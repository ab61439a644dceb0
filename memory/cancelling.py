"""A cancellation that arrives: what is awaited within may swallow it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def never_swallowed() -> Iterator[None]:
    """Within this a cancellation of the task ends it, though what it awaited went on as if there were none.

    Python 3.11's `asyncio.wait_for`, with which redis-py connects, does so where what it waits for is done
    in the same moment. A task in a loop would then go on for ever, and whoever cancelled it wait for ever.
    """
    task = asyncio.current_task()
    # A task that was cancelled before may still give back what it holds.
    before = task.cancelling() if task is not None else 0
    try:
        yield
    except Exception as error:
        if task is not None and task.cancelling() > before:
            raise asyncio.CancelledError from error
        raise
    if task is not None and task.cancelling() > before:
        raise asyncio.CancelledError
