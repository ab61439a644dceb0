"""What the tests of the models ask for, and whom."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pydantic import BaseModel

from domain.prompting import RenderedPrompt
from models.factory import make_language_model
from models.fail_over import FirstThatAnswers
from tests.support import guards
from tests.support.openai_server import OpenAIServer

GOOD = {"word": "ready", "sum": 42}


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Ready(BaseModel):
    """A small reply."""

    word: str
    sum: int


def prompt(user: str = "Say ready.") -> RenderedPrompt:
    """A prompt with this user message."""
    return RenderedPrompt(reference="test/ready@1", system="You help to test.", user=user)


@asynccontextmanager
async def model_of(
    server: OpenAIServer, name: str = "openai:test-model", **options: Any
) -> AsyncIterator[FirstThatAnswers]:
    """A model on `server`, closed afterwards."""
    model = make_language_model(name, base_url=server.base_url, **{"timeout": guards.SECONDS, **options})
    assert model is not None
    try:
        yield model
    finally:
        await model.aclose()
