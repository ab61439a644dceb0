"""What the graphs of a server work on: database, models, guides, opened once for each event loop."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.bootstrap.memory import Memory, open_memory
from app.bootstrap.models import open_models
from app.guides.shelf import Shelf
from app.settings import Settings, from_environment
from models.language_model import LanguageModel

_OPEN = threading.local()
"""The house of this thread's event loop: connections belong to the loop that opened them."""


@dataclass(frozen=True, slots=True)
class House:
    """Whose sessions are held, over which guides, with which models."""

    settings: Settings
    memory: Memory
    models: Mapping[str, LanguageModel]
    shelf: Shelf


@asynccontextmanager
async def opened(environment: Mapping[str, str] = os.environ) -> AsyncIterator[House]:
    """The house of the settings in `environment`, for this event loop, until this is left."""
    settings = from_environment(environment)
    async with open_models(settings) as models, open_memory(settings) as memory:
        _OPEN.house = House(settings, memory, models, Shelf(settings, memory, settings.guides))
        try:
            yield _OPEN.house
        finally:
            del _OPEN.house


def here() -> House:
    """The house of this event loop. Raises `AttributeError` before `opened`."""
    house: House = _OPEN.house
    return house
