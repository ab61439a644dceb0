"""A model's manners: time, cost, rest, secrets, and the next in the chain."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.errors import ModelUnavailable, UnusableReply
from models.account import Account, Limits
from models.chat import ChatModel, Patience
from models.connection import Connection
from models.factory import make_language_model
from models.fail_over import FirstThatAnswers
from models.language_model import LanguageModel
from models.registry import parse_model_name
from models.resting import Resting
from tests.models.samples import GOOD, Clock, Ready, model_of, prompt
from tests.support import guards
from tests.support.ahead import Ahead
from tests.support.openai_server import Hang, OpenAIServer, Quirk, Status

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]

KEY = "sk-tell-nobody-4711"


async def test_the_same_call_is_answered_from_the_cache() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            first = (await model.reply(prompt("one"), Ready)).value
            first.word = "spoilt"
            again = (await model.reply(prompt("one"), Ready)).value
            await model.reply(prompt("two"), Ready)

    assert again == Ready(word="ready", sum=42)
    assert len(server.requests) == 2
    assert (model.usage.accepted, model.usage.from_cache, model.usage.replies) == (2, 1, 3)


async def test_usage_is_counted_as_the_server_counts() -> None:
    with OpenAIServer([GOOD, Status(401), GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one"), Ready)
            with pytest.raises(ModelUnavailable):
                await model.reply(prompt("two"), Ready)
            await model.reply(prompt("three"), Ready)

    usage = model.usage
    assert (usage.calls, usage.accepted, usage.failures) == (3, 2, 1)
    assert (usage.input_tokens, usage.output_tokens, usage.estimated) == (200, 40, 0)
    assert usage.milliseconds > 0


async def test_tokens_that_nobody_counts_are_estimated() -> None:
    with OpenAIServer([GOOD], {Quirk.NO_USAGE}) as server:
        async with model_of(server) as model:
            await model.reply(prompt("x" * 4_000), Ready)

    assert 1_000 <= model.usage.input_tokens <= 1_200
    assert model.usage.estimated == 1


async def test_a_session_with_a_used_up_budget_asks_nobody() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as shared:
            model = shared.for_session(Account(Limits(tokens=240)).meter("coach"))
            await model.reply(prompt("one"), Ready)
            await model.reply(prompt("two"), Ready)
            with pytest.raises(ModelUnavailable, match="the session's budget of 240 tokens is used up"):
                await model.reply(prompt("three"), Ready)
            assert len(server.requests) == 2

            await shared.for_session(Account(Limits(tokens=240)).meter()).reply(prompt("three"), Ready)

    assert len(server.requests) == 3
    assert shared.usage.calls == 0


async def test_a_used_up_budget_is_no_reason_to_ask_the_next_model() -> None:
    with OpenAIServer([GOOD], models=["a", "b"]) as server:
        async with model_of(server, "vllm:a, vllm:b", token_budget=1) as model:
            await model.reply(prompt("one"), Ready)
            with pytest.raises(ModelUnavailable, match=r"^the session's budget of 1 tokens is used up$"):
                await model.reply(prompt("two"), Ready)

    assert len(server.requests) == 1


async def test_a_model_that_failed_three_times_rests_and_comes_back() -> None:
    clock = Clock()
    with OpenAIServer([Status(401), Status(401), Status(401), GOOD]) as server:
        async with model_of(server, clock=clock, rest_after=3, rest_seconds=60) as model:
            for _ in range(3):
                with pytest.raises(ModelUnavailable, match="refused the key"):
                    await model.reply(prompt(), Ready)
            with pytest.raises(ModelUnavailable, match="failed 3 times in a row and rests for 60 s"):
                await model.reply(prompt(), Ready)
            assert len(server.requests) == 3

            clock.now += 61
            assert (await model.reply(prompt(), Ready)).value.sum == 42


async def test_the_first_model_that_answers_is_taken_and_the_resting_one_is_passed_over() -> None:
    def only_b_works(body: dict[str, object]) -> Status | dict[str, object]:
        return dict(GOOD) if body["model"] == "b" else Status(401)

    with OpenAIServer(only_b_works, models=["a", "b"]) as server:
        async with model_of(server, "vllm:a, vllm:b", rest_after=2) as model:
            for user in ("one", "two", "three"):
                assert (await model.reply(prompt(user), Ready)).value.sum == 42

    assert [body["model"] for body in server.requests] == ["a", "b", "a", "b", "b"]
    assert model.name == "vllm:a, vllm:b"


async def test_a_chain_that_fails_says_why_for_each() -> None:
    with OpenAIServer(["no json"], models=["a"]) as server:
        async with model_of(server, "vllm:a, vllm:b") as model:
            with pytest.raises(ModelUnavailable, match=r"vllm:a sent no JSON.*; .*no model 'vllm:b'"):
                await model.reply(prompt(), Ready)


async def test_no_more_requests_run_at_once_than_allowed() -> None:
    # Each waits for another, so two are always under way.
    pair = threading.Barrier(2)
    with OpenAIServer(lambda body: (pair.wait(guards.SECONDS), GOOD)[1]) as server:
        async with model_of(server, at_once=2) as model:
            await asyncio.gather(*(model.reply(prompt(str(i)), Ready) for i in range(8)))

    assert server.most_at_once == 2


async def test_waiting_for_a_slot_counts_against_the_time_limit() -> None:
    with OpenAIServer([Hang()], on_hang=Ahead(4000).next_jump) as server:
        async with model_of(server, at_once=1, timeout=4000) as model:
            await model.prepare()
            outcomes = await asyncio.gather(
                *(model.reply(prompt(str(i)), Ready) for i in range(4)), return_exceptions=True
            )

    assert all(isinstance(outcome, ModelUnavailable) for outcome in outcomes)
    assert len(server.requests) == 1


async def test_a_call_that_is_given_up_by_its_caller_leaves_no_slot_taken() -> None:
    with OpenAIServer([Hang(), GOOD], on_hang=Ahead(300).next_jump) as server:
        async with model_of(server, at_once=1) as model:
            await model.prepare()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(300):
                    await model.reply(prompt(), Ready)
            assert (await model.reply(prompt(), Ready)).value.sum == 42


def test_a_model_can_be_used_from_one_event_loop_after_another() -> None:
    async def once(model: FirstThatAnswers, user: str) -> Ready:
        try:
            return (await model.reply(prompt(user), Ready)).value
        finally:
            await model.aclose()

    with OpenAIServer([GOOD]) as server:
        model = make_language_model("openai:test-model", base_url=server.base_url)
        assert model is not None
        assert asyncio.run(once(model, "one")) == asyncio.run(once(model, "two"))


async def test_the_right_key_is_sent_and_a_wrong_one_is_told_and_not_shown() -> None:
    with OpenAIServer([GOOD], key="sk-right") as server:
        async with model_of(server, api_key="sk-right") as model:
            await model.reply(prompt(), Ready)
        async with model_of(server, api_key=KEY) as model:
            with pytest.raises(
                ModelUnavailable, match=r"refused the key for openai:test-model \(401\)"
            ) as told:
                await model.reply(prompt(), Ready)

    assert server.keys == ["sk-right", KEY]
    assert KEY not in "".join(traceback.format_exception(told.value))
    assert KEY[:8] not in str(told.value)
    assert KEY not in repr(vars(model.models[0])) + repr(model)


@pytest.mark.parametrize("status", [400, 404, 429, 500])
async def test_a_server_that_repeats_the_key_does_not_get_it_into_a_message(status: int) -> None:
    echo = Status(status, f"{'x' * 145} your key {KEY} is fine, the rest is not")
    with OpenAIServer([echo]) as server:
        async with model_of(server, api_key=KEY, retries=0) as model:
            with pytest.raises(ModelUnavailable) as told:
                await model.reply(prompt(), Ready)

    assert "sk-" not in str(told.value)
    assert KEY not in "".join(traceback.format_exception(told.value))


async def test_a_key_in_the_environment_does_not_go_to_another_server() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server, environment={"OPENAI_API_KEY": KEY}) as model:
            await model.reply(prompt(), Ready)

    assert KEY not in server.keys


async def test_a_provider_with_a_package_of_its_own_is_asked_by_tool_and_by_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "langchain_mistralai.py").write_text(_PACKAGE)
    monkeypatch.syspath_prepend(tmp_path)
    try:
        model = make_language_model("mistralai:small", environment={"MISTRAL_API_KEY": "m-1"}, timeout=4.5)
        assert model is not None
        assert (await model.reply(prompt("by tool"), Ready)).value.sum == 1
        with pytest.raises(
            UnusableReply, match="mistralai:small sent something that is not a chat completion"
        ):
            await model.reply(prompt("raise"), Ready)
    finally:
        sys.modules.pop("langchain_mistralai", None)


def test_nothing_of_a_vendor_is_imported_before_the_first_call() -> None:
    code = (
        "import sys; from models.factory import make_language_model; "
        "make_language_model('openai:m', api_key='k'); "
        "sys.exit(bool({'openai', 'langchain_openai', 'langchain_core'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


async def test_the_pause_between_tries_grows() -> None:
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)

    with OpenAIServer([Status(500)]) as server:
        name = parse_model_name("vllm:test-model")
        connection = Connection(name, base_url=server.base_url, key=SecretStr("none"), seconds=5)
        model = ChatModel(connection, patience=Patience(5, retries=3), resting=Resting(Clock()), sleep=noted)
        with pytest.raises(ModelUnavailable, match="is in trouble"):
            await model.reply(prompt(), Ready)
        await model.aclose()

    assert pauses == [0.5, 1.0, 2.0]


def test_both_kinds_of_model_fit_the_protocol() -> None:
    chain = make_language_model("ollama:m")
    assert chain is not None
    fitting: list[LanguageModel] = [chain, *chain.models]
    assert [model.name for model in fitting] == ["ollama:m", "ollama:m"]


_PACKAGE = """
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class ChatMistralAI(BaseChatModel):
    model: str
    api_key: object
    temperature: float
    timeout: int
    max_retries: int

    @property
    def _llm_type(self):
        return "fake"

    def bind_tools(self, tools, *, tool_choice=None, **kwargs):
        assert tool_choice == "any"
        return self.bind(tool=tools[0]["function"]["name"])

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        if messages[-1].text == "raise":
            raise ValueError("not what was expected")
        call = {"name": kwargs["tool"], "args": {"word": "ready", "sum": 1}, "id": "1"}
        return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])
