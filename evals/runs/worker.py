"""What a worker plays with: the guides it opened, once for a setup and a thread."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import threading
import weakref
from pathlib import Path

from app.bootstrap.index import open_embedder, open_entailment
from app.bootstrap.models import limits
from app.bootstrap.sandbox import open_sandbox
from app.settings import Settings, from_environment
from domain.errors import InterviewError
from evals.playing.world import Worlds
from evals.runs.cast import cast
from evals.runs.order import Order, Outcome, Setup
from evals.runs.recording import Line, Recording
from evals.runs.running import run_one

_OWN = threading.local()
"""A thread's guides: what one thread opened, no other touches."""


async def played(order: Order) -> Outcome:
    """What came of `order`, played in this process."""
    setup, new = order.setup, list[Line]()
    recording = Recording(order.recorded, new.append) if order.recorded is not None else None
    own = _own_of(setup)
    settings = setup.settings(from_environment(os.environ), own.folder / "prompts")
    async with cast(settings, agents=setup.agents, candidate=setup.candidate, recording=recording) as models:
        worlds = own.worlds(settings, setup)
        result = await run_one(order.unpacked(own.folder), order.seed, worlds, models, limits(settings))
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
            embedder = open_embedder(settings, None, lambda notice: None)
            found = embedder.fingerprint if embedder is not None else ""
            if found != setup.embedder:
                raise InterviewError(
                    f"The worker on {platform.node()} embeds with {found or 'nothing'}, this machine with "
                    f"{setup.embedder or 'nothing'}: install the same weights on both"
                )
            self._worlds = Worlds(
                self.folder,
                embedder,
                lambda notice: None,
                open_entailment(settings),
                open_sandbox(settings.home),
            )
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
