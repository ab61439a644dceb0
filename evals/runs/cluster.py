"""Spreads scenarios over a Dask cluster."""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from domain.errors import BadSetting, InterviewError
from evals.runs.build import Build, build
from evals.runs.order import Order, Outcome
from evals.runs.remote import play_one

_Client = Any
"""Dask's annotations describe its blocking client, ours is the one in asyncio."""
_RETRIES = 2
"""How often Dask plays a scenario again that ended with a fault; a lost worker's it plays again anyway."""


class ClusterUnavailable(InterviewError):
    """The cluster cannot be reached, or nobody in it works."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for the scheduler to answer, for a first worker, and for another once there is none left."""

    connect: float = 10.0
    first_worker: float = 20.0
    another_worker: float = 60.0
    look_every: float = 2.0


async def play_on(
    address: str,
    orders: Sequence[Order],
    finished: Callable[[Outcome], None] = lambda outcome: None,
    patience: Patience | None = None,
    here: Build | None = None,
) -> list[Outcome]:
    """Play `orders` on the workers of the Dask scheduler at `address`; the outcomes are in their order.

    `finished` is given each outcome when it comes; workers must have the build `here`, by default this
    machine's. Raises `ClusterUnavailable` where the cluster is not there or goes away, `BadSetting` for an
    address that is none, and `InterviewError` where a worker refuses.
    """
    patient = patience or Patience()
    async with _connected(address, patient) as client:
        futures = _submitted(client, orders, here or build())

        async def outcome(at: int) -> Outcome:
            found = Outcome.model_validate_json(await futures[at].result())
            if found.refused:
                raise InterviewError(found.refused)
            finished(found)
            return found

        tasks = [asyncio.create_task(outcome(at)) for at in range(len(futures))]
        try:
            await _all_or_first_fault(tasks, client, address, patient)
            return [task.result() for task in tasks]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _submitted(client: _Client, orders: Sequence[Order], expected: Build) -> list[Any]:
    return [
        client.submit(
            play_one,
            expected,
            order.model_dump_json(),
            key=f"{order.scenario.name}-{order.seed}-{at}-{client.id}",
            pure=False,
            retries=_RETRIES,
        )
        for at, order in enumerate(orders)
    ]


async def _all_or_first_fault(
    tasks: Sequence[asyncio.Task[Outcome]], client: _Client, address: str, patience: Patience
) -> None:
    """Wait until all `tasks` are done; raises what the first one raised that failed."""
    from distributed.client import FutureCancelledError  # noqa: PLC0415 -- an extra
    from distributed.scheduler import KilledWorker  # noqa: PLC0415

    waiting, seen = set(tasks), time.monotonic()
    while waiting:
        done, waiting = await asyncio.wait(
            waiting, timeout=patience.look_every, return_when=asyncio.FIRST_EXCEPTION
        )
        for task in done:
            try:
                task.result()
            except FutureCancelledError as error:
                raise ClusterUnavailable(f"The scheduler at {address} is gone; run again.") from error
            except KilledWorker as error:
                raise ClusterUnavailable(
                    f"Several workers of {address} ended while they played one scenario ({error.task}); "
                    "their logs tell why."
                ) from error
            except InterviewError:
                raise
            except Exception as error:  # whatever a worker raised, our own code there included
                raise ClusterUnavailable(_fault(error, address)) from error
        if done or await client.nthreads():
            seen = time.monotonic()
        elif time.monotonic() - seen > patience.another_worker:
            raise ClusterUnavailable(
                f"The cluster at {address} has lost its last worker; its log tells why. Run again."
            )


@asynccontextmanager
async def _connected(address: str, patience: Patience) -> AsyncIterator[_Client]:
    """A client that has a worker to work for it."""
    _check(address)
    with _quiet():
        from distributed import Client  # noqa: PLC0415

        connect: _Client = Client
        try:
            client = await connect(address, asynchronous=True, timeout=patience.connect)
        except (OSError, TimeoutError) as error:
            raise ClusterUnavailable(
                f"No Dask scheduler answers at {address} within {patience.connect:g} s. "
                "`dask scheduler` starts one."
            ) from error
        try:
            try:
                await client.wait_for_workers(1, timeout=patience.first_worker)
            except TimeoutError as error:
                raise ClusterUnavailable(
                    f"The cluster at {address} has no worker. "
                    f"`dask worker {address} --nthreads 1` starts one."
                ) from error
            yield client
        finally:
            await client.close(timeout=patience.connect)


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        usable = False
    if not usable:
        raise BadSetting(
            f"--cluster {address!r} is no address of a Dask scheduler, like tcp://127.0.0.1:8786."
        )
    if find_spec("distributed") is None:
        raise BadSetting("--cluster needs Dask: pip install 'mock-interviewer[cluster]'.")


def _fault(error: Exception, address: str) -> str:
    if isinstance(error, ImportError) or "deserializ" in str(error):
        return (
            f"The scheduler or a worker of {address} cannot import this project: install it there, too, in "
            "the same version."
        )
    why = str(error).strip().splitlines() or [""]
    return f"A worker of {address} failed: {type(error).__name__}: {why[0]}. Its log tells more."


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own lines about what we tell in one: connections that come and go, versions that differ."""
    logger = logging.getLogger("distributed")
    before = logger.level
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="distributed")
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            logger.setLevel(before)
