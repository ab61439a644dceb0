"""A language model that never sees personal data."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from domain.prompting import RenderedPrompt
from domain.usage import Usage
from models.account import Meter, Shareable
from models.fail_over import FirstThatAnswers
from models.language_model import Answered, Hear, LanguageModel, Reply
from models.privacy.masking import Masks


class MaskingModel:
    """A `LanguageModel` in front of `model`: prompts are masked, and the texts of a reply unmasked."""

    def __init__(self, model: LanguageModel, masks: Masks) -> None:
        self._model = model
        self._masks = masks

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name

    @property
    def usage(self) -> Usage:
        """What the calls of the model behind came to; nothing where it does not count them."""
        return self._model.usage if isinstance(self._model, FirstThatAnswers) else Usage()

    def for_session(self, meter: Meter) -> MaskingModel:
        """The same model, with its usage counted and limited by `meter`, where it counts any."""
        behind = self._model
        return MaskingModel(
            behind.for_session(meter) if isinstance(behind, Shareable) else behind, self._masks
        )

    async def aclose(self) -> None:
        """Close the connections of the model behind."""
        if isinstance(self._model, FirstThatAnswers):
            await self._model.aclose()

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        """Answer `prompt` with a value of `schema`; the model behind gets placeholders."""

        def hear_values(value: dict[str, Any]) -> None:
            if hear is not None:
                hear(_replaced(value, self._masks.unmask_so_far))

        # What is told to the model is ours; all that others wrote, passages too, is the user's part. In a
        # thread, because the first call imports the recognisers.
        masked = await asyncio.to_thread(self._masks.mask, prompt.user)
        masked_prompt = prompt.model_copy(update={"user": masked})
        answered = await self._model.reply(masked_prompt, schema, hear_values if hear is not None else None)
        value = _replaced(answered.value.model_dump(mode="json"), self._masks.unmask)
        return Answered(schema.model_validate(value), answered.model)


def _replaced(value: Any, replace: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [_replaced(each, replace) for each in value]
    if isinstance(value, dict):
        return {name: _replaced(each, replace) for name, each in value.items()}
    return value
