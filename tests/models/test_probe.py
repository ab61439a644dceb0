"""What `interview doctor` finds out about a model."""

from __future__ import annotations

from typing import Any

import pytest

from models.factory import make_language_model
from models.probe import probe
from models.structured import Rung
from tests.models.samples import model_of
from tests.support.openai_server import Cut, Hang, OpenAIServer, Quirk, Reply

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]

READY = {"word": "ready", "sum": 42}


async def test_a_good_model_is_described() -> None:
    with OpenAIServer([READY]) as server:
        async with model_of(server) as model:
            found = await probe(model.models[0])

    assert (found.reachable, found.rung, found.streams, found.problems) == (True, Rung.JSON_SCHEMA, True, ())
    assert found.reply_ms is not None and found.reply_ms > 0
    assert found.first_piece_ms is not None and found.first_piece_ms > 0
    assert (found.model, found.server) == ("openai:test-model", server.base_url)


async def test_a_poor_server_is_described_by_the_rung_it_knows() -> None:
    with OpenAIServer([READY], {Quirk.NO_RESPONSE_FORMAT, Quirk.NO_TOOLS}) as server:
        async with model_of(server) as model:
            found = await probe(model.models[0])

    assert found.rung is Rung.TEXT


async def test_a_refused_key_says_what_to_do_and_stops_there() -> None:
    with OpenAIServer([READY], key="right") as server:
        async with model_of(server, api_key="wrong") as model:
            found = await probe(model.models[0])

    assert not found.reachable
    assert found.streams is None
    assert len(found.problems) == 1
    assert "check the key in your settings. Until then drafts are used." in found.problems[0]


async def test_a_model_that_fills_no_form_is_reachable_and_told() -> None:
    with OpenAIServer(["I am a poet."]) as server:
        async with model_of(server) as model:
            found = await probe(model.models[0])

    assert (found.reachable, found.rung, found.streams) == (True, None, True)
    assert "fills no form" in found.problems[0]


@pytest.mark.parametrize(
    ("reply", "quirks"), [(Cut(), set()), (READY, {Quirk.NO_STREAM}), (Hang(), set())], ids=str
)
async def test_a_stream_that_fails_is_told(reply: Reply, quirks: set[Quirk]) -> None:
    def streamed_alone_fails(body: dict[str, Any]) -> Reply:
        return reply if body.get("stream") else READY

    with OpenAIServer(streamed_alone_fails, quirks) as server:
        async with model_of(server) as model:
            found = await probe(model.models[0], seconds=0.5)

    assert (found.reachable, found.rung, found.streams) == (True, Rung.JSON_SCHEMA, False)
    assert "Replies come in one piece instead" in found.problems[0]


async def test_a_server_that_does_not_run_is_told_in_whole_sentences() -> None:
    with OpenAIServer([READY]) as server:
        address = server.base_url
    model = make_language_model("vllm:test-model", base_url=address)
    assert model is not None
    found = await probe(model.models[0])

    assert found.problems[0].endswith("and the base URL right? Until then drafts are used.")


async def test_a_slow_model_is_told_with_the_setting_that_gives_it_time() -> None:
    with OpenAIServer([Hang(5)]) as server:
        async with model_of(server, timeout=0.3) as model:
            found = await probe(model.models[0])

    assert found.problems == (
        "openai:test-model did not answer within 0.3 s. "
        "If it is only slow, INTERVIEW_MODEL_TIMEOUT gives it more seconds (up to 600).",
    )
