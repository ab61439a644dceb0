"""LangChain's client for servers that speak OpenAI's format, made to bear what such servers send.

Importing this takes a second or more, so it is imported late.
"""

from __future__ import annotations

import warnings
from typing import Any

import openai
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from openai import DefaultAsyncHttpxClient

from models.counting import token_counts

__all__ = ["DefaultAsyncHttpxClient", "OpenAIChat", "overlook_harmless_warnings"]

_HARMLESS = (
    "This model does not support OpenAI's structured|Invalid schema for OpenAI's structured"
    "|Pydantic serializer warnings"
)


class OpenAIChat(ChatOpenAI):
    """A chat model whose replies are read whatever their server counts.

    LangChain adds up and validates the numbers of `usage` before it hands a reply over, and one that is no
    count (infinite, negative, text) would cost the reply.
    """

    def _create_chat_result(
        self, response: dict[str, Any] | openai.BaseModel, generation_info: dict[str, Any] | None = None
    ) -> ChatResult:
        if isinstance(response, openai.BaseModel):
            if hasattr(response, "usage"):
                response = response.model_copy(update={"usage": _usage(response.usage)})
        elif isinstance(response, dict):
            response = {**response, "usage": _usage(response.get("usage"))}
        return super()._create_chat_result(response, generation_info)

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        clean = {**chunk, "usage": _usage(chunk.get("usage"))}
        return super()._convert_chunk_to_generation_chunk(clean, default_chunk_class, base_generation_info)


def overlook_harmless_warnings() -> None:
    """LangChain's about refusals that the ladder deals with, pydantic's about fields whose kind we check."""
    warnings.filterwarnings("ignore", message=_HARMLESS)


def _usage(told: Any) -> dict[str, int] | None:
    """The two numbers that we read, None where they are none."""
    told = told.model_dump(warnings=False) if isinstance(told, openai.BaseModel) else told
    if not isinstance(told, dict):
        return None
    counts = token_counts(told.get("prompt_tokens"), told.get("completion_tokens"))
    if counts is None:
        return None
    return {"prompt_tokens": counts[0], "completion_tokens": counts[1], "total_tokens": sum(counts)}
