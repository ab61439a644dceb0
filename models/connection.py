"""One model on one server, reached through LangChain."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from pydantic import BaseModel, SecretStr

from domain.errors import BadSetting, ModelUnavailable
from models.context_length import context_length
from models.failures import CallFailed, Hopeless, OutOfTokens, exceptions_of, explain, quotes
from models.incoming import Incoming
from models.json_in_text import without_thoughts
from models.language_model import Hear
from models.registry import LOOPBACK, ModelName
from models.structured import Message, RawReply, Rung, tool_name
from models.watched import watched_request

if TYPE_CHECKING:
    import httpx2
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable

# LangGraph leaves models with this tag out of the stream of messages a candidate watches.
_UNSTREAMED = "nostream"
_LOOK_UP_SECONDS = 3.0
_NEWER_LIMIT = "max_completion_tokens"
_ROOM_TO_THINK = 8192
"""Tokens that a model which thinks aloud gets besides those of its reply."""


class _NothingStreamed(Hopeless):
    """A stream was asked for, and what came was none."""


@dataclass(frozen=True, slots=True)
class _Client:
    """What belongs to one event loop: HTTP connections and locks cannot be used from another."""

    chat: BaseChatModel
    slots: asyncio.Semaphore
    close: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one request asks for."""

    rung: Rung
    messages: Sequence[Message]
    schema: type[BaseModel]
    most_tokens: int | None


