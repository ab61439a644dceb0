"""A language model that never sees personal data."""

from __future__ import annotations

import asyncio

from domain.prompting import RenderedPrompt
from domain.usage import Usage
from models.account import Meter, Shareable
from models.fail_over import FirstThatAnswers
from models.language_model import LanguageModel, Reply
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

    async def reply(self, prompt: RenderedPrompt, schema: type[Reply]) -> Reply:
        """Answer `prompt` with a value of `schema`; the model behind gets placeholders."""
        # What is told to the model is ours; all that others wrote, passages too, is the user's part. In a
        # thread, because the first call imports the recognisers.
        masked = await asyncio.to_thread(self._masks.mask, prompt.user)
        reply = await self._model.reply(prompt.model_copy(update={"user": masked}), schema)
        return schema.model_validate(self._unmasked(reply.model_dump(mode="json")))

    def _unmasked(self, value: object) -> object:
        if isinstance(value, str):
            return self._masks.unmask(value)
        if isinstance(value, list):
            return [self._unmasked(each) for each in value]
        if isinstance(value, dict):
            return {name: self._unmasked(each) for name, each in value.items()}
        return value
