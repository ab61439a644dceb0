"""Jobs: asked for, looked at, listed."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from domain.jobs import Job, JobKind
from service.jobs import asked, jobs_of
from service.paging import Cursor, Limit, page
from service.person import Practiser, Reader
from service.problems import INVALID, NOT_FOUND, TOO_MANY, Problem
from service.service import service_of
from service.views import Page

PREFIX = "/v1/jobs"
_MOST_WAITING = 20
router = APIRouter()


class Wanted(BaseModel):
    """What is to be done: the guides indexed, or a session's answers judged again, by whom as there."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"kind": "index"}, {"kind": "rescore", "session_id": "k3f9"}]},
    )

    kind: JobKind
    session_id: str = Field(default="", max_length=200)
    judge: Literal["service", "draft"] = "service"


@router.post("", status_code=202)
async def ask(request: Request, response: Response, person: Practiser, wanted: Wanted) -> Job:
    """Ask for work that takes longer than a request may. `Location` says where its state is told."""
    if (wanted.kind is JobKind.RESCORE) != bool(wanted.session_id):
        raise Problem(INVALID, "`session_id` is for `rescore`, and needed there.")
    if wanted.kind is JobKind.RESCORE:
        await person.workspace.memory.store.session(wanted.session_id)
    waiting = [job for job in await jobs_of(person.workspace).jobs() if not job.is_over]
    if len(waiting) >= _MOST_WAITING:
        raise Problem(TOO_MANY, f"{_MOST_WAITING} jobs may wait at once.", {"Retry-After": "10"})
    judge = wanted.judge if wanted.kind is JobKind.RESCORE else ""
    job = await asked(
        service_of(request), person.workspace, person.user.name, wanted.kind, wanted.session_id, judge
    )
    response.headers["Location"] = f"{PREFIX}/{job.id}"
    return job


@router.get("")
async def jobs(person: Reader, cursor: Cursor = None, limit: Limit = 50) -> Page[Job]:
    """List the jobs, the one asked for last first; the last hundred that are over are kept."""
    found = await jobs_of(person.workspace).jobs()
    return page(found, lambda job: job.id, cursor, limit, lambda job: job)


@router.get("/{job_id}")
async def job(
    person: Reader, response: Response, job_id: Annotated[str, Path(max_length=64, examples=["9f8a41c2"])]
) -> Job:
    """A job and its state; what came of a rescoring is at the session's /rescorings."""
    found = await jobs_of(person.workspace).job(job_id)
    if found is None:
        raise Problem(NOT_FOUND, "No job of yours has this id.")
    if not found.is_over:
        response.headers["Retry-After"] = "1"
    return found
