"""A prompt as it is sent to a model."""

from __future__ import annotations

from domain.values import Frozen


class RenderedPrompt(Frozen):
    """What one call to a model says. `reference` is "agent/name@version", for the provenance."""

    reference: str
    system: str
    user: str
