"""What an agent asks of a language model."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import BaseModel

from domain.prompting import RenderedPrompt

Reply = TypeVar("Reply", bound=BaseModel)


class LanguageModel(Protocol):
    """A model that fills a schema.

    `reply` raises `domain.errors.ModelUnavailable` when nothing came back in time, and its subclass
    `UnusableReply` when what came back does not fit the schema; callers then keep their draft.
    """

    @property
    def name(self) -> str:
        """The model as the candidate configured it, "openai:gpt-5-mini"."""
        ...

    async def reply(self, prompt: RenderedPrompt, schema: type[Reply]) -> Reply:
        """Answer `prompt` with a value of `schema`."""
        ...