class Connection:
    """Sends requests to one model, at most `at_once` at a time, and never tries one twice.

    The vendor's package is imported at the first request, in a thread, since that takes a second or more.
    Exceptions become `ModelUnavailable` with one sentence; `seconds` limits each wait for the server's next
    bytes. `clock` gives seconds since 1970, for servers that name the date at which to come back.
    """

    def __init__(
        self,
        name: ModelName,
        *,
        base_url: str,
        key: SecretStr,
        seconds: float,
        at_once: int = 4,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.who = str(name)
        self._name = name
        self._base_url = base_url
        self._key = key
        self._seconds = seconds
        self._at_once = at_once
        self._clock = clock
        self._temperature: float | None = 0.0
        self._streams = True
        self._room = 0
        self._limit = _NEWER_LIMIT if self._is_openais_own else name.provider.limit
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, _Client] = WeakKeyDictionary()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The ways to ask for a value that this provider may know."""
        # Tools are the one way that LangChain binds alike for every vendor.
        return tuple(Rung) if self._name.provider.speaks_openai else (Rung.FUNCTION_CALLING, Rung.TEXT)

    @property
    def server(self) -> str:
        """The server's address, without whatever secret its URL may hold."""
        parts = urlsplit(self._base_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else self.who

    @property
    def _is_openais_own(self) -> bool:
        return "api.openai.com" in self._base_url

    async def prepare(self) -> None:
        """Import the vendor's package and build the client, if that has not happened yet."""
        await self._client()

    @watched_request
    async def ask(
        self,
        rung: Rung,
        messages: Sequence[Message],
        schema: type[BaseModel],
        hear: Hear | None = None,
        *,
        most_tokens: int | None = None,
    ) -> RawReply:
        """Send one request for a value of `schema`, streamed to `hear` if given; raises `ModelUnavailable`.

        A server that cannot stream is asked plainly, from then on. `most_tokens` bounds the reply; a model
        that used them up before it said anything is asked again with room to think, then and later.
        """
        wanted = _Wanted(rung, messages, schema, most_tokens)
        reply = await self._aloud(wanted, hear)
        if most_tokens is None or self._room or not _only_thought(reply):
            return reply
        self._room = _ROOM_TO_THINK
        return await self._aloud(wanted, hear)

    async def _aloud(self, wanted: _Wanted, hear: Hear | None) -> RawReply:
        if hear is None or not self._streams:
            return await self._ask(wanted, None)
        try:
            return await self._ask(wanted, hear)
        except (CallFailed, _NothingStreamed) as error:
            if isinstance(error, CallFailed) and not self._refuses_streams(error, wanted.rung):
                raise
        reply = await self._ask(wanted, None)
        self._streams = False
        return reply

    def _refuses_streams(self, error: CallFailed, rung: Rung) -> bool:
        # The last rung asks for nothing else that a server could refuse.
        return error.form_refused and ("stream" in str(error) or rung is self.rungs[-1])

    async def _ask(self, wanted: _Wanted, hear: Hear | None) -> RawReply:
        while True:
            try:
                return await self._send(wanted, hear)
            except CallFailed as error:
                if not (error.form_refused and await self._gave_way(str(error))):
                    raise

    async def _gave_way(self, told: str) -> bool:
        """Whether `told`, what a server said, names something of ours that is left out from now on."""
        # Reasoning models accept only the temperature they have.
        if self._temperature is not None and "temperature" in told:
            await self._drop_temperature()
            return True
        if self._limit and self._limit in told:
            # Some know the newer name alone and say so; others know none.
            self._limit = _NEWER_LIMIT if _NEWER_LIMIT in told and self._limit != _NEWER_LIMIT else ""
            return True
        return False

    async def _send(self, wanted: _Wanted, hear: Hear | None) -> RawReply:
        client = await self._client()
        own = self._is_openais_own
        request = _langchain().bound(client.chat, wanted.rung, wanted.schema, self._name, openais_own=own)
        if wanted.most_tokens is not None and self._limit:
            tokens = wanted.most_tokens + self._room
            in_body = self._name.provider.speaks_openai
            request = _langchain().limited(request, self._limit, tokens, in_body=in_body)
        async with client.slots:
            if hear is not None:
                if not own:
                    request = _langchain().past_the_stream_helper(request)
                return await self._streamed(request, wanted.messages, tool_name(wanted.schema), hear)
            try:
                reply = await request.ainvoke(_langchain().as_langchain(wanted.messages))
            except self._exceptions as error:
                cut: RawReply | None = _langchain().cut_reply(error)
                if cut is not None:
                    return cut
                raise self._told(error) from self._cause(error)
        read: RawReply = _langchain().raw(reply)
        return read

    async def _streamed(
        self, request: Runnable[Any, AIMessage], messages: Sequence[Message], tool: str, hear: Hear
    ) -> RawReply:
        coming = Incoming(tool, summed=not self._name.provider.speaks_openai)
        hear({})
        try:
            # Closed at once when the reply is given up half-way, not when the garbage is collected.
            async with aclosing(
                cast("AsyncGenerator[Any]", request.astream(_langchain().as_langchain(messages)))
            ) as pieces:
                async for piece in pieces:
                    coming.add(piece)
                    if coming.hopeless:
                        break
                    if (value := coming.value()) is not None:
                        hear(value)
                    # A stream whose bytes are all here never waits, and time limits hold only where we wait.
                    await asyncio.sleep(0)
        except self._exceptions as error:
            hear({})
            told = self._told(error)
            if isinstance(told, OutOfTokens):
                return replace(coming.whole(), cut_off=True)
            if coming.empty and isinstance(told, Hopeless):
                told = _NothingStreamed(str(told))
            elif isinstance(error, json.JSONDecodeError):
                told = CallFailed(f"{self.who} sent a piece of its reply that is no JSON", again=True)
            raise told from self._cause(error)
        if (
            self._name.provider.speaks_openai
            and not coming.empty
            and not coming.hopeless
            and coming.broke_off
        ):
            hear({})
            raise CallFailed(f"{self.who}'s reply broke off before its end", again=True)
        return coming.whole()

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        """The pieces of a plain reply as they come; raises `ModelUnavailable`, also half-way."""
        client = await self._client()
        async with client.slots:
            try:
                async for piece in client.chat.astream(_langchain().as_langchain(messages)):
                    yield piece.text
            except self._exceptions as error:
                raise self._told(error) from self._cause(error)

    async def context_length(self) -> int | None:
        """How many tokens the model takes, None where its server does not tell. Never raises."""
        if not self._name.provider.speaks_openai:
            return None
        path = urlsplit(self._base_url).path
        own = self._name.provider.own_machine or self._base_url != self._name.provider.base_url
        return await context_length(self._name.model, self._look_up, f"{path}/models", may_be_local=own)

    async def _look_up(self, path: str, body: Mapping[str, str] | None) -> Any:
        parts = urlsplit(self._base_url)
        url = f"{parts.scheme}://{parts.netloc}{path}"
        bearer = {"authorization": f"Bearer {self._key.get_secret_value()}"}
        async with self._http(_LOOK_UP_SECONDS) as http:
            try:
                reply = await (
                    http.get(url, headers=bearer)
                    if body is None
                    else http.post(url, headers=bearer, json=body)
                )
                return reply.json() if reply.status_code == 200 else None
            except self._exceptions:
                return None

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    async def _client(self) -> _Client:
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            built = await asyncio.to_thread(self._build)
            # Another task may have been quicker; its client has the locks that are in use.
            self._clients.setdefault(loop, built)
        return self._clients[loop]

    def _build(self) -> _Client:
        chat, close = (self._openai if self._name.provider.speaks_openai else self._other)()
        return _Client(chat, asyncio.Semaphore(self._at_once), close)

    def _openai(self) -> tuple[BaseChatModel, Callable[[], Awaitable[None]]]:
        _vendor().overlook_harmless_warnings()
        # A client of our own, because LangChain's is shared by all event loops and never closed.
        http = self._http(self._seconds)
        chat = _vendor().OpenAIChat(
            model=self._name.model,
            base_url=self._base_url,
            api_key=self._key,
            temperature=self._temperature,
            timeout=self._seconds,
            max_retries=0,
            http_async_client=http,
            openai_proxy=None,
            stream_usage=True,
            # Calls are timed as a whole elsewhere; a limit for each piece can swallow the end of that time.
            stream_chunk_timeout=None,
            # Other servers seldom know the Responses API, whatever their models are called.
            use_responses_api=None if self._is_openais_own else False,
            tags=[_UNSTREAMED],
        )
        return chat, http.aclose

    def _http(self, seconds: float) -> httpx2.AsyncClient:
        # A server on this machine is not to be looked for behind the proxy that leads out of it. Where a
        # server sends a request on, the answers and guides in it are not taken to a host nobody configured.
        local = urlsplit(self._base_url).hostname in LOOPBACK
        made: httpx2.AsyncClient = _vendor().DefaultAsyncHttpxClient(
            timeout=seconds, trust_env=not local, follow_redirects=False
        )
        return made

    def _other(self) -> tuple[BaseChatModel, Callable[[], Awaitable[None]]]:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415

        row = self._name.provider
        try:
            chat = init_chat_model(
                self._name.model,
                model_provider=row.name,
                api_key=self._key,
                temperature=self._temperature,
                # Some take whole seconds only; the call as a whole is timed to the fraction elsewhere.
                timeout=math.ceil(self._seconds),
                max_retries=0,
                tags=[_UNSTREAMED],
            )
        except ImportError as error:
            raise BadSetting(
                f"{self.who} needs the package {row.package}, which is not installed."
            ) from error
        except (TypeError, ValueError) as error:
            raise BadSetting(f"{row.package} does not accept {self.who}; is it up to date?") from error
        return chat, _nothing_to_close

    @property
    def _exceptions(self) -> tuple[type[Exception], ...]:
        # OpenAI's client asserts that a stream brought something.
        return (*exceptions_of(self._name.provider.errors), AssertionError)

    def _told(self, error: Exception) -> ModelUnavailable:
        return explain(error, self.who, self.server, self._key.get_secret_value(), self._clock())

    def _cause(self, error: Exception) -> Exception | None:
        # A traceback may end in a log; one that quotes the key is left out.
        return None if quotes(error, self._key.get_secret_value()) else error

    async def _drop_temperature(self) -> None:
        self._temperature = None
        client = await self._client()
        bare = client.chat.model_copy(update={"temperature": None})
        self._clients[asyncio.get_running_loop()] = replace(client, chat=bare)


def _only_thought(reply: RawReply) -> bool:
    """Whether a reply ended at its limit of tokens before its value began."""
    return reply.cut_off and not reply.calls and "{" not in without_thoughts(reply.text)


async def _nothing_to_close() -> None:
    return None


def _vendor() -> ModuleType:
    """OpenAI's client and LangChain's messages: more than a second to import, and most runs need no model."""
    from models import openai_chat  # noqa: PLC0415

    return openai_chat


def _langchain() -> ModuleType:
    """LangChain's side of a request, as late."""
    from models import langchain_messages  # noqa: PLC0415

    return langchain_messages
