"""Speaking in place of typing: the question is said, the answer recorded and written down."""

from __future__ import annotations

from urllib.parse import quote

from app.display.labels import label, unfilled
from app.display.unheard import of_failure
from domain.interview import Turn
from voice.errors import MicrophoneLost, NoMicrophone, Why
from voice.listening import PAUSES
from voice.speaking import Engine
from web.parts.elements import Component, reached
from web.rooms.room import Room
from web.speech.speech import Speech

_WORDS = (
    *("bar", "hear", "speak", "say_again", "how", "silence", "headphones", "keep", "seconds"),
    *("asking", "any_key", "answer_now", "opening", "escape_cancels", "stop"),
    *("listening", "enter_stops", "hearing", "pause_ends", "that_is_it", "begin"),
)
"""What the bar says, by the labels `voice_…`."""
_FOUND = {
    "insecure": NoMicrophone(Why.INSECURE),
    "unable": NoMicrophone(Why.UNABLE),
    "refused": NoMicrophone(Why.REFUSED),
    "none": NoMicrophone(Why.NONE),
    "busy": NoMicrophone(Why.BUSY),
    "lost": MicrophoneLost(),
}
"""What a browser may find."""


def _lines(language: str) -> dict[str, str]:
    """What the browser may find and the server not know, each in a line."""
    found = {name: of_failure(error, language) for name, error in _FOUND.items()}
    return found | {
        "away": label("voice_away", language),
        "silent": label("voice_silent", language),
    }


def _words(language: str) -> dict[str, str]:
    words = {name: unfilled(f"voice_{name}", language) for name in _WORDS}
    return words | {"writing": label("writing_down", language)}


class VoiceBar(Component, component="voice.js"):
    """The choice to hear and to speak, and what the microphone is doing, for an answer to `turn` in `room`.

    What was heard goes to the answer box as an event of the document. What is chosen is kept by the browser.
    """

    def __init__(self, room: Room, turn: Turn, speech: Speech) -> None:
        super().__init__()
        session, language = room.session, turn.question.language
        address = reached(f"/speech/{quote(session.id, safe='')}")
        missing = speech.ears.missing
        engine = speech.mouth.engine(language)
        self.given(
            session=session.id,
            turn=turn.number,
            question=turn.question.id,
            text=turn.said,
            language=language,
            wav=f"{address}/question/{turn.number}.wav" if engine is not None else "",
            # piper is better than what systems have, and these better than espeak-ng.
            wav_first=engine is Engine.PIPER,
            ready=f"{address}/ready",
            answer=f"{address}/answer",
            cannot=of_failure(missing, language) if missing is not None else "",
            lines=_lines(language),
            words=_words(language),
            may_keep=not session.drill,
            usual=speech.pause,
            least=PAUSES[0],
            most=PAUSES[1],
        )
