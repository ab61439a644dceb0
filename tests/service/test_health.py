"""How the service is: health, readiness, what it counts, and its end."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from memory.connection import RedisHandle
from memory.counts import RedisCounts
from service.draining import DRAIN, Drain, drained_on_sigterm
from telemetry import logs
from telemetry.counters import COUNTS, Counts, Sample, count
from telemetry.prometheus import rendered
from telemetry.shared import SharedCounts
from tests.support.services import WHOLE, Served, served
from tests.support.watching import spans_kept


@pytest.fixture(autouse=True)
def not_drained() -> Iterator[None]:
    yield
    DRAIN.end()


async def test_it_is_healthy_and_ready_without_a_token(serving: Served) -> None:
    async with serving.client() as client:
        health, ready = await client.get("/health"), await client.get("/ready")

    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert ready.status_code == 200
    told = ready.json()
    assert told.pop("embeddings") in {"ready", "degraded"}
    assert told == {"ready": True, "draining": False, "redis": "ready", "models": None}


async def test_without_its_database_it_is_healthy_and_not_ready(
    serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*line: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr("service.health._SECONDS_FOR_AN_ANSWER", 0.05)
    monkeypatch.setattr(serving.service.redis.client, "execute_command", away)
    async with serving.client() as client:
        health, ready = await client.get("/health"), await client.get("/ready")
        counted = (await client.get("/metrics")).text

    assert health.status_code == 200
    assert (ready.status_code, ready.headers["Retry-After"]) == (503, "5")
    assert (ready.json()["ready"], ready.json()["redis"]) == (False, "away")
    assert "interview_redis_up 0.0" in counted


async def test_what_drains_is_not_ready_and_begins_nothing(anna: httpx.AsyncClient) -> None:
    begun = (await anna.post("/v1/sessions", json={"minutes": 30})).json()["session"]["id"]
    DRAIN.begin()

    refused = await anna.post(f"/v1/sessions/{begun}/turns/1/answer", json={"text": WHOLE})
    read = await anna.get(f"/v1/sessions/{begun}")
    ready = await anna.get("/ready")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert refused.json()["type"] == "/problems/draining"
    assert refused.headers["Connection"] == "close"
    assert (read.status_code, read.json()["waiting"]["number"]) == (200, 1)
    assert (ready.status_code, ready.json()["draining"]) == (503, True)


async def test_a_turn_that_is_under_way_is_done_while_it_drains(
    anna: httpx.AsyncClient, serving: Served
) -> None:
    begun = (await anna.post("/v1/sessions", json={"minutes": 30})).json()["session"]["id"]
    answering = asyncio.create_task(anna.post(f"/v1/sessions/{begun}/turns/1/answer", json={"text": WHOLE}))
    while not serving.service.at_work:
        await asyncio.sleep(0)
    DRAIN.begin()

    assert (await answering).status_code == 200


async def test_a_signal_drains_first_and_ends_later() -> None:
    drain, ended = Drain(), asyncio.Event()
    before = signal.signal(signal.SIGTERM, lambda number, frame: ended.set())
    try:
        async with asyncio.timeout(20):
            with drained_on_sigterm(0.05, drain):
                signal.raise_signal(signal.SIGTERM)
                assert drain.is_on
                assert not ended.is_set()
                await ended.wait()
    finally:
        signal.signal(signal.SIGTERM, before)


async def test_requests_are_counted_by_route_without_ids_or_words(anna: httpx.AsyncClient) -> None:
    begun = (await anna.post("/v1/sessions", json={"minutes": 30})).json()["session"]["id"]
    await anna.post(f"/v1/sessions/{begun}/turns/1/answer", json={"text": WHOLE})
    await anna.get(f"/v1/{begun}-is-no-route")
    counted = (await anna.get("/metrics")).text

    assert re.search(
        r'requests_total\{method="POST",route="/v1/sessions/\{session_id\}/[^"]*answer",status="200"\} \d',
        counted,
    )
    assert re.search(
        r'interview_http_request_seconds_bucket\{le="\+Inf",method="POST",route="[^"]+"\} \d', counted
    )
    assert 'route="unknown",status="404"' in counted
    assert "interview_turns_total" in counted
    for secret in (begun, "anna", "parcel"):
        assert secret not in counted


async def test_what_a_process_counted_is_kept_with_the_service_and_with_no_user(
    home: tuple[Path, RedisHandle], serving: Served
) -> None:
    # Over the same database, and open still when the other has ended.
    client = serving.service.redis.client
    own = RedisCounts(client)
    async with served(Settings(home=home[0]), beside=True) as beside:
        async with beside.client(await beside.token("anna")) as anna:
            begun = (await anna.post("/v1/sessions", json={"minutes": 30})).json()["session"]["id"]
            await anna.post(f"/v1/sessions/{begun}/turns/1/answer", json={"text": WHOLE})
        memory = beside.service.workspaces.of("anna").memory
        ids = {session.id for session in await memory.store.sessions()}
        of_hers = [await RedisCounts(client, keys=keys).all() for keys in (memory.keys, memory.keys.drills)]
    kept = await own.all()

    assert ids == {begun}
    assert of_hers == [{}, {}]
    assert kept[Sample("interview_turns", ("question",))] >= 1


async def test_what_is_counted_is_kept_while_the_service_runs(serving: Served) -> None:
    own = RedisCounts(serving.service.redis.client)
    keeping = asyncio.create_task(serving.service.keep(every=0.01))
    try:
        for _ in range(2):
            count("interview_turns", "question")
            before = sum((await own.all()).values())
            async with asyncio.timeout(30):
                while sum((await own.all()).values()) == before:
                    await asyncio.sleep(0.01)
    finally:
        keeping.cancel()


async def test_a_service_whose_database_is_away_ends_and_loses_no_count(
    home: tuple[Path, RedisHandle], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*line: object) -> None:
        await asyncio.sleep(600)

    monkeypatch.setattr("service.service._SECONDS_TO_KEEP", 0.05)
    count("interview_turns", "question")
    async with asyncio.timeout(60):
        async with served(Settings(home=home[0]), beside=True) as beside:
            monkeypatch.setattr(beside.service.redis.client, "execute_command", away)

    assert COUNTS.take()[Sample("interview_turns", ("question",))] >= 1


async def test_a_request_has_one_id_in_the_log_and_one_trace_down_to_redis(
    anna: httpx.AsyncClient, tmp_path: Path
) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    end = logs.start(tmp_path / "log", logging.DEBUG, lambda text: text)
    try:
        with spans_kept() as kept:
            await anna.get(
                "/v1/sessions",
                headers={"X-Request-ID": "a-request", "traceparent": f"00-{trace}-00f067aa0ba902b7-01"},
            )
    finally:
        end()
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    spans = kept.get_finished_spans()

    assert {line["request"] for line in lines} == {"a-request"}
    (request,) = [line for line in lines if line["event"] == "request"]
    assert (request["http.response.status_code"], request["level"]) == (200, "info")
    assert request["http.route"] == "/v1/sessions"
    (root,) = [span for span in spans if span.name == "request"]
    assert root.kind.name == "SERVER"
    assert len(spans) > 1
    assert {f"{span.context.trace_id:032x}" for span in spans} == {trace}
    assert {span.attributes["db.system.name"] for span in spans if "db.system.name" in span.attributes} == {
        "redis"
    }


def test_workers_tell_each_other_what_they_count(tmp_path: Path) -> None:
    one, other = Counts(), Counts()
    first, second = SharedCounts(one, tmp_path), SharedCounts(other, tmp_path)
    one.add("interview_turns", "question", by=2)
    other.add("interview_turns", "question", by=3)
    first.keep()
    one.add("interview_turns", "question")
    (tmp_path / "half.json").write_text('[["interview_turns"')

    assert second.totals() == {Sample("interview_turns", ("question",)): 5}
    assert first.totals() == {Sample("interview_turns", ("question",)): 3}
    second.keep()
    assert first.totals() == {Sample("interview_turns", ("question",)): 6}
    shutil.rmtree(tmp_path)
    assert first.totals() == {Sample("interview_turns", ("question",)): 3}


def test_durations_are_a_histogram() -> None:
    counts = Counts()
    for seconds in (0.004, 0.3, 0.4, 99.0):
        counts.measure("interview_http_request_seconds", seconds, "GET", "/health")
    text = rendered(counts.totals)

    def at(bound: str) -> str:
        return f'interview_http_request_seconds_bucket{{le="{bound}",method="GET",route="/health"}} '

    assert at("0.01") + "1.0" in text
    assert at("0.25") + "1.0" in text
    assert at("0.5") + "3.0" in text
    assert at("60") + "3.0" in text
    assert at("+Inf") + "4.0" in text
    assert 'interview_http_request_seconds_sum{method="GET",route="/health"} 99.704' in text
