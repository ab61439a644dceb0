"""Over real HTTP: whatever a server does ends in a value or in one plain sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from domain.errors import ModelUnavailable, UnusableReply
from models.factory import make_language_model
from models.structured import is_strict, tool_name
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.ahead import Ahead
from tests.support.openai_server import (
    Cut,
    Hang,
    OpenAIServer,
    Quirk,
    Raw,
    Refusal,
    Reply,
    Status,
    Stopped,
    ToolCall,
)

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


def rungs(server: OpenAIServer) -> list[str]:
    """How each request asked for its value."""
    return [
        "function_calling" if "tools" in body else body.get("response_format", {}).get("type", "text")
        for body in server.requests
    ]


async def test_a_good_server_is_asked_once_by_schema() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value == Ready(word="ready", sum=42)

    assert rungs(server) == ["json_schema"]
    assert server.requests[0]["temperature"] == 0
    sent = server.requests[0]["response_format"]["json_schema"]["schema"]
    assert sorted(sent["properties"]) == ["sum", "word"]


async def test_the_schema_is_shown_to_models_whose_server_would_not_show_it() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt(), Ready)

    system = server.requests[0]["messages"][0]
    assert system["role"] == "system"
    assert '"sum":{"title":"Sum","type":"integer"}' in system["content"]


@pytest.mark.parametrize(
    ("quirks", "first_call", "later_call"),
    [
        ({Quirk.CODE_FENCE}, ["json_schema"], ["json_schema"]),
        ({Quirk.THINKS}, ["json_schema"], ["json_schema"]),
        ({Quirk.NO_RESPONSE_FORMAT}, ["json_schema", "function_calling"], ["function_calling"]),
        (
            {Quirk.NO_RESPONSE_FORMAT, Quirk.IGNORES_TOOLS},
            ["json_schema", "function_calling", "json_object", "text"],
            ["text"],
        ),
        (
            {Quirk.NO_RESPONSE_FORMAT, Quirk.NO_TOOLS, Quirk.THINKS, Quirk.CODE_FENCE},
            ["json_schema", "function_calling", "json_object", "text"],
            ["text"],
        ),
    ],
    ids=["code fence", "thinks", "no response_format", "tools ignored", "everything"],
)
async def test_the_rung_that_worked_is_remembered(
    quirks: set[Quirk], first_call: list[str], later_call: list[str]
) -> None:
    with OpenAIServer([GOOD], quirks) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt("one"), Ready)).value.sum == 42
            assert rungs(server) == first_call
            server.requests.clear()
            assert (await model.reply(prompt("two"), Ready)).value.sum == 42

    assert rungs(server) == later_call


async def test_a_model_that_ignores_the_format_is_reached_by_a_tool() -> None:
    def by_tool_only(body: dict[str, Any]) -> Reply:
        return GOOD if "tools" in body else "Sure! Ready it is."

    with OpenAIServer(by_tool_only) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value.sum == 42

    assert rungs(server) == ["json_schema", "function_calling"]


async def test_a_reply_that_does_not_fit_is_mended_by_one_request() -> None:
    with OpenAIServer([GOOD, {"word": "ready", "sum": "lots"}, GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one"), Ready)
            assert (await model.reply(prompt("two"), Ready)).value.sum == 42
            usage = model.usage

    assert (usage.accepted, usage.repaired, usage.calls) == (1, 1, 3)
    *_, said, complaint = server.requests[-1]["messages"]
    assert said == {"role": "assistant", "content": '{"word": "ready", "sum": "lots"}'}
    assert "sum: Input should be a valid integer" in complaint["content"]


async def test_a_reply_that_cannot_be_mended_costs_one_request_more_and_no_rung() -> None:
    with OpenAIServer([GOOD, "no", "no", GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one"), Ready)
            with pytest.raises(UnusableReply):
                await model.reply(prompt("two"), Ready)
            await model.reply(prompt("three"), Ready)

    assert rungs(server) == ["json_schema"] * 4


async def test_a_tool_that_nobody_offered_is_not_an_answer() -> None:
    with OpenAIServer([ToolCall("delete_everything", '{"word": "x", "sum": 1}'), GOOD]) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value.sum == 42

    assert rungs(server) == ["json_schema", "function_calling"]


async def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    with OpenAIServer([GOOD], {Quirk.NO_TEMPERATURE}) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one"), Ready)
            await model.reply(prompt("two"), Ready)

    assert ["temperature" in body for body in server.requests] == [True, False, False]


@pytest.mark.parametrize(
    "message",
    [
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        "Invalid schema for response_format 'Ready': 'required' is missing.",
    ],
)
async def test_a_refusal_in_the_words_of_openai_leads_to_the_next_rung_without_a_warning(
    message: str,
) -> None:
    with OpenAIServer([Status(400, message), GOOD]) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value.sum == 42

    assert rungs(server) == ["json_schema", "function_calling"]


async def test_calls_at_the_same_time_all_do_without_the_temperature() -> None:
    with OpenAIServer([GOOD], {Quirk.NO_TEMPERATURE}) as server:
        async with model_of(server) as model:
            replies = await asyncio.gather(*(model.reply(prompt(str(i)), Ready) for i in range(4)))

    assert [reply.value.sum for reply in replies] == [42] * 4


@pytest.mark.parametrize(
    ("reply", "sentence", "most_requests"),
    [
        (Refusal(), "openai:test-model declined to answer: I can't help with that.", 1),
        (Stopped("", "content_filter"), "openai:test-model declined to answer", 1),
        (Stopped('{"word": "a', "length"), "ran into its limit of tokens", 1),
        (Raw(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}'), "bytes that are not UTF-8", 1),
        (Raw(b"<html>Sign in</html>", "text/html"), "something that is not a chat completion", 1),
        (Raw(b"[1, 2]"), "something that is not a chat completion", 1),
        (Raw(b'{"choices": null}'), "something that is not a chat completion", 1),
        (Raw(b'{"choices": []}'), "something that is not a chat completion", 1),
        ("", "sent an empty reply", 5),
        ("I would rather talk about it.", "sent no JSON object", 5),
        ('{"word": "cut of', "sent no JSON object", 5),
        (ToolCall("Ready", '{"word": "cut of'), "sent no JSON object", 5),
        ({"word": 1, "sum": 2}, "sent JSON that does not fit: word: Input should be a valid string", 5),
        ("x" * 1_000_000, "sent 1,000,000 characters, more than the 200,000 read", 5),
        ("{" * 1_000_000, "sent 1,000,000 characters", 5),
        ('{"a":' * 38_000, "sent no JSON object", 5),
    ],
    ids=lambda value: str(value)[:30] if not isinstance(value, int) else "",
)
async def test_an_unusable_reply_ends_in_one_sentence(
    reply: Reply, sentence: str, most_requests: int
) -> None:
    with OpenAIServer([reply]) as server:
        async with model_of(server) as model:
            with pytest.raises(UnusableReply) as told:
                await model.reply(prompt(), Ready)

    assert sentence in str(told.value)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 500
    assert len(server.requests) <= most_requests


@pytest.mark.parametrize(
    ("replies", "requests"),
    [
        ([Cut(), GOOD], 2),
        ([Status(500), GOOD], 2),
        ([Status(503), Status(502), GOOD], 3),
        ([Status(429, headers=(("retry-after", "1"),)), GOOD], 2),
    ],
    ids=["cut", "500", "503 and 502", "429"],
)
async def test_a_passing_fault_is_sat_out(replies: Sequence[Reply], requests: int) -> None:
    with OpenAIServer(replies) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value.sum == 42

    assert len(server.requests) == requests


@pytest.mark.parametrize(
    ("reply", "sentence", "requests"),
    [
        (Cut(), "broke off during openai:test-model's reply", 3),
        (Status(500, "out of memory"), "is in trouble (500: out of memory)", 3),
        (Status(403), "refused the key for openai:test-model (403)", 1),
        (Status(402), "has no credit left (402)", 1),
        (Status(413, "too long"), "did not accept the request to openai:test-model (413: too long)", 1),
        (Status(400, "context too long"), "(400: context too long)", 4),
        (
            Status(429, headers=(("retry-after", "9000"),)),
            "asks to wait 9000 s, longer than this call may take",
            1,
        ),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_a_lasting_fault_ends_in_one_sentence(reply: Reply, sentence: str, requests: int) -> None:
    with OpenAIServer([reply]) as server:
        async with model_of(server) as model:
            with pytest.raises(ModelUnavailable) as told:
                await model.reply(prompt(), Ready)

    assert sentence in str(told.value)
    assert not isinstance(told.value, UnusableReply)
    assert len(server.requests) == requests


async def test_a_date_to_come_back_at_is_understood() -> None:
    past = Status(429, headers=(("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),))
    with OpenAIServer([past, GOOD]) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt(), Ready)).value.sum == 42


async def test_a_hang_ends_with_the_time_limit() -> None:
    with OpenAIServer([Hang()], on_hang=Ahead(3000).next_jump) as server:
        async with model_of(server, timeout=3000) as model:
            await model.prepare()
            with pytest.raises(
                ModelUnavailable, match=r"did not answer within 3000 s|did not answer in time"
            ):
                await model.reply(prompt(), Ready)


async def test_a_server_that_is_not_there_is_named_at_once() -> None:
    with OpenAIServer() as server:
        address = server.base_url
    model = make_language_model("openai:test-model", base_url=address)
    assert model is not None
    with pytest.raises(ModelUnavailable, match=f"{address} cannot be reached: is the server running"):
        await model.reply(prompt(), Ready)
    await model.aclose()
    assert model.usage.calls == 1


async def test_an_unknown_model_is_named() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server, "openai:gpt-none") as model:
            with pytest.raises(ModelUnavailable, match=r"knows no model 'openai:gpt-none' \(404\)"):
                await model.reply(prompt(), Ready)


def test_only_closed_schemas_with_all_fields_required_are_strict() -> None:
    class Inner(BaseModel):
        model_config = ConfigDict(extra="forbid")
        quote: str

    class Closed(BaseModel):
        model_config = ConfigDict(extra="forbid")
        found: list[Inner]

    class WithDefault(Closed):
        note: str = ""

    assert is_strict(Closed.model_json_schema())
    assert not is_strict(WithDefault.model_json_schema())
    assert not is_strict(Ready.model_json_schema())


def test_a_tools_name_has_only_what_servers_allow() -> None:
    class Größe(Ready):
        pass

    assert tool_name(Größe) == "Gr__e"
