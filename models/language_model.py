"""What an agent asks of a language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from domain.prompting import RenderedPrompt

Reply = TypeVar("Reply", bound=BaseModel)

Hear = Callable[[dict[str, Any]], None]
"""Hears a value while it is being written: the fields so far, the last text as far as it came.

Nothing in it is checked yet, not even by the schema. `{}` says that it begins, or begins again: what was
heard before is then void.
"""


@dataclass(frozen=True, slots=True)
class Answered(Generic[Reply]):
    """A value, and the name of the model that gave it: of several tried in order, the one that answered."""

    value: Reply
    model: str


class LanguageModel(Protocol):
    """A model that fills a schema.

    `reply` raises `domain.errors.ModelUnavailable` when nothing came back in time, and its subclass
    `UnusableReply` when what came back does not fit the schema; callers then keep their draft.
    """

    @property
    def name(self) -> str:
        """The model as the candidate configured it, "openai:gpt-5-mini"."""
        ...

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        """Answer `prompt` with a value of `schema`; `hear` gets it as it comes, where it comes in pieces."""
        ...
