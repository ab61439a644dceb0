"""What a worker does: play one scenario that came as data, and send back what came of it."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
import tempfile
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import InterviewError
from evals.runs.build import Build, build, difference
from evals.runs.order import Order, Outcome, Setup

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.runs.world import Worlds

_OWN = threading.local()
"""A thread's guides: what one thread opened, no other touches."""


def play_one(expected: Build, order: str) -> str:
    """Play the `Order` in the JSON `order`, and return an `Outcome` as JSON.

    Plain data in both directions: a worker of another version refuses in words instead of failing to read.
    """
    # Read by LangGraph when it is imported.
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
    why = difference(expected, build(), f"The worker on {platform.node()}")
    if why:
        return Outcome(refused=why).model_dump_json()
    try:
        return asyncio.run(_played(Order.model_validate_json(order))).model_dump_json()
    except InterviewError as error:
        return Outcome(refused=str(error)).model_dump_json()


async def _played(order: Order) -> Outcome:
    from app import bootstrap  # noqa: PLC0415
    from app.settings import from_environment  # noqa: PLC0415 -- a worker that refuses needs none of it
    from evals.runs.cast import cast  # noqa: PLC0415
    from evals.runs.recording import Line, Recording  # noqa: PLC0415
    from evals.runs.running import run_one  # noqa: PLC0415

    setup, new = order.setup, list[Line]()
    recording = Recording(order.recorded, new.append) if order.recorded is not None else None
    own = _own_of(setup)
    settings = setup.settings(from_environment(os.environ), own.folder / "prompts")
    async with cast(settings, agents=setup.agents, candidate=setup.candidate, recording=recording) as models:
        worlds = own.worlds(settings, setup)
        result = await run_one(
            order.unpacked(own.folder), order.seed, worlds, models, bootstrap.limits(settings)
        )
    return Outcome(result=result, recorded=tuple(new))


class _Own:
    """A thread's folder and the guides it opened for one setup."""

    def __init__(self, setup: Setup) -> None:
        self.digest = setup.digest
        self.folder = Path(tempfile.mkdtemp(prefix="interview-eval-", dir=_scratch()))
        # Gone with the thread or the process, at the latest.
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self._worlds: Worlds | None = None

    def worlds(self, settings: Settings, setup: Setup) -> Worlds:
        """The guides, with the embedding model of `setup`. Raises `InterviewError` where there is another."""
        if self._worlds is None:
            from app import bootstrap  # noqa: PLC0415
            from evals.runs.world import Worlds  # noqa: PLC0415

            embedder = bootstrap.embedder(settings, None, lambda notice: None)
            found = embedder.fingerprint if embedder is not None else ""
            if found != setup.embedder:
                raise InterviewError(
                    f"The worker on {platform.node()} embeds with {found or 'nothing'}, this machine with "
                    f"{setup.embedder or 'nothing'}: install the same weights on both"
                )
            self._worlds = Worlds(self.folder, embedder, lambda notice: None, bootstrap.entailment(settings))
        return self._worlds


def _scratch() -> str | None:
    """The folder that Dask clears when its worker ends; None elsewhere."""
    if "distributed" not in sys.modules:
        return None
    from distributed import get_worker  # noqa: PLC0415 -- an extra

    try:
        folder: str = get_worker().local_directory
    except ValueError:
        return None
    return folder


def _own_of(setup: Setup) -> _Own:
    own: _Own | None = getattr(_OWN, "own", None)
    if own is None or own.digest != setup.digest:
        own = _OWN.own = _Own(setup)
    return own
