"""A language model that answers in time or says in one sentence why not."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from pydantic import BaseModel

from domain.errors import BadSetting, ModelUnavailable, UnusableReply
from domain.prompting import RenderedPrompt
from domain.usage import Usage
from models.account import Account, Meter
from models.cache import ReplyCache
from models.connection import Connection
from models.failures import BudgetSpent, CallFailed, TooLate
from models.language_model import Answered, Hear, Reply
from models.prices import Price
from models.resting import Rest, Resting
from models.structured import Answer, Ladder, Message, RawReply, Rung

_FIRST_PAUSE = 0.5
_MOMENT = 0.05
"""Seconds: limits no further apart than this end together."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take in all (`seconds`), and how often a request that failed is sent again."""

    seconds: float = 20.0
    retries: int = 2


class ChatModel:
    """A `LanguageModel` over a connection.

    A call is bounded by `patience`, and by what is left of the turn's time, as a whole: waiting for a free
    slot, all rungs, pauses and repairs. A pause that a server asks for (Retry-After) is kept if it ends
    within that time; otherwise the call fails at once, and so do those after it until the pause is over. What
    sessions share (connection, ladder, rest, cache) is handed on by `for_session`.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        patience: Patience,
        resting: Resting,
        ladder: Ladder | None = None,
        cache: ReplyCache | None = None,
        meter: Meter | None = None,
        price: Price | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._connection = connection
        self._patience = patience
        self._resting = resting
        self._ladder = ladder or Ladder(connection.who, connection.rungs)
        self._cache = cache or ReplyCache()
        self._meter = meter or Account().meter()
        self.price = price
        self._clock = clock
        self._sleep = sleep

    @property
    def name(self) -> str:
        """The model as the candidate configured it."""
        return self._connection.who

    @property
    def server(self) -> str:
        """The server's address."""
        return self._connection.server

    @property
    def seconds(self) -> float:
        """How long a call may take in all."""
        return self._patience.seconds

    @property
    def rest(self) -> Rest | None:
        """Why the model is left alone; None where it is not."""
        return self._resting.rest

    @property
    def usage(self) -> Usage:
        """What this model's calls (of this session) came to."""
        return self._meter.usage

    def for_session(self, meter: Meter) -> ChatModel:
        """The same model, with its usage counted and limited by `meter`."""
        return ChatModel(
            self._connection,
            patience=self._patience,
            resting=self._resting,
            ladder=self._ladder,
            cache=self._cache,
            meter=meter,
            price=self.price,
            clock=self._clock,
            sleep=self._sleep,
        )

    async def reply(
        self,
        prompt: RenderedPrompt,
        schema: type[Reply],
        hear: Hear | None = None,
        *,
        within: float = math.inf,
    ) -> Answered[Reply]:
        """Answer `prompt` with a value of `schema`; raises `ModelUnavailable` in bounded time.

        With `hear` the value is streamed where the server can do that; one from the cache is not heard.
        `within` seconds may be less than the usual limit, where another model is to have its share.
        """
        cached = self._cache.get(self.name, prompt, schema)
        if cached is not None:
            self._meter.cached()
            return Answered(cached, self.name)
        self._meter.account.check()
        self._resting.check(self.name)
        await self.prepare()
        self._meter.account.begin()
        hurried = self._is_hurried()
        began = self._clock()
        try:
            answer = await self._within_time(prompt, schema, hear, within)
        except ModelUnavailable as error:
            if not hurried and not isinstance(error, BudgetSpent):
                self._resting.failed()
            self._meter.failed((self._clock() - began) * 1000)
            raise
        self._resting.succeeded()
        self._meter.answered((self._clock() - began) * 1000, repaired=answer.repaired)
        self._cache.put(self.name, prompt, answer.value)
        return Answered(answer.value, self.name)

    async def check(self, prompt: RenderedPrompt, schema: type[Reply]) -> tuple[Reply, Rung]:
        """Like `reply`, but really asks: neither the cache nor a rest stands in between.

        Returns the value and the rung it came by.
        """
        await self.prepare()
        answer = await self._within_time(prompt, schema)
        return answer.value, answer.rung

    async def context_length(self) -> int | None:
        """How many tokens the model takes, prompt and reply together; None where its server does not tell."""
        return await self._connection.context_length()

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        """The pieces of a plain reply; raises `ModelUnavailable`, also half-way, and when time is up."""
        deadline = asyncio.get_running_loop().time() + self.seconds
        async with aclosing(self._connection.stream(messages)) as pieces:
            while True:
                try:
                    # Not around the `yield`: what the time limit cancels must be our waiting, not the reader.
                    async with asyncio.timeout_at(deadline):
                        piece = await anext(pieces)
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    raise TooLate(self._too_late(self.seconds)) from error
                yield piece

    async def prepare(self) -> None:
        """Import what the provider needs (a second or more, in a thread), so that the first call is quick."""
        try:
            await self._connection.prepare()
        except BadSetting as error:
            # In the middle of an interview a package that is missing costs polish, not the session.
            raise ModelUnavailable(str(error)) from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._connection.aclose()

    async def _within_time(
        self,
        prompt: RenderedPrompt,
        schema: type[Reply],
        hear: Hear | None = None,
        within: float = math.inf,
    ) -> Answer[Reply]:
        left = self._meter.account.seconds_left
        seconds = min(self.seconds, within, left)
        deadline = asyncio.get_running_loop().time() + seconds

        async def ask(rung: Rung, messages: Sequence[Message], shape: type[BaseModel]) -> RawReply:
            return await self._ask(rung, messages, shape, deadline, hear, prompt.most_tokens)

        try:
            async with asyncio.timeout_at(deadline):
                return await self._ladder.climb(ask, prompt, schema)
        except TimeoutError as error:
            if left - seconds < _MOMENT:
                raise self._meter.account.turn_is_over() from error
            raise TooLate(self._too_late(seconds)) from error

    def _is_hurried(self) -> bool:
        """Whether a call that begins now has less than its usual time; no model is blamed then."""
        account = self._meter.account
        usual = min(self.seconds, account.limits.turn_seconds or math.inf)
        return account.seconds_left < usual - _MOMENT

    def _too_late(self, seconds: float) -> str:
        return f"{self.name} did not answer within {round(seconds, 1):g} s"

    async def _ask(
        self,
        rung: Rung,
        messages: Sequence[Message],
        schema: type[BaseModel],
        deadline: float,
        hear: Hear | None,
        most_tokens: int | None,
    ) -> RawReply:
        sent = sum(len(message.text) for message in messages)
        attempt = 0
        while True:
            self._meter.account.check()
            self._meter.sent()
            try:
                reply = await self._connection.ask(rung, messages, schema, hear, most_tokens=most_tokens)
            except CallFailed as error:
                await self._pause(error, attempt, deadline)
                attempt += 1
            except UnusableReply:
                self._meter.spent((None, None), (sent, 0), self.price)
                raise
            else:
                received = len(reply.text) + sum(len(arguments) for _, arguments in reply.calls)
                tokens = (reply.input_tokens, reply.output_tokens)
                self._meter.spent(tokens, (sent, received), self.price)
                return reply

    async def _pause(self, error: CallFailed, attempt: int, deadline: float) -> None:
        wanted = error.retry_after
        last = not error.again or attempt == self._patience.retries
        pause = wanted if wanted is not None else _FIRST_PAUSE * 2**attempt
        if wanted and (last or pause >= deadline - asyncio.get_running_loop().time()):
            # Nor is it asked in the next call before that time is over.
            self._resting.asked(wanted)
        if last:
            raise error
        if pause >= deadline - asyncio.get_running_loop().time():
            asked = f", and asks to wait {pause:g} s, longer than this call may take" if wanted else ""
            raise CallFailed(f"{error}{asked}") from error
        await self._sleep(pause)
