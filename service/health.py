"""How the service is: whether it runs, whether it can take work, and what it has counted. For machines, so
without a token, and without names or content."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from enum import Enum
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from domain.errors import MemoryUnavailable
from knowledge.search import weights
from memory.commands import arun, command
from memory.keys import Keys
from models.fail_over import FirstThatAnswers
from service.draining import DRAIN
from service.service import Service, service_of
from telemetry.counters import COUNTS
from telemetry.prometheus import rendered

router = APIRouter()
_SECONDS_FOR_AN_ANSWER = 2.0
_RETRY_AFTER = "5"
GAUGES: Mapping[str, str] = {
    "interview_redis_up": "Whether the database answers.",
    "interview_draining": "Whether the process is about to end.",
    "interview_embeddings_up": "Whether guides are searched by meaning.",
    "interview_work_under_way": "Turns and other work of this process.",
    "interview_models_up": "Whether language models answer: 0.5 where some rest; none where there are none.",
}
"""What is true now, by its name: what it says."""
METRICS = "text/plain; version=0.0.4; charset=utf-8"


class State(Enum):
    """How a part is. A degraded one costs polish, a missing one the service."""

    READY = "ready"
    DEGRADED = "degraded"
    AWAY = "away"


class Health(BaseModel):
    """The process runs and answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Whether this process can take work, and how each part is."""

    ready: bool
    draining: bool
    redis: State
    embeddings: State
    models: State | None
    """None where none is configured: interviews are held all the same."""


@router.get("/health")
async def health() -> Health:
    """Whether the process runs. Asks nothing else: a database that is away is no reason to restart it."""
    return Health()


@router.get("/ready", responses={503: {"model": Ready}})
async def ready(request: Request, response: Response) -> Ready:
    """Whether this process can take work now; 503 while the database is away or the process is about to end.

    Without an embedding model guides are searched by words, and without a language model interviews go on in
    drafts: neither makes the service unready.
    """
    found = await readiness(service_of(request))
    if not found.ready:
        response.status_code = 503
        response.headers["Retry-After"] = _RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return found


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(request: Request) -> Response:
    """The counters, durations and states in Prometheus' text format; of all workers of this service."""
    service = service_of(request)
    counts = service.counts.totals() if service.counts is not None else COUNTS.totals
    found = await readiness(service)
    return Response(rendered(counts, _gauges(service, found)), media_type=METRICS)


async def readiness(service: Service) -> Ready:
    """How the parts of `service` are."""
    redis = await _redis(service)
    return Ready(
        ready=redis is State.READY and not DRAIN.is_on,
        draining=DRAIN.is_on,
        redis=redis,
        embeddings=_embeddings(service),
        models=models_state(service.workspaces.chains),
    )


async def _redis(service: Service) -> State:
    try:
        # Whoever waits for a fail-over waits longer than whoever asks may.
        async with asyncio.timeout(_SECONDS_FOR_AN_ANSWER):
            await arun(service.redis.client, command("EXISTS", Keys.of(service.settings.namespace).users))
    except (MemoryUnavailable, TimeoutError):
        return State.AWAY
    return State.READY


def _embeddings(service: Service) -> State:
    settings = service.settings
    there = settings.embeddings or weights.folder_of(settings.cache_directory) is not None
    return State.READY if there else State.DEGRADED


def models_state(models: Mapping[str, FirstThatAnswers]) -> State | None:
    """How the language models are: away where none of an agent's answers, degraded where one rests."""
    chains = list(models.values())
    if not chains:
        return None
    if any(all(model.rest for model in chain.models) for chain in chains):
        return State.AWAY
    return State.DEGRADED if any(model.rest for chain in chains for model in chain.models) else State.READY


def _gauges(service: Service, found: Ready) -> dict[str, tuple[str, float]]:
    values = {
        "interview_redis_up": float(found.redis is State.READY),
        "interview_draining": float(found.draining),
        "interview_embeddings_up": float(found.embeddings is State.READY),
        "interview_work_under_way": float(len(service.at_work)),
    }
    if found.models is not None:
        up = {State.READY: 1.0, State.DEGRADED: 0.5, State.AWAY: 0.0}[found.models]
        values["interview_models_up"] = up
    return {name: (GAUGES[name], value) for name, value in values.items()}
