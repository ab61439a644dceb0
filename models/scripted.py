"""A language model that says what it was told to say, for tests and evaluations."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ValidationError

from domain.errors import ModelUnavailable, UnusableReply
from domain.prompting import RenderedPrompt
from models.incoming import partly
from models.language_model import Answered, Hear, Reply

Line = BaseModel | dict[str, object] | str | ModelUnavailable
"""What a script answers: a value, the fields of one, JSON as text, or the failure to raise."""


class ScriptedModel:
    """A `LanguageModel` without a model.

    `script` is a list, answered in order and at its end unavailable, or a function of the prompt and the
    schema. What does not fit the schema asked for is an `UnusableReply`, as it is from a real model.
    `prompts` keeps what was asked.
    """

    def __init__(
        self,
        script: Sequence[Line] | Callable[[RenderedPrompt, type[BaseModel]], Line],
        name: str = "scripted",
    ) -> None:
        self._script = script
        self._name = name
        self.prompts: list[RenderedPrompt] = []

    @property
    def name(self) -> str:
        """The name it was given."""
        return self._name

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        """Answer with the script's next line, which is heard sign by sign."""
        self.prompts.append(prompt)
        line = self._next(prompt, schema)
        if isinstance(line, ModelUnavailable):
            raise line
        if isinstance(line, BaseModel):
            line = line.model_dump(mode="json")
        text = line if isinstance(line, str) else json.dumps(line)
        if hear is not None:
            hear({})
            for end in range(1, len(text) + 1):
                hear(partly(text[:end]) or {})
        try:
            return Answered(schema.model_validate_json(text), self._name)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(map(str, fault["loc"])) or "reply"
            raise UnusableReply(
                f"{self._name} does not fit {schema.__name__}: {where}: {fault['msg']}"
            ) from error

    def _next(self, prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
        if callable(self._script):
            return self._script(prompt, schema)
        if len(self.prompts) > len(self._script):
            return ModelUnavailable(f"{self._name} has no more lines")
        return self._script[len(self.prompts) - 1]
