"""LangChain's side of a request: how a value is asked for, and what is read of the reply.

Imported at the first request, since LangChain takes a good part of a second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableBinding
from pydantic import BaseModel

from models.counting import token_counts
from models.registry import ModelName
from models.structured import Message, RawReply, Rung, is_strict, tool_name, without_lengths


def bound(
    chat: BaseChatModel, rung: Rung, schema: type[BaseModel], name: ModelName, *, openais_own: bool = False
) -> Runnable[Any, AIMessage]:
    """`chat`, asked for a value of `schema` in the way of `rung`; `openais_own` is OpenAI's own server."""
    # Not `with_structured_output`: its parsers drop the text of a reply that is not clean JSON, and the
    # lenient one is quadratic in the length of such a text.
    shape = schema.model_json_schema()
    if rung is Rung.JSON_SCHEMA:
        # OpenAI's strict mode refuses a schema that bounds a text; other servers bind the text by it.
        shape = without_lengths(shape) if openais_own else shape
        named = {"name": tool_name(schema), "schema": shape, "strict": is_strict(shape)}
        return chat.bind(response_format={"type": "json_schema", "json_schema": named})
    if rung is Rung.FUNCTION_CALLING:
        described = {"name": tool_name(schema), "description": "Hand over the reply.", "parameters": shape}
        choice = tool_name(schema) if name.provider.speaks_openai else "any"
        return chat.bind_tools([{"type": "function", "function": described}], tool_choice=choice)
    if rung is Rung.JSON_MODE:
        return chat.bind(response_format={"type": "json_object"})
    return chat


def limited(
    request: Runnable[Any, AIMessage], field: str, tokens: int, *, in_body: bool
) -> Runnable[Any, AIMessage]:
    """`request` for a reply of at most so many tokens; `in_body` keeps LangChain from renaming the field."""
    given = {"extra_body": {field: tokens}} if in_body else {field: tokens}
    bind: Callable[..., Runnable[Any, AIMessage]] = request.bind
    return bind(**given)


def past_the_stream_helper(request: Runnable[Any, AIMessage]) -> Runnable[Any, AIMessage]:
    """`request`, streamed as a server sends it that is not OpenAI's own."""
    # With a response format LangChain streams through a helper of OpenAI's client that reads only what OpenAI
    # itself sends: a role in every piece, as other servers have it, becomes one long unknown role.
    if isinstance(request, RunnableBinding) and "response_format" in request.kwargs:
        kwargs = dict(request.kwargs)
        kwargs["extra_body"] = {
            **kwargs.get("extra_body", {}),
            "response_format": kwargs.pop("response_format"),
        }
        return request.model_copy(update={"kwargs": kwargs})
    return request


def as_langchain(messages: Sequence[Message]) -> list[BaseMessage]:
    """`messages` as LangChain's."""
    kinds = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](message.text) for message in messages]


def raw(reply: AIMessage) -> RawReply:
    """What we read of a reply."""
    usage = reply.usage_metadata
    counts = token_counts(usage["input_tokens"], usage["output_tokens"]) if usage else None
    called = [(call["name"], json.dumps(call["args"])) for call in reply.tool_calls]
    broken = [(call["name"] or "", call["args"] or "") for call in reply.invalid_tool_calls]
    return RawReply(
        text=reply.text,
        calls=(*called, *broken),
        refusal=_refusal(reply),
        cut_off=reply.response_metadata.get("finish_reason") == "length",
        input_tokens=counts[0] if counts else None,
        output_tokens=counts[1] if counts else None,
    )


def cut_reply(error: Exception) -> RawReply | None:
    """The reply for whose end at a limit of tokens OpenAI's client raises `error`, None for other errors."""
    completion: Any = getattr(error, "completion", None)
    if "LengthFinishReason" not in type(error).__name__ or not getattr(completion, "choices", None):
        return None
    text, usage = completion.choices[0].message.content or "", completion.usage
    counts = token_counts(usage.prompt_tokens, usage.completion_tokens) if usage else None
    return RawReply(text, (), "", True, *(counts or (None, None)))


def _refusal(reply: AIMessage) -> str:
    said = reply.additional_kwargs.get("refusal")
    if said:
        return str(said)
    blocks = [block for block in reply.content if isinstance(block, dict)]
    return next((str(block["refusal"]) for block in blocks if block.get("refusal")), "")
