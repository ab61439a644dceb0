"""Whatever a server counts, its reply counts."""

from __future__ import annotations

import math
from typing import Any

import pytest

from models.counting import token_counts
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.openai_server import OpenAIServer, Quirk

WRONG = [
    {"prompt_tokens": 100, "completion_tokens": math.inf, "total_tokens": math.inf},
    {"prompt_tokens": math.nan, "completion_tokens": 20},
    {"prompt_tokens": -100, "completion_tokens": 20, "total_tokens": -80},
    {"prompt_tokens": 10**40, "completion_tokens": 20},
    {"prompt_tokens": "100", "completion_tokens": 20, "total_tokens": "?"},
    {"prompt_tokens": [100], "completion_tokens": {}, "completion_tokens_details": 7},
    {"prompt_tokens": 100},
    {"completion_tokens": True, "prompt_tokens": 0.5, "prompt_tokens_details": {"cached_tokens": "x"}},
    {},
    [],
    "a lot",
    -1,
    math.inf,
]


@pytest.mark.network
@pytest.mark.enable_socket
@pytest.mark.parametrize("usage", WRONG, ids=str)
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("quirks", [set(), {Quirk.NO_RESPONSE_FORMAT}], ids=["schema", "tools"])
async def test_a_count_that_is_none_costs_the_count_and_not_the_reply(
    usage: Any, streamed: bool, quirks: set[Quirk]
) -> None:
    with OpenAIServer([GOOD], quirks, usage=usage) as server:
        async with model_of(server) as model:
            heard = (lambda value: None) if streamed else None
            reply = await model.reply(prompt("x" * 4_000), Ready, heard)

    assert reply.value == Ready(word="ready", sum=42)
    assert model.usage.estimated == 1
    assert 1_000 <= model.usage.input_tokens <= 1_400
    assert model.usage.failures == 0


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ((100, 20), (100, 20)),
        ((0, 0), (0, 0)),
        ((100.0, 20), (100, 20)),
        ((None, 20), None),
        ((1, 1e10), None),
    ],
)
def test_a_count_is_a_whole_number_of_a_size_that_can_be(
    told: tuple[Any, Any], counted: tuple[int, int] | None
) -> None:
    assert token_counts(*told) == counted
