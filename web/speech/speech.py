"""What all pages of this process hear and speak with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.settings import Settings
from voice.recogniser import open_recogniser
from web.speech.ears import Ears
from web.speech.mouth import Mouth


@dataclass(frozen=True, slots=True)
class Speech:
    """`pause` are the seconds of silence that end an answer where the candidate set none."""

    ears: Ears
    mouth: Mouth
    pause: float


def speech_of(settings: Settings) -> Speech:
    """That of this machine; nothing is loaded before somebody speaks."""
    return Speech(
        Ears(partial(open_recogniser, settings.recogniser_directory)), Mouth(), settings.voice_pause
    )
