"""Why something cannot be spoken or heard; each is one line, and the session goes on in writing.

The sentences here are those of commands; inside a session `app.display.unheard` says them in its language.
"""

from __future__ import annotations

from enum import StrEnum

from domain.errors import InterviewError
from voice.audio import MOST_SECONDS


class Why(StrEnum):
    """What stands in the way."""

    NOT_INSTALLED = "not_installed"
    NO_START = "no_start"
    UNKNOWN_WEIGHTS = "unknown_weights"
    ENDED = "ended"
    NO_REPLY = "no_reply"
    SYSTEM_SILENT = "system_silent"
    NONE_OR_FORBIDDEN = "none_or_forbidden"
    INSECURE = "insecure"
    UNABLE = "unable"
    REFUSED = "refused"
    NONE = "none"
    BUSY = "busy"
    NO_SOUND = "no_sound"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LONG = "too_long"


_SAID = {
    Why.NOT_INSTALLED: "{package} is not installed. Install the extra: "
    "`pip install 'mock-interviewer[voice]'` (in a checkout: `make setup EXTRAS=voice`).",
    Why.NO_START: "its process does not start.",
    Why.UNKNOWN_WEIGHTS: "the installed weights are not those this program knows.",
    Why.ENDED: "its process ended",
    Why.NO_REPLY: "no reply in {seconds} s",
    Why.SYSTEM_SILENT: "the system does not answer.",
    Why.NONE_OR_FORBIDDEN: "none is here, or this program may not use it.",
    Why.INSECURE: "browsers give it to pages from this machine or over https only, and this is neither.",
    Why.UNABLE: "this browser cannot record.",
    Why.REFUSED: "it was refused to this page. The browser's address bar can allow it.",
    Why.NONE: "none is here.",
    Why.BUSY: "it does not open; another program may have it.",
    Why.NO_SOUND: "it is no sound.",
    Why.UNKNOWN_FORMAT: "your browser made no file that is known here.",
    Why.TOO_LONG: "it is longer than {minutes} minutes.",
}


class VoiceError(InterviewError):
    """Something about hearing or speaking that does not work now.

    `why` is what stands in the way, with what is `given` to say of it; where a system said it, its own words.
    """

    exit_code = 3
    says = "{why}"

    def __init__(self, why: Why | str = "", **given: object) -> None:
        self.why = why
        self.given = given
        said = _SAID[why].format(**given) if isinstance(why, Why) else why
        super().__init__(self.says.format(why=said, **given))


class NoRecogniser(VoiceError):
    """Nothing here writes down what is said."""

    says = "Speech cannot be recognised: {why} Answers are typed."


class RecogniserFailed(VoiceError):
    """It was there, and ended or did not answer; the next answer may be heard again."""

    says = "The recogniser stopped ({why}); say it again, or type it."


class LanguageNotHeard(VoiceError):
    """The recogniser does not know this language."""

    says = "The recogniser does not know the language “{code}”. Answers are typed."

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(code=language)


class NothingHeard(VoiceError):
    """There are no words in it: silence, noise, typing."""

    says = "No words were heard. Say it again, or type it."


class BadAudio(VoiceError):
    """The recording cannot be read."""

    says = "The recording cannot be used: {why} Say it again, or type it."


class TooLong(BadAudio):
    """More than one answer's worth of sound."""

    def __init__(self) -> None:
        super().__init__(Why.TOO_LONG, minutes=MOST_SECONDS // 60)


class NoMicrophone(VoiceError):
    """None is there, none may be used, or it does not open."""

    says = "No microphone: {why} Answers are typed."


class MicrophoneLost(VoiceError):
    """It was unplugged, or its process ended, in the middle of an answer."""

    says = "The microphone is gone; what was heard until then stands in your answer."
