"""The test server speaks the format that the real clients read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.openai_server import OpenAIServer, Reply, Status, ToolCall

if TYPE_CHECKING:
    from openai.types.chat.chat_completion_chunk import ChoiceDelta

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


def test_embeddings_come_back_in_order_as_numbers_and_as_base64() -> None:
    from openai import OpenAI

    with OpenAIServer(dimensions=4) as server, OpenAI(base_url=server.base_url, api_key="any") as client:
        packed = client.embeddings.create(model="e", input=["one", "two"])
        plain = client.embeddings.create(model="e", input=["two"], encoding_format="float")

    assert [len(row.embedding) for row in packed.data] == [4, 4]
    assert packed.data[1].embedding == pytest.approx(plain.data[0].embedding, abs=1e-6)
    assert packed.data[0].embedding != packed.data[1].embedding
    assert sum(x * x for x in plain.data[0].embedding) == pytest.approx(1)
    assert server.embedded == ["one", "two", "two"]


def test_models_are_listed() -> None:
    from openai import OpenAI

    with OpenAIServer(models=["a", "b"]) as server, OpenAI(base_url=server.base_url, api_key="any") as client:
        assert [model.id for model in client.models.list()] == ["a", "b"]


def test_text_and_tools_are_streamed_in_pieces() -> None:
    from openai import OpenAI

    replies: list[Reply] = ["The quick brown fox", ToolCall("look", '{"at": 1}')]
    with OpenAIServer(replies) as server, OpenAI(base_url=server.base_url, api_key="any") as client:

        def pieces() -> list[ChoiceDelta]:
            chunks = client.chat.completions.create(
                model="test-model", messages=[{"role": "user", "content": "go"}], stream=True
            )
            return [chunk.choices[0].delta for chunk in chunks]

        said, called = pieces(), pieces()

    assert [piece.content for piece in said if piece.content] == ["The quic", "k brown ", "fox"]
    functions = [call.function for piece in called for call in piece.tool_calls or ()]
    assert [(function.name, function.arguments) for function in functions if function] == [
        ("look", ""),
        (None, '{"at": 1'),
        (None, "}"),
    ]


def test_an_error_carries_its_status_its_words_and_its_headers() -> None:
    from openai import OpenAI, RateLimitError

    slow_down = Status(429, "slow down", (("retry-after", "7"),))
    with (
        OpenAIServer([slow_down]) as server,
        OpenAI(base_url=server.base_url, api_key="any", max_retries=0) as client,
        pytest.raises(RateLimitError, match="slow down") as told,
    ):
        client.chat.completions.create(model="test-model", messages=[{"role": "user", "content": "go"}])

    assert told.value.response.headers["retry-after"] == "7"
