"""Several models, of which the first that answers is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from domain.errors import ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.usage import Instead, Setback, Usage
from models.account import Meter
from models.chat import ChatModel
from models.failures import LimitReached
from models.language_model import Answered, Hear, Reply
from models.resting import Rest


class FirstThatAnswers:
    """A `LanguageModel` that asks `models` in order until one gives a value.

    A call takes as long as one of its models may: the first has half of that time, the next half of what is
    left, the last all of it, and what one does not need is the next one's. A model that keeps failing rests,
    and its share is the others'.
    """

    def __init__(self, models: Sequence[ChatModel], meter: Meter) -> None:
        self.models = tuple(model.for_session(meter) for model in models)
        self._meter = meter

    @property
    def name(self) -> str:
        """The models as the candidate configured them, "openai:gpt-5-mini, ollama:llama3.2"."""
        return ", ".join(model.name for model in self.models)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The models whose price is not known."""
        return tuple(model.name for model in self.models if model.price is None)

    @property
    def usage(self) -> Usage:
        """What the chain's calls (of this session) came to.

        A value from the second model comes with a failure of the first.
        """
        return self._meter.usage

    def for_session(self, meter: Meter) -> FirstThatAnswers:
        """The same chain, with its usage counted and limited by `meter`."""
        return FirstThatAnswers(self.models, meter)

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        """Answer `prompt` with a value of `schema`; raises the last model's `ModelUnavailable`."""
        failures: list[ModelUnavailable] = []
        now = asyncio.get_running_loop().time
        until = now() + min(self.models[0].seconds, self._meter.account.seconds_left)
        for place, model in enumerate(self.models, start=1):
            is_last = all(other.rest for other in self.models[place:])
            try:
                answered = await model.reply(
                    prompt, schema, hear, within=(until - now()) / (1 if is_last else 2)
                )
            except LimitReached:
                raise
            except ModelUnavailable as error:
                failures.append(error)
                if (rest := model.rest) is not None:
                    others = [other.name for other in self.models[place:] if other.rest is None]
                    self._meter.account.say(model.name, _setback(model.name, rest, others))
            else:
                self._meter.account.over(model.name)
                return answered
        if len(failures) == 1:
            raise failures[0]
        raise ModelUnavailable("; ".join(map(str, failures))) from failures[-1]

    async def prepare(self) -> None:
        """Import what the first model needs, so that its first call is quick."""
        await self.models[0].prepare()

    async def aclose(self) -> None:
        """Close the connections."""
        for model in self.models:
            await model.aclose()


def _setback(name: str, rest: Rest, others: Sequence[str]) -> Setback:
    """That the model called `name` rests, and which of the `others` that do not is asked."""
    return Setback(
        kind=rest.kind,
        amount=rest.seconds,
        instead=Instead.ANOTHER if others else Instead.UNTIL_THEN,
        model=name,
        times=rest.times,
        other=others[0] if others else "",
        error=rest.of(name),
    )
