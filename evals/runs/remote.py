"""What a worker does: play one scenario that came as data, and send back what came of it."""

from __future__ import annotations

import asyncio
import os
import platform

from domain.errors import InterviewError
from evals.runs.build import Build, build, difference
from evals.runs.order import Order, Outcome


def play_one(expected: Build, order: str) -> str:
    """Play the `Order` in the JSON `order`, and return an `Outcome` as JSON.

    Plain data in both directions: a worker of another version refuses in words instead of failing to read.
    """
    # Read by LangGraph when it is imported.
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
    why = difference(expected, build(), f"The worker on {platform.node()}")
    if why:
        return Outcome(refused=why).model_dump_json()
    from evals.runs.worker import played  # noqa: PLC0415 -- a worker that refuses needs, and may have, none of it

    try:
        return asyncio.run(played(Order.model_validate_json(order))).model_dump_json()
    except InterviewError as error:
        return Outcome(refused=str(error)).model_dump_json()