"""


async def test_a_server_that_asks_for_a_long_pause_is_left_alone_in_the_next_calls_too() -> None:
    clock = Clock()
    busy = Status(429, "slow down", (("Retry-After", "90"),))
    with OpenAIServer([busy, GOOD]) as server:
        async with model_of(server, clock=clock, timeout=20, rest_after=9) as model:
            with pytest.raises(ModelUnavailable, match="asks to wait 90 s, longer than this call may take"):
                await model.reply(prompt(), Ready)
            with pytest.raises(ModelUnavailable, match="asked to be left alone for 90 s"):
                await model.reply(prompt(), Ready)
            assert len(server.requests) == 1
            clock.now = 91
            assert (await model.reply(prompt(), Ready)).value == Ready(**GOOD)


async def test_no_server_is_left_alone_for_more_than_an_hour() -> None:
    clock = Clock()
    with OpenAIServer([Status(503, "later", (("Retry-After", "999999999"),)), GOOD]) as server:
        async with model_of(server, clock=clock, timeout=20) as model:
            with pytest.raises(ModelUnavailable):
                await model.reply(prompt(), Ready)
            clock.now = 3601
            await model.reply(prompt(), Ready)


@pytest.mark.parametrize("count", [float("inf"), float("nan"), -3, "many"])
async def test_tokens_that_are_no_count_end_nothing(count: object) -> None:
    usage = {"prompt_tokens": count, "completion_tokens": 20, "total_tokens": count}
    with OpenAIServer([GOOD], usage=usage) as server:
        async with model_of(server) as model:
            await model.reply(prompt("plainly"), Ready)
            await model.reply(prompt("streamed"), Ready, lambda value: None)

    assert model.usage.estimated == 2 and model.usage.accepted == 2
