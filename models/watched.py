"""What language models do, counted and watched."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from domain.usage import Usage
from models.structured import RawReply
from telemetry.counters import count
from telemetry.logs import Value
from telemetry.watching import watched


class Named(Protocol):
    """Whoever asks a model: `who` is "provider:model"."""

    who: str


Asking = TypeVar("Asking", bound=Named)
Arguments = ParamSpec("Arguments")
Ask = Callable[Concatenate[Asking, Arguments], Awaitable[RawReply]]

_REPLIES = {"accepted": "accepted", "repaired": "repaired", "from_cache": "cached", "failures": "failed"}
_TOKENS = {"input_tokens": "input", "output_tokens": "output"}


def count_usage(agent: str, usage: Usage) -> None:
    """Add `usage` of `agent` to the counters."""
    count("interview_model_requests", agent, by=usage.calls)
    for field, outcome in _REPLIES.items():
        count("interview_model_replies", agent, outcome, by=getattr(usage, field))
    for field, direction in _TOKENS.items():
        count("interview_model_tokens", agent, direction, by=getattr(usage, field))


def watched_request(ask: Ask[Asking, Arguments]) -> Ask[Asking, Arguments]:
    """Watch each request of a connection, by OpenTelemetry's conventions for generative models."""

    @functools.wraps(ask)
    async def asked(connection: Asking, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Any:
        provider, _, model = connection.who.partition(":")
        attributes: dict[str, Value] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": provider,
            "gen_ai.request.model": model,
        }
        with watched(f"chat {model}", attributes, to_a_server=True, level=logging.INFO) as notes:
            reply = await ask(connection, *args, **kwargs)
            if reply.input_tokens is not None:
                notes["gen_ai.usage.input_tokens"] = reply.input_tokens
            if reply.output_tokens is not None:
                notes["gen_ai.usage.output_tokens"] = reply.output_tokens
            return reply

    return cast("Ask[Asking, Arguments]", asked)
