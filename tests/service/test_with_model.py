"""The service with a language model: words as they come, and a budget of the day."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from app.settings import Settings
from domain.users import Allowance
from tests.service.test_sessions import answered
from tests.support import guards
from tests.support.forthcoming import replying
from tests.support.openai_server import OpenAIServer
from tests.support.services import ALL, WHOLE, Served, served

HALF = "Every topic has a schema in a registry. Only backward compatible changes pass the build."
"""The third thing was surely not said, so that there is something to put in."""

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]


def _reworded(asked: str) -> str:
    titles = ("How did you make the nightly job faster?", "How do you handle schema changes?")
    other = "How do you find out that data is late?"
    draft = asked.split("The draft of the question:")[1]
    title = next((each for each in titles if each in draft), other)
    return f"So, tell me: {title[0].lower()}{title[1:]}"


@pytest.fixture
async def serving(home: tuple[Path, Any]) -> AsyncIterator[Served]:
    """A service whose agents have a model, with the user anna, and cleo, who may use 100 tokens a day."""
    home[1].sync_client.flushall()
    with OpenAIServer(replying(_reworded)) as model:
        settings = Settings(
            home=home[0],
            model="openai:test-model",
            base_url=model.base_url,
            api_key=SecretStr("sk-test-key"),
            model_timeout=guards.SECONDS,
            turn_timeout=guards.SECONDS,
        )
        async with served(settings) as found:
            await found.user("anna")
            await found.user("cleo", allowance=Allowance(model_tokens_a_day=100))
            yield found


@pytest.fixture
async def cleo(serving: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with serving.client(await serving.token("cleo")) as client:
        yield client


def events(text: str) -> list[tuple[str, Any]]:
    """The events of a stream by their names."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


async def test_checked_words_come_as_they_are_written(anna: httpx.AsyncClient) -> None:
    streamed = {"Accept": "text/event-stream"}
    begun = events((await anna.post("/v1/sessions", json={"seed": 3}, headers=streamed)).text)
    session = begun[-1][1]["session"]["id"]
    real = events((await anna.post("/v1/sessions", json={"seed": 3, "mode": "real"}, headers=streamed)).text)
    in_real = real[-1][1]["session"]["id"]
    told, told_in_real = [], []
    for number, said in ((1, HALF), (2, ALL)):
        address = f"/turns/{number}/answer"
        answer = {"json": {"text": said}, "headers": streamed}
        told += events((await anna.post(f"/v1/sessions/{session}{address}", **answer)).text)
        told_in_real += events((await anna.post(f"/v1/sessions/{in_real}{address}", **answer)).text)
    asked = [value["text"] for name, value in begun if name == "words" and value["agent"] == "interviewer"]

    assert "So, tell me: how " in asked[-1]
    assert len(asked) > 1
    assert all(begun[-1][1]["next"]["said"].startswith(each) for each in asked)
    assert {"words", "drafted", "coached", "outcome"} <= {name for name, _ in told}
    assert "coach" in {value["agent"] for name, value in told if name == "words"}
    assert {name for name, _ in told_in_real} == {"words", "outcome"}
    assert "coach" not in {value["agent"] for name, value in told_in_real if name == "words"}


async def test_when_the_days_tokens_are_spent_the_interview_goes_on_without_a_model(
    serving: Served, cleo: httpx.AsyncClient, anna: httpx.AsyncClient
) -> None:
    first = (await cleo.post("/v1/sessions", json={"seed": 3})).json()
    await answered(cleo, first["session"]["id"], 1, text=WHOLE)
    spent = (await answered(cleo, first["session"]["id"], 2, text=ALL)).json()
    second = (await cleo.post("/v1/sessions", json={"seed": 3})).json()
    other = (await anna.post("/v1/sessions", json={"seed": 3})).json()

    assert first["next"]["question"]["provenance"]["model"] != "draft"
    assert spent["session"]["status"] == "open"
    assert any("tokens" in notice for notice in spent["notices"])
    assert second["next"]["question"]["provenance"]["model"] == "draft"
    assert other["next"]["question"]["provenance"]["model"] != "draft"
    assert await serving.service.workspaces.of("cleo").allowances.taken("model-tokens") == 120
