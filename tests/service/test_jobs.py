"""Heavy work as jobs: asked for, done once, whatever becomes of who does it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from domain.errors import NoGuides
from domain.jobs import Job, JobKind
from memory import jobs as stored
from memory.locks import SessionLock
from service import jobs
from service.draining import Drain
from service.jobs import asked, jobs_of, queue_of, work
from service.service import Service
from tests.service.test_sessions import answered, begun
from tests.support.services import GUIDE, WHOLE, Served


@asynccontextmanager
async def at_work(service: Service) -> AsyncIterator[None]:
    """Within this jobs are done."""
    drain = Drain()
    task = asyncio.create_task(work(service, drain))
    try:
        yield
    finally:
        drain.begin()
        await task


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_SECONDS_TO_WAIT", 0.05)


async def over(client: httpx.AsyncClient, where: str) -> dict[str, object]:
    """The job at `where`, once it is over."""
    while True:
        found = (await client.get(where)).json()
        if found["state"] in {"done", "failed"}:
            return dict(found)
        await asyncio.sleep(0.02)


async def test_a_guide_is_put_in_and_indexed_as_a_job(anna: httpx.AsyncClient, serving: Served) -> None:
    put = await anna.put("/v1/guides/more.md", content=GUIDE.encode(), headers={"Prefer": "respond-async"})
    waiting = (await anna.get(put.headers["Location"])).json()
    async with at_work(serving.service):
        done = await over(anna, put.headers["Location"])

    assert put.status_code == 202
    assert (put.json()["outcome"], put.headers["Preference-Applied"]) == ("added", "respond-async")
    assert (waiting["kind"], waiting["state"], waiting["tries"]) == ("index", "queued", 0)
    assert (done["state"], done["tries"], done["problem"]) == ("done", 1, "")
    assert await queue_of(serving.service).waiting() == 0
    assert (await anna.get("/v1/jobs")).json()["items"] == [done]


async def test_a_session_is_judged_again_as_a_job(anna: httpx.AsyncClient, serving: Served) -> None:
    session = (await begun(anna))["session"]["id"]
    number: int | None = 1
    while number is not None:
        outcome = (await answered(anna, session, number, text=WHOLE)).json()
        number = outcome["next"] and outcome["next"]["number"]
    told = await anna.post("/v1/jobs", json={"kind": "rescore", "session_id": session, "judge": "draft"})
    async with at_work(serving.service):
        done = await over(anna, told.headers["Location"])

    assert told.status_code == 202
    assert done["state"] == "done"
    assert len((await anna.get(f"/v1/sessions/{session}/rescorings")).json()["items"]) == 1


async def test_what_cannot_be_done_is_a_job_that_failed_by_name(
    anna: httpx.AsyncClient, serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = serving.service.workspaces.of("anna").shelf

    async def none() -> None:
        raise NoGuides("a secret path", "gone")

    async def broken() -> None:
        raise ZeroDivisionError("a secret")

    problems = []
    async with at_work(serving.service):
        for opened in none, broken:
            monkeypatch.setattr(shelf, "opened", opened)
            told = await anna.post("/v1/jobs", json={"kind": "index"})
            job = await over(anna, told.headers["Location"])
            problems.append((job["state"], job["problem"]))
            assert "secret" not in str(job)

    assert problems == [("failed", "no-guides"), ("failed", "fault")]


async def test_a_job_whose_worker_died_is_done_by_another(
    anna: httpx.AsyncClient, serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await anna.post("/v1/jobs", json={"kind": "index"})
    dead = stored.RedisQueue(
        serving.service.redis.client, "dead", keys=serving.service.workspaces.of("anna").memory.keys
    )
    dead._stream = queue_of(serving.service)._stream
    assert await dead.take(1.0) is not None
    monkeypatch.setattr(stored, "_IDLE", 0.0)
    async with at_work(serving.service):
        done = await over(anna, told.headers["Location"])

    assert done["state"] == "done"
    assert await queue_of(serving.service).waiting() == 0


async def test_a_job_that_another_is_at_is_left_to_them(
    anna: httpx.AsyncClient, serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (await anna.post("/v1/jobs", json={"kind": "index"})).json()
    monkeypatch.setattr(stored, "_IDLE", 0.0)
    keys = serving.service.workspaces.of("anna").memory.keys
    async with SessionLock(serving.service.redis.client, f"job {told['id']}", keys=keys):
        async with at_work(serving.service):
            await asyncio.sleep(0.3)
        still = (await anna.get(f"/v1/jobs/{told['id']}")).json()
    async with at_work(serving.service):
        done = await over(anna, f"/v1/jobs/{told['id']}")

    assert (still["state"], still["tries"]) == ("queued", 0)
    assert (done["state"], done["tries"]) == ("done", 1)


async def test_after_the_database_was_emptied_jobs_are_done_again(serving: Served) -> None:
    async with at_work(serving.service):
        # The worker has made its group by now.
        await asyncio.sleep(0.2)
        await serving.service.redis.client.flushall()
        await serving.user("anna")
        client = serving.client(await serving.token("anna"))
        told = await client.post("/v1/jobs", json={"kind": "index"})
        done = await over(client, told.headers["Location"])
        await client.aclose()

    assert done["state"] == "done"


async def test_a_job_that_cannot_be_read_is_let_go_and_the_next_is_done(
    anna: httpx.AsyncClient, serving: Served, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = serving.service.workspaces.of("anna")
    broken = await asked(serving.service, workspace, "anna", JobKind.INDEX)
    await serving.service.redis.client.hset(workspace.memory.keys.jobs, broken.id, b"no record")
    next_one = await asked_whatever_stands_there(serving, "anna")
    async with at_work(serving.service):
        done = await over(anna, f"/v1/jobs/{next_one}")

    assert done["state"] == "done"
    assert await queue_of(serving.service).waiting() == 0
    assert f"job {broken.id}" in caplog.text


async def asked_whatever_stands_there(serving: Served, user: str) -> str:
    """The id of a job put as `asked` does it, which would read the others."""
    job = Job(id="whole", kind=JobKind.INDEX, queued_at=serving.service.now())
    await jobs_of(serving.service.workspaces.of(user)).put(job)
    await queue_of(serving.service).put(user, job.id)
    return job.id


async def test_a_job_over_which_workers_die_is_given_up(anna: httpx.AsyncClient, serving: Served) -> None:
    workspace = serving.service.workspaces.of("anna")
    job = await asked(serving.service, workspace, "anna", JobKind.INDEX)
    await jobs_of(workspace).put(job.model_copy(update={"tries": 3}))
    async with at_work(serving.service):
        found = await over(anna, f"/v1/jobs/{job.id}")

    assert (found["state"], found["problem"]) == ("failed", "given-up")
    assert (await anna.get("/problems/given-up")).status_code == 200


async def test_a_job_is_its_owners_alone_and_goes_with_them(
    anna: httpx.AsyncClient, ben: httpx.AsyncClient, serving: Served
) -> None:
    told = (await anna.post("/v1/jobs", json={"kind": "index"})).json()
    of_ben = (
        (await ben.get(f"/v1/jobs/{told['id']}")).status_code,
        (await ben.get("/v1/jobs")).json()["items"],
    )
    await serving.service.users.remove("anna")
    async with at_work(serving.service):
        while await queue_of(serving.service).waiting():
            await asyncio.sleep(0.02)

    assert of_ben == (404, [])


async def test_what_is_asked_for_wrongly_is_told(anna: httpx.AsyncClient) -> None:
    wrong = [
        await anna.post("/v1/jobs", json=body)
        for body in ({"kind": "index", "session_id": "x"}, {"kind": "rescore"}, {"kind": "eval"})
    ]
    unknown = await anna.post("/v1/jobs", json={"kind": "rescore", "session_id": "none"})

    assert [each.status_code for each in wrong] == [422, 422, 422]
    assert unknown.status_code == 404


async def test_only_so_many_wait_at_once(anna: httpx.AsyncClient) -> None:
    told = [(await anna.post("/v1/jobs", json={"kind": "index"})).status_code for _ in range(21)]

    assert told == [202] * 20 + [429]
