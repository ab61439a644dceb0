"""How long a prompt may be, as each kind of server tells it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from models.probe import LEAST_CONTEXT, probe
from tests.models.samples import model_of
from tests.support.openai_server import Body, OpenAIServer

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]

READY = {"word": "ready", "sum": 42}
LISTED = {"id": "test-model", "object": "model"}
OLLAMAS_MODEL = {"model_info": {"general.architecture": "llama", "llama.context_length": 131_072}}


async def context(pages: Mapping[str, Body], name: str = "openai:test-model") -> int | None:
    with OpenAIServer([READY], pages=pages) as server:
        async with model_of(server, name) as model:
            return (await probe(model.models[0])).context


@pytest.mark.parametrize(
    ("pages", "length"),
    [
        (
            {
                "/v1/models": {
                    "data": [{"id": "another", "max_model_len": 1}, {**LISTED, "max_model_len": 32_768}]
                }
            },
            32_768,
        ),
        ({"/v1/models": {"data": [{**LISTED, "context_window": 131_072}]}}, 131_072),
        ({"/props": {"default_generation_settings": {"n_ctx": 8_192}}}, 8_192),
        (
            {
                "/api/v0/models": {
                    "data": [{**LISTED, "max_context_length": 131_072, "loaded_context_length": 16_384}]
                }
            },
            16_384,
        ),
        ({"/api/v0/models": {"data": [{**LISTED, "max_context_length": 131_072}]}}, 131_072),
        (
            {
                "/api/ps": {"models": [{"name": "test-model:latest", "context_length": 4_096}]},
                "/api/show": OLLAMAS_MODEL,
            },
            4_096,
        ),
        ({"/api/ps": {"models": []}, "/api/show": OLLAMAS_MODEL}, 131_072),
    ],
    ids=["vLLM", "Groq", "llama.cpp", "LM Studio, loaded", "LM Studio", "Ollama, loaded", "Ollama"],
)
async def test_each_kind_of_server_is_asked_in_its_own_way(pages: Mapping[str, Body], length: int) -> None:
    assert await context(pages) == length


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"/v1/models": {"data": "none"}, "/props": {"default_generation_settings": []}},
        {"/v1/models": {"data": [{**LISTED, "max_model_len": None}, 7]}, "/api/show": {"model_info": None}},
        {
            "/v1/models": {"data": [{**LISTED, "max_model_len": "long"}]},
            "/props": {"default_generation_settings": {"n_ctx": 0}},
        },
    ],
)
async def test_where_nobody_tells_it_is_not_known(pages: Mapping[str, Body]) -> None:
    assert await context(pages) is None


async def test_a_context_too_short_for_an_interview_is_a_problem_that_says_what_to_do() -> None:
    pages = {"/props": {"default_generation_settings": {"n_ctx": LEAST_CONTEXT // 2}}}
    with OpenAIServer([READY], pages=pages) as server:
        async with model_of(server, "llamacpp:test-model") as model:
            found = await probe(model.models[0])

    assert found.context == 2048
    assert "takes only 2,048 tokens at once" in found.problems[0]
    assert "Start it with a longer context" in found.problems[0]
