"""Why something could not be heard, in the language of the session."""

from __future__ import annotations

from app.display.labels import label
from domain.errors import InterviewError
from domain.interview import ENGLISH
from voice.errors import (
    BadAudio,
    LanguageNotHeard,
    MicrophoneLost,
    NoMicrophone,
    NoRecogniser,
    NothingHeard,
    RecogniserFailed,
    VoiceError,
    Why,
)

_KEYS: dict[type[VoiceError], str] = {
    NoRecogniser: "no_recogniser",
    RecogniserFailed: "recogniser_failed",
    LanguageNotHeard: "language_not_heard",
    NothingHeard: "nothing_heard",
    BadAudio: "bad_audio",
    NoMicrophone: "no_microphone",
    MicrophoneLost: "microphone_lost",
}


def of_failure(error: InterviewError, language: str = ENGLISH) -> str:
    """A line that says why; as it is where it is nothing about hearing."""
    key = next((key for kind, key in _KEYS.items() if isinstance(error, kind)), None)
    if key is None or not isinstance(error, VoiceError):
        return str(error)
    why = error.why
    said = label(f"unheard_{why.value}", language, **error.given) if isinstance(why, Why) else why
    return label(key, language, why=said, **error.given)
