"""A prompt as it is sent to a model."""

from __future__ import annotations

from pydantic import Field

from domain.values import Frozen


class RenderedPrompt(Frozen):
    """What one call to a model says, and how long the reply may be.

    `reference` is "agent/name@version", for the provenance. `most_tokens` is what the longest reply that is
    of use comes to, None where there is no limit; what a model thinks before it replies is not in it.
    """

    reference: str
    system: str
    user: str
    most_tokens: int | None = Field(default=None, gt=0)

    def at_most(self, tokens: int) -> RenderedPrompt:
        """The same prompt with a limit of its reply's length."""
        return self.model_copy(update={"most_tokens": tokens})
