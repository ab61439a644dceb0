"""How long models may take: a call, a turn, a chain, a stream."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Sequence

import pytest
from pydantic import SecretStr

from domain.errors import ModelUnavailable
from domain.usage import Instead, Setback, SetbackKind
from models.account import Account, Limits
from models.chat import ChatModel, Patience
from models.connection import Connection
from models.failures import TurnTimeSpent
from models.registry import parse_model_name
from models.resting import Resting
from models.structured import Message
from tests.models.samples import GOOD, Clock, Ready, model_of, prompt
from tests.support import guards
from tests.support.ahead import Ahead
from tests.support.openai_server import Body, Hang, OpenAIServer, Reply, Status

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


def only_answers(name: str, otherwise: Reply) -> Callable[[Body], Reply]:
    return lambda body: dict(GOOD) if body["model"] == name else otherwise


async def test_a_turns_time_is_shared_by_its_calls_and_then_nobody_is_asked() -> None:
    # The second call hangs for the 2000 s that the first left of the turn, and not for the 3000 s of a call.
    ahead = Ahead(3000, 2000, 3000)
    with OpenAIServer([Hang()], on_hang=ahead.next_jump) as server:
        async with model_of(server, timeout=3000, retries=0, rest_after=99) as shared:
            account = Account(Limits(turn_seconds=5000), clock=ahead.now)
            judge, coach = (shared.for_session(account.meter(agent)) for agent in ("evaluator", "coach"))
            await shared.prepare()
            account.at_turn(1)
            with pytest.raises(ModelUnavailable, match=r"did not answer within 3000 s"):
                await judge.reply(prompt("one"), Ready)
            with pytest.raises(
                TurnTimeSpent, match=r"the 5000 s for the models' work in one turn are used up"
            ):
                await coach.reply(prompt("two"), Ready)
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt("three"), Ready)
            assert len(server.requests) == 2

            account.at_turn(2)
            with pytest.raises(ModelUnavailable, match=r"did not answer within 3000 s"):
                await coach.reply(prompt("three"), Ready)

    assert [setback.error for setback in account.news()] == [
        "the 5000 s for the models' work in one turn are used up"
    ]
    assert coach.usage.failures == 2


async def test_a_model_is_blamed_for_a_turn_it_used_up_and_not_for_one_that_was_nearly_over() -> None:
    ahead = Ahead(2000, 2000, 4000)
    with OpenAIServer([Hang()], on_hang=ahead.next_jump) as server:
        async with (
            model_of(server, "vllm:test-model", timeout=50_000, rest_after=1) as first,
            model_of(server, "vllm:test-model", timeout=50_000, rest_after=1) as second,
        ):
            account = Account(Limits(turn_seconds=4000), clock=ahead.now)
            await first.prepare()
            await second.prepare()
            judge = first.for_session(account.meter("evaluator"))
            coach = second.for_session(account.meter("coach"))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(2000):
                    await judge.reply(prompt(), Ready)
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt(), Ready)
            assert second.models[0].rest is None

            account.at_turn(1)
            with pytest.raises(TurnTimeSpent):
                await coach.reply(prompt(), Ready)
            assert second.models[0].rest is not None


async def test_a_chain_takes_no_longer_than_a_call_and_the_second_model_has_time() -> None:
    ahead = Ahead(2000)
    with OpenAIServer(only_answers("b", Hang()), models=["a", "b"], on_hang=ahead.next_jump) as server:
        async with model_of(server, "vllm:a, vllm:b", timeout=4000) as model:
            await model.models[1].prepare()
            await model.prepare()
            assert (await model.reply(prompt(), Ready)).value.sum == 42


async def test_a_chain_of_models_that_all_hang_is_given_up_after_one_calls_time() -> None:
    ahead = Ahead(4000, 2000, 2000)
    with OpenAIServer([Hang()], models=["a", "b", "c"], on_hang=ahead.next_jump) as server:
        async with model_of(server, "vllm:a, vllm:b, vllm:c", timeout=8000) as model:
            for each in model.models:
                await each.prepare()
            with pytest.raises(ModelUnavailable) as given_up:
                await model.reply(prompt(), Ready)

    shares = re.findall(r"vllm:(\w) did not answer within ([\d.]+) s", str(given_up.value))
    assert [name for name, _ in shares] == ["a", "b", "c"]
    # What the machine took for the calls themselves comes off the shares of the later ones.
    assert [float(seconds) for _, seconds in shares] == pytest.approx([4000, 2000, 2000], abs=guards.SECONDS)


async def test_the_share_of_a_model_that_rests_is_the_others() -> None:
    clock = Clock()
    ahead = Ahead(4000, 4000)
    with OpenAIServer([Hang()], models=["a", "b"], on_hang=ahead.next_jump) as server:
        async with model_of(server, "vllm:a, vllm:b", timeout=4000, rest_after=1, clock=clock) as model:
            with pytest.raises(ModelUnavailable):
                await model.models[0].reply(prompt("tires it"), Ready)
            with pytest.raises(
                ModelUnavailable, match=r"rests for 60 s; vllm:b did not answer within 4000 s"
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
                kind=SetbackKind.FAILED_OFTEN,
                amount=60,
                instead=Instead.UNTIL_THEN,
                model="openai:test-model",
                times=2,
                error="openai:test-model failed 2 times in a row and rests for 60 s",
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
    assert [(setback.instead, setback.other) for setback in account.news()] == [(Instead.ANOTHER, "vllm:b")]


class Dripping(Connection):
    """A connection whose streams go on for ever, a piece a minute by the clock of the test."""

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        ahead = Ahead(*[60.0] * 1000)
        while True:
            ahead.next_jump()
            await asyncio.sleep(60)
            yield "drip "


async def test_a_stream_is_given_up_when_a_calls_time_is_over() -> None:
    connection = Dripping(
        parse_model_name("vllm:test-model"), base_url="http://127.0.0.1:1", key=SecretStr("none"), seconds=5
    )
    model = ChatModel(connection, patience=Patience(3000), resting=Resting(Clock()))
    heard: list[str] = []
    with pytest.raises(ModelUnavailable, match=r"vllm:test-model did not answer within 3000 s"):
        async for piece in model.stream([Message("user", "Count.")]):
            heard.append(piece)

    assert heard[0] == "drip "
    assert len(heard) <= 50
