"""Jobs: asked for by users, done one at a time by each process that works on them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.users.workspaces import Workspace
from domain.errors import InterviewError, MemoryUnavailable, SessionInUse, StoredByNewerVersion
from domain.jobs import Job, JobKind, JobState
from memory.jobs import Entry, RedisJobs, RedisQueue
from memory.keys import Keys
from memory.locks import SessionLock
from memory.records import DamagedRecord
from service.draining import DRAIN, Drain
from service.judging_again import Judge, judged_again
from service.problems import FAULT, GIVEN_UP, Problem, problem_of
from service.service import Service
from telemetry.counters import count, measure
from telemetry.watching import watched

_log = logging.getLogger(__name__)
_SECONDS_TO_WAIT = 2.0
_SECONDS_TO_RECOVER = 2.0
_SECONDS_BETWEEN_SIGNS = 10.0
_TRIES = 3


def jobs_of(workspace: Workspace) -> RedisJobs:
    """The jobs of the workspace's owner."""
    return RedisJobs(workspace.memory.redis.client, keys=workspace.memory.keys)


def queue_of(service: Service) -> RedisQueue:
    """The queue of the service, for this process."""
    keys = Keys.of(service.settings.namespace)
    return RedisQueue(service.redis.client, service.worker, keys=keys)


async def asked(
    service: Service,
    workspace: Workspace,
    user: str,
    kind: JobKind,
    session_id: str = "",
    judge: str = "",
) -> Job:
    """A new job of `user`, in the queue. Raises `MemoryUnavailable`."""
    job_id = secrets.token_hex(8)
    job = Job(id=job_id, kind=kind, session_id=session_id, judge=judge, queued_at=service.now())
    jobs = jobs_of(workspace)
    # First what it is, then that it is to be done: an entry without a job is passed over.
    await jobs.put(job)
    await queue_of(service).put(user, job.id)
    await jobs.clear()
    return job


async def work(service: Service, drain: Drain = DRAIN) -> None:
    """Do the jobs of all users, one after the other, until the process drains."""
    queue = queue_of(service)
    while not drain.is_on:
        try:
            entry = await queue.take(_SECONDS_TO_WAIT)
            if entry is not None and await _worked_on(service, queue, entry):
                await queue.done(entry)
        except MemoryUnavailable:
            await asyncio.sleep(_SECONDS_TO_RECOVER)
        except Exception as error:  # noqa: BLE001 -- the last wall: that entry is left alone, the next is done
            _log.error("the queue", exc_info=error)
            await asyncio.sleep(_SECONDS_TO_RECOVER)


async def _worked_on(service: Service, queue: RedisQueue, entry: Entry) -> bool:
    """Do what `entry` asks for; whether there is nothing more to be done about it."""
    try:
        return await _tried(service, queue, entry)
    except StoredByNewerVersion:
        # A worker of that version takes it, once it was left alone for long enough.
        return False
    except DamagedRecord as error:
        _log.error("job %s", entry.job, exc_info=error)
        return True


async def _tried(service: Service, queue: RedisQueue, entry: Entry) -> bool:
    if await service.users.user(entry.user) is None:
        return True
    workspace = service.workspaces.of(entry.user)
    # No session is called so: ids have no spaces. Left alone is not dead, and two must not do the same.
    lock = SessionLock(service.redis.client, f"job {entry.job}", keys=workspace.memory.keys)
    try:
        async with lock, _signs_of_life(queue, entry):
            job = await jobs_of(workspace).job(entry.job)
            if job is not None and not job.is_over:
                await _done(service, workspace, entry.user, job)
    except SessionInUse:
        return False
    return True


async def _done(service: Service, workspace: Workspace, user: str, job: Job) -> None:
    jobs = jobs_of(workspace)
    if job.tries >= _TRIES:
        # Whoever took it died over it, each time.
        await jobs.put(_ended(service, job, GIVEN_UP.name))
        return
    begun = service.now()
    job = job.model_copy(update={"state": JobState.RUNNING, "begun_at": begun, "tries": job.tries + 1})
    await jobs.put(job)
    problem, began = "", time.perf_counter()
    with watched(f"job {job.kind}", {"interview.job": job.id}, level=logging.INFO):
        try:
            await _carried_out(service, workspace, user, job)
        except MemoryUnavailable:
            # It stays in the queue, and is tried again when the database is back.
            raise
        except Problem as error:
            problem = error.kind.name
        except InterviewError as error:
            problem = problem_of(error).kind.name
        except Exception as error:  # noqa: BLE001 -- the last wall: the job failed, and the next is done
            _log.error("job %s", job.kind, exc_info=error)
            problem = FAULT.name
    await jobs.put(_ended(service, job, problem))
    measure("interview_job_seconds", time.perf_counter() - began, job.kind)


async def _carried_out(service: Service, workspace: Workspace, user: str, job: Job) -> None:
    match job.kind:
        case JobKind.INDEX:
            await workspace.shelf.opened()
        case JobKind.RESCORE:
            owner = await service.users.user(user)
            allowance = (owner.allowance if owner is not None else None) or service.allowance
            judge: Judge = "draft" if job.judge == "draft" else "service"
            await judged_again(workspace, allowance.model_tokens_a_day, job.session_id, judge)


def _ended(service: Service, job: Job, problem: str) -> Job:
    state = JobState.FAILED if problem else JobState.DONE
    count("interview_jobs", job.kind, state)
    return job.model_copy(update={"state": state, "ended_at": service.now(), "problem": problem})


@asynccontextmanager
async def _signs_of_life(queue: RedisQueue, entry: Entry) -> AsyncIterator[None]:
    async def give() -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_SIGNS)
            await queue.still_at(entry)

    signs = asyncio.create_task(give())
    try:
        yield
    finally:
        signs.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await signs
