"""Answers and guides go to the server that was configured, wherever it sends them."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from domain.errors import ModelUnavailable
from knowledge.search.remote_embedder import openai_embedder
from models.connection import Connection
from models.registry import parse_model_name
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.openai_server import OpenAIServer

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


def elsewhere(server: OpenAIServer) -> str:
    """The same server by another name, without the path."""
    return server.base_url.removesuffix("/v1")


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
async def test_a_model_server_that_sends_on_is_told_and_not_followed(streamed: bool) -> None:
    with OpenAIServer([GOOD]) as other, OpenAIServer(moved_to=elsewhere(other)) as server:
        async with model_of(server) as model:
            with pytest.raises(ModelUnavailable) as told:
                await model.reply(prompt(), Ready, (lambda value: None) if streamed else None)

    host = elsewhere(other).removeprefix("http://")
    assert str(told.value) == f"{server.base_url} sends requests on to {host}, which is not followed (307)"
    assert (other.requests, other.keys) == ([], [])


async def test_the_look_up_of_a_context_length_is_not_sent_on() -> None:
    with OpenAIServer([GOOD]) as other, OpenAIServer(moved_to=elsewhere(other)) as server:
        connection = Connection(
            parse_model_name("openai:test-model"), base_url=server.base_url, key=SecretStr("k"), seconds=5
        )
        assert await connection.context_length() is None

    assert other.keys == []


def test_an_embedding_server_that_sends_on_is_told_and_not_followed() -> None:
    with OpenAIServer() as other, OpenAIServer(moved_to=elsewhere(other)) as server:
        embedder = openai_embedder("nomic", server.base_url, "key")
        with pytest.raises(ModelUnavailable, match="its server sends requests on, which is not followed"):
            embedder.embed_query("my answer")

    assert (other.embedded, other.keys) == ([], [])
