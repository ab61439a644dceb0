"""The application on its server, in one process or in several."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import uvicorn
from fastapi import FastAPI

from agents.beside_the_loop import share_processors
from app.process import collecting
from app.process.arenas import give_back, share_arenas
from app.process.seeing import seen
from app.settings import from_environment
from memory.connection import open_redis
from service.application import application
from service.draining import DRAIN, drained_on_sigterm
from service.jobs import work
from service.service import Service, open_service
from service.workers import Workers

SECONDS_TO_END = 20
"""How long requests that are under way may take, once nothing new comes in."""
_SECONDS_TO_GIVE_BACK = 10
"""How long a worker may take, after that, to give back what it holds."""
_SECONDS_TO_SHOW_LIFE = 120
_SECONDS_UNTIL_LEFT_OUT = (0.0, 20.0, 600.0)
"""One after the other: what is there at the beginning, what the first turns import, what is read for all."""
_SECONDS_UNTIL_GIVEN_BACK = 60.0
"""How long memory that is free is kept for the next turns."""
_COUNTS = "MOCK_INTERVIEWER_COUNTS"
"""The folder in which the workers of one service keep what they count: the process that starts them makes it,
and nobody else sets it.
"""
_ELSEWHERE = "MOCK_INTERVIEWER_JOBS_ELSEWHERE"
"""Set, likewise, where the workers are to do no jobs."""
_WORKERS = "MOCK_INTERVIEWER_WORKERS"
"""How many workers there are, likewise."""


def from_settings() -> FastAPI:
    """The application over the service that this process's environment asks for."""
    share_arenas()
    share_processors(int(os.environ.get(_WORKERS, "1")))
    settings = from_environment(os.environ)
    counts_in = os.environ.get(_COUNTS)

    @asynccontextmanager
    async def opens() -> AsyncIterator[Service]:
        # Of several workers each is a process of its own, and has its own log and spans.
        with seen(os.environ, _tell):
            async with open_service(settings, counts_in=Path(counts_in) if counts_in else None) as service:
                with drained_on_sigterm(settings.drain, DRAIN):
                    async with (
                        working(service, here=_ELSEWHERE not in os.environ),
                        searching_seldom(),
                        giving_back(),
                    ):
                        yield service

    return application(opens)


@asynccontextmanager
async def working(service: Service, *, here: bool) -> AsyncIterator[None]:
    """Within this jobs are done `here`. What is under way at the end is begun anew by another process."""
    task = asyncio.create_task(work(service)) if here else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            await asyncio.wait([task])


@asynccontextmanager
async def searching_seldom() -> AsyncIterator[None]:
    """Within this Python does not look for garbage in what is there to stay: that would hold up whatever turn
    it comes upon, for longer than the turn takes."""
    collecting.seldom()
    task = asyncio.create_task(_left_out())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def giving_back() -> AsyncIterator[None]:
    """Within this memory that is free goes back to the machine now and then."""
    task = asyncio.create_task(_given_back())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _given_back() -> None:
    while True:
        await asyncio.sleep(_SECONDS_UNTIL_GIVEN_BACK)
        await asyncio.to_thread(give_back)


async def _left_out() -> None:
    for seconds in _SECONDS_UNTIL_LEFT_OUT:
        await asyncio.sleep(seconds)
        collecting.leave_out()


async def do_jobs() -> None:
    """Do jobs and nothing else until a signal ends it; the job that is under way is done."""
    share_arenas()
    settings = from_environment(os.environ)
    with seen(os.environ, _tell):
        async with open_service(settings) as service:
            with drained_on_sigterm(0.0, DRAIN, then=False):
                await work(service)


def run(host: str, port: int, workers: int, *, jobs: bool = True) -> None:
    """Serve until a signal ends it: nothing new is begun then, and what is under way is done.

    Without `jobs` they are left to processes that do nothing else. Raises `MemoryUnavailable` where no
    database answers: a server would tell it as a fault, and begin its workers again and again.
    """
    asyncio.run(_reached())
    # A server that was told to end gives itself the signal again when it is done, and would be killed by it.
    signal.signal(signal.SIGTERM, _end_well)
    with tempfile.TemporaryDirectory(prefix="interview-counts-") as counts_in:
        os.environ |= {_COUNTS: counts_in, _WORKERS: str(workers)}
        if not jobs:
            os.environ[_ELSEWHERE] = "1"
        asked: dict[str, Any] = {
            "app": "service.serving:from_settings",
            "factory": True,
            "host": host,
            "port": port,
            "log_level": "warning",
            "access_log": False,
            "server_header": False,
            "timeout_graceful_shutdown": SECONDS_TO_END,
        }
        if workers == 1:
            uvicorn.run(**asked)
            return
        # One that is hard at work may be slow to say that it lives, and would be killed after 5 s.
        config = uvicorn.Config(**asked, workers=workers, timeout_worker_healthcheck=_SECONDS_TO_SHOW_LIFE)
        in_all = from_environment(os.environ).drain + SECONDS_TO_END + _SECONDS_TO_GIVE_BACK
        Workers(config, [config.bind_socket()], in_all).run()


async def _reached() -> None:
    settings = from_environment(os.environ)
    # An embedded one is started by whoever opens it.
    if settings.redis_url:
        async with open_redis(settings.redis_url, settings.redis_directory):
            pass


def _end_well(number: int, frame: FrameType | None) -> NoReturn:
    """What is left to do is done on the way out: the folder of counts, the log, the spans."""
    raise SystemExit(0)


def _tell(sentence: str) -> None:
    sys.stderr.write(f"interview: {sentence}\n")
