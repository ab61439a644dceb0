"""How long models may take: a call, a turn, a chain, a stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

import pytest
from pydantic import SecretStr

from domain.errors import ModelUnavailable
from domain.usage import Setback
from models.account import Account, Limits
from models.chat import ChatModel, Patience
from models.connection import Connection
from models.failures import TurnTimeSpent
from models.registry import parse_model_name
from models.resting import Resting
from models.structured import Message
from tests.models.samples import GOOD, Clock, Ready, model_of, prompt
from tests.support.openai_server import Body, Hang, OpenAIServer, Reply, Status

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


def now() -> float:
    return asyncio.get_running_loop().time()


def only_answers(name: str, otherwise: Reply) -> Callable[[Body], Reply]:
    return lambda body: dict(GOOD) if body["model"] == name else otherwise


async def test_a_turns_time_is_shared_by_its_calls_and_then_nobody_is_asked() -> None:
    with OpenAIServer([Hang()]) as server:
        async with model_of(server, timeout=0.3, retries=0, rest_after=99) as shared:
            account = Account(Limits(turn_seconds=0.5))
            judge, coach = (shared.for_session(account.meter(agent)) for agent in ("evaluator", "coach"))
            await shared.prepare()
            account.at_turn(1)
            began = now()
            with pytest.raises(ModelUnavailable, match=r"did not answer within 0\.3 s"):
                await judge.reply(prompt("one"), Ready)
            with pytest.raises(
                TurnTimeSpent, match=r"the 0\.5 s for the models' work in one turn are used up"
            ):
                await coach.reply(prompt("two"), Ready)
            assert now() - began < 0.75
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt("three"), Ready)
            assert len(server.requests) == 2

            account.at_turn(2)
            with pytest.raises(ModelUnavailable, match=r"did not answer within 0\.3 s"):
                await coach.reply(prompt("three"), Ready)

    assert [setback.why for setback in account.news()] == [
        "the 0.5 s for the models' work in one turn are used up"
    ]
    assert coach.usage.failures == 2


async def test_a_model_is_blamed_for_a_turn_it_used_up_and_not_for_one_that_was_nearly_over() -> None:
    with OpenAIServer([Hang()]) as server:
        async with (
            model_of(server, "vllm:test-model", timeout=5, rest_after=1) as first,
            model_of(server, "vllm:test-model", timeout=5, rest_after=1) as second,
        ):
            account = Account(Limits(turn_seconds=0.4))
            await first.prepare()
            await second.prepare()
            judge = first.for_session(account.meter("evaluator"))
            coach = second.for_session(account.meter("coach"))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await judge.reply(prompt(), Ready)
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt(), Ready)
            assert second.models[0].rest == ""

            account.at_turn(1)
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt(), Ready)
            assert second.models[0].rest


async def test_a_chain_takes_no_longer_than_a_call_and_the_second_model_has_time() -> None:
    with OpenAIServer(only_answers("b", Hang()), models=["a", "b"]) as server:
        async with model_of(server, "vllm:a, vllm:b", timeout=1.0) as model:
            await model.models[1].prepare()
            await model.prepare()
            began = now()
            assert (await model.reply(prompt(), Ready)).value.sum == 42
            took = now() - began

    assert 0.45 < took < 0.9


async def test_a_chain_of_models_that_all_hang_is_given_up_after_one_calls_time() -> None:
    with OpenAIServer([Hang()], models=["a", "b", "c"]) as server:
        async with model_of(server, "vllm:a, vllm:b, vllm:c", timeout=0.8) as model:
            for each in model.models:
                await each.prepare()
            began = now()
            with pytest.raises(
                ModelUnavailable, match=r"vllm:a .* 0\.4 s; vllm:b .* 0\.2 s; vllm:c .* 0\.2 s"
            ):
                await model.reply(prompt(), Ready)
            took = now() - began

    assert 0.75 < took < 1.1


async def test_the_share_of_a_model_that_rests_is_the_others() -> None:
    clock = Clock()
    with OpenAIServer([Hang()], models=["a", "b"]) as server:
        async with model_of(server, "vllm:a, vllm:b", timeout=0.4, rest_after=1, clock=clock) as model:
            with pytest.raises(ModelUnavailable):
                await model.models[0].reply(prompt("tires it"), Ready)
            with pytest.raises(
                ModelUnavailable, match=r"rests for 60 s; vllm:b did not answer within 0\.4 s"
            ):
                await model.reply(prompt(), Ready)


async def test_a_resting_model_is_told_once_and_again_after_it_had_answered() -> None:
    clock = Clock()
    with OpenAIServer([Status(401), Status(401), GOOD, Status(401), Status(401)]) as server:
        async with model_of(server, rest_after=2, clock=clock) as shared:
            account = Account()
            model = shared.for_session(account.meter("coach"))

            async def fails() -> None:
                for user in ("one", "two", "three"):
                    with pytest.raises(ModelUnavailable):
                        await model.reply(prompt(user), Ready)

            rests = Setback(
                why="openai:test-model failed 2 times in a row and rests for 60 s",
                instead="drafts until then",
            )
            await fails()
            assert account.news() == (rests,)
            clock.now += 61
            await model.reply(prompt("it answers"), Ready)
            await fails()
            assert account.news() == (rests,)


async def test_where_a_model_rests_the_next_is_named() -> None:
    with OpenAIServer(only_answers("b", Status(401)), models=["a", "b"]) as server:
        async with model_of(server, "vllm:a, vllm:b", rest_after=1) as shared:
            account = Account()
            answered = await shared.for_session(account.meter("coach")).reply(prompt(), Ready)

    assert answered.model == "vllm:b"
    assert [setback.instead for setback in account.news()] == ["vllm:b is asked instead"]


class Dripping(Connection):
    """A connection whose streams go on for ever, a piece every 50 ms."""

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        while True:
            await asyncio.sleep(0.05)
            yield "drip "


async def test_a_stream_is_given_up_when_a_calls_time_is_over() -> None:
    connection = Dripping(
        parse_model_name("vllm:test-model"), base_url="http://127.0.0.1:1", key=SecretStr("none"), seconds=5
    )
    model = ChatModel(connection, patience=Patience(0.3), resting=Resting(Clock()))
    heard: list[str] = []
    began = now()
    with pytest.raises(ModelUnavailable, match=r"vllm:test-model did not answer within 0\.3 s"):
        async for piece in model.stream([Message("user", "Count.")]):
            heard.append(piece)

    assert 0.25 < now() - began < 0.6
    assert heard[0] == "drip "
