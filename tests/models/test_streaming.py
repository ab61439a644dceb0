"""Over real HTTP: a value is heard while it is written, on every rung and through every quirk."""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.messages.ai import UsageMetadata

from domain.errors import ModelUnavailable
from models.incoming import Incoming, partly
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.ahead import Ahead
from tests.support.openai_server import (
    Cut,
    OpenAIServer,
    Quirk,
    Raw,
    Refusal,
    Reply,
    Status,
    Stopped,
    Stuck,
    ToolCall,
    Unended,
)

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]

LONG = {"word": "one two three four five six", "sum": 42}
TEXT_ALONE = {Quirk.NO_RESPONSE_FORMAT, Quirk.NO_TOOLS}


class Listener:
    """Keeps what was heard, each once."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def __call__(self, value: dict[str, Any]) -> None:
        if not self.heard or self.heard[-1] != value:
            self.heard.append(value)

    @property
    def words(self) -> list[str]:
        return [value["word"] for value in self.heard if "word" in value]


async def heard(server: OpenAIServer, **options: Any) -> tuple[Listener, Ready | ModelUnavailable]:
    """What is heard of a reply, and what comes of it."""
    listener = Listener()
    async with model_of(server, **options) as model:
        await model.prepare()
        try:
            return listener, (await model.reply(prompt(), Ready, listener)).value
        except ModelUnavailable as error:
            return listener, error


@pytest.mark.parametrize(
    "quirks",
    [
        set(),
        {Quirk.CODE_FENCE},
        {Quirk.THINKS},
        {Quirk.THINKS, Quirk.CODE_FENCE},
        {Quirk.NO_RESPONSE_FORMAT},
        {Quirk.NO_RESPONSE_FORMAT, Quirk.IGNORES_TOOLS},
        TEXT_ALONE,
        {*TEXT_ALONE, Quirk.THINKS, Quirk.CODE_FENCE},
        {Quirk.NO_TEMPERATURE},
        {Quirk.NO_USAGE},
    ],
    ids=lambda quirks: " + ".join(sorted(quirk.name.lower() for quirk in quirks)) or "none",
)
async def test_the_words_are_heard_as_they_come_and_the_value_is_whole(quirks: set[Quirk]) -> None:
    with OpenAIServer([LONG], quirks) as server:
        listener, value = await heard(server)

    assert value == Ready(**LONG)
    assert listener.heard[0] == {} and listener.heard[-1] == LONG
    assert len(listener.words) >= 4
    assert all(later.startswith(earlier) for earlier, later in pairwise(listener.words))
    assert LONG["word"].startswith(listener.words[0])


async def test_the_first_words_come_before_the_last_are_sent() -> None:
    heard_some = threading.Event()
    with OpenAIServer([LONG], held=heard_some) as server:
        async with model_of(server) as model:
            answer = await model.reply(prompt(), Ready, lambda value: heard_some.set())

    assert answer.value.sum == 42


async def test_what_only_code_reads_is_not_streamed() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt(), Ready)

    assert not server.requests[0].get("stream")


@pytest.mark.parametrize(
    "quirks", [set(), {Quirk.NO_RESPONSE_FORMAT}, TEXT_ALONE], ids=["schema", "tool", "text"]
)
async def test_a_streams_tokens_are_counted_as_the_server_counts_them(quirks: set[Quirk]) -> None:
    with OpenAIServer([GOOD], quirks) as server:
        async with model_of(server) as model:
            await model.reply(prompt(), Ready, Listener())

    usage = model.usage
    assert (usage.input_tokens, usage.output_tokens, usage.estimated) == (100, 20, 0)


@pytest.mark.parametrize("quirk", [Quirk.NO_STREAM, Quirk.IGNORES_STREAM])
async def test_a_server_that_cannot_stream_is_asked_plainly_from_then_on(quirk: Quirk) -> None:
    with OpenAIServer([GOOD], {quirk}) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt("one"), Ready, Listener())).value.sum == 42
            assert (await model.reply(prompt("two"), Ready, Listener())).value.sum == 42

    assert [body.get("stream", False) for body in server.requests] == [True, False, False]


async def test_an_attempt_that_broke_off_is_void_and_the_next_begins_again() -> None:
    with OpenAIServer([Cut('{"word": "half of a wo'), LONG]) as server:
        listener, value = await heard(server)

    assert value == Ready(**LONG)
    broken = next(at for at, heard in enumerate(listener.heard) if at and heard == {})
    assert listener.heard[broken - 1] == {"word": "half of a wo"}
    assert LONG["word"].startswith(listener.heard[broken + 1]["word"])


async def test_a_reply_that_does_not_fit_is_void_when_it_is_mended() -> None:
    with OpenAIServer([GOOD, {"word": "not this", "sum": "lots"}, LONG]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one"), Ready)
            listener = Listener()
            assert (await model.reply(prompt("two"), Ready, listener)).value == Ready(**LONG)

    assert {"word": "not this", "sum": "lots"} in listener.heard
    again = len(listener.heard) - 1 - listener.heard[::-1].index({})
    assert "not this" not in str(listener.heard[again:])


async def test_the_next_models_words_follow_on_nothing_of_the_firsts() -> None:
    def first_breaks(body: dict[str, Any]) -> Reply:
        return Cut('{"word": "from the first') if body["model"] == "a" else LONG

    with OpenAIServer(first_breaks, models=["a", "b"]) as server:
        listener, value = await heard(server, name="vllm:a, vllm:b", retries=0)

    assert value == Ready(**LONG)
    again = len(listener.heard) - 1 - listener.heard[::-1].index({})
    assert {"word": "from the first"} in listener.heard[:again]
    assert "from the first" not in str(listener.heard[again:])


async def test_a_reply_from_the_cache_is_there_at_once_and_not_heard() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt(), Ready)
            listener = Listener()
            assert (await model.reply(prompt(), Ready, listener)).value.sum == 42

    assert listener.heard == []


async def test_a_stream_that_hangs_half_way_ends_with_the_time_limit() -> None:
    with OpenAIServer([Stuck('{"word": "and then')], on_hang=Ahead(5000).next_jump) as server:
        listener, value = await heard(server, timeout=5000)

    assert "did not answer" in str(value)
    assert listener.words[-1] == "and then"


async def test_a_stream_without_end_leaves_time_limits_and_others_their_turn() -> None:
    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    with OpenAIServer(["x" * 1_000_000], piece=64) as server:
        other = asyncio.create_task(somebody_else())
        listener, value = await heard(server, timeout=0.5)
        other.cancel()

    assert isinstance(value, ModelUnavailable)
    assert listener.words == []
    assert turns


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Cut(), "broke off during openai:test-model's reply"),
        (Status(500, "out of memory"), "is in trouble (500: out of memory)"),
        (Status(400, "context too long"), "(400: context too long)"),
        (Status(403), "refused the key"),
        (Stopped("", "content_filter"), "declined to answer"),
        (Stopped('{"word": "a', "length"), "ran into its limit of tokens"),
        (Refusal(), "sent an empty reply"),
        (Raw(b"<html>Sign in</html>", "text/html"), "something that is not a chat completion"),
        (Raw(b"[1, 2]"), "something that is not a chat completion"),
        (
            Raw(b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n', "text/event-stream"),
            "something that is not a chat completion",
        ),
        ("", "sent an empty reply"),
        ("I would rather talk about it.", "sent no JSON object"),
        ('{"word": "cut of', "sent no JSON object"),
        (ToolCall("Ready", '{"word": "cut of'), "sent no JSON object"),
        (ToolCall("Ready", "no JSON at all " * 5_000), "sent no JSON object"),
        ({"word": 1, "sum": 2}, "sent JSON that does not fit: word: Input should be a valid string"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_stream_that_comes_to_nothing_ends_in_one_sentence(reply: Reply, sentence: str) -> None:
    with OpenAIServer([reply]) as server:
        _, value = await heard(server, retries=0)

    assert isinstance(value, ModelUnavailable)
    assert sentence in str(value)
    assert "\n" not in str(value)


@pytest.mark.parametrize(
    "text",
    [
        'It could be {"word": "a draft", "sum": 0}, or rather: {"word": "ready", "sum": 42}',
        'It could be {"word": "a draft", "sum": 0}.</think>{"word": "ready", "sum": 42}',
        '<think>{"word": "a draft"}\n```json\n{"word": "a draft"}\n```</think>{"word": "ready", "sum": 42}',
        f'<think>{"so " * 4_000}{{"word": "a draft"}}</think>{{"word": "ready", "sum": 42}}',
    ],
    ids=["aloud", "tag swallowed", "fenced thought", "long thought"],
)
async def test_a_draft_among_a_models_thoughts_is_not_heard(text: str) -> None:
    with OpenAIServer([text]) as server:
        listener, value = await heard(server)

    assert value == Ready(**GOOD)
    assert not any("draft" in word for word in listener.words)


def test_counts_that_langchain_leaves_as_the_server_sent_them_are_read() -> None:
    coming = Incoming("Ready")
    coming.add(AIMessageChunk('{"word": "ready"'))
    counted = {"prompt_tokens": 100, "completion_tokens": 20}
    coming.add(AIMessageChunk("", response_metadata={"token_usage": counted}))

    assert (coming.whole().input_tokens, coming.whole().output_tokens) == (100, 20)


@pytest.mark.parametrize(("summed", "tokens"), [(False, (100, 20)), (True, (190, 30))])
def test_counts_are_the_whole_each_time_or_come_in_parts(summed: bool, tokens: tuple[int, int]) -> None:
    coming = Incoming("Ready", summed=summed)
    for sent, received in ((90, 10), (100, 20)):
        usage = UsageMetadata(input_tokens=sent, output_tokens=received, total_tokens=sent + received)
        coming.add(AIMessageChunk("", usage_metadata=usage))

    assert (coming.whole().input_tokens, coming.whole().output_tokens) == tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"word": "caf\\u00', {"word": "caf"}),
        ('{"word": "\\ud83d', {"word": ""}),
        ('{"word": "a", "su', {"word": "a"}),
        ('{"word": "a", "score": 8', {"word": "a", "score": 8}),
        ('{"word": "a"}\n```\nAnything else?', {"word": "a"}),
        ("{", {}),
        ("", None),
        ("[1", None),
        ('{"word": }', None),
    ],
)
def test_of_a_cut_text_whole_signs_are_kept(text: str, value: object) -> None:
    assert partly(text) == value


@pytest.mark.parametrize("garbled", [False, True])
async def test_a_stream_without_an_end_was_cut_and_is_asked_for_again(garbled: bool) -> None:
    with OpenAIServer([Unended(garbled=garbled), LONG]) as server:
        listener, value = await heard(server)

    assert value == Ready(**LONG)
    assert len(server.requests) == 2 and server.requests[1]["messages"] == server.requests[0]["messages"]
    assert {} in listener.heard[1:]


async def test_a_stream_that_never_ends_says_so_and_costs_no_other_way_of_asking() -> None:
    with OpenAIServer([Unended()]) as server:
        _, value = await heard(server, retries=1)

    assert str(value) == "openai:test-model's reply broke off before its end"
    assert len(server.requests) == 2


async def test_a_whole_value_needs_no_reason_to_have_ended() -> None:
    with OpenAIServer([Unended('{"word": "ready", "sum": 42}')]) as server:
        _, value = await heard(server)

    assert value == Ready(word="ready", sum=42)
    assert len(server.requests) == 1


async def test_a_tool_that_nobody_offered_is_told_as_one() -> None:
    with OpenAIServer([ToolCall("buy_milk")]) as server:
        _, value = await heard(server)

    assert str(value) == "openai:test-model called a tool that nobody offered, and said nothing"
