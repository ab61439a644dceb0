"""What all pages of this process share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.bootstrap.memory import Memory
from app.settings import Settings
from app.shelf import Shelf
from models.language_model import LanguageModel
from web.desk import Desk
from web.rooms.rooms import Rooms
from web.speech.speech import Speech


@dataclass(frozen=True, slots=True)
class House:
    """The database, the models, the guides, the sessions that are being held, what hears and speaks, and
    what was put in to be looked at."""

    settings: Settings
    memory: Memory
    models: Mapping[str, LanguageModel]
    shelf: Shelf
    rooms: Rooms
    speech: Speech
    desk: Desk = field(default_factory=Desk)
