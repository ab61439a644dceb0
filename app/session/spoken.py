"""A person who speaks: the question is said, the answer is heard, and can be mended before it goes.

Whatever does not work is one line, and the session goes on in writing. Nothing is sent that did not stand at
the prompt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.display.delivery import heard_line, measured_line
from app.display.labels import label
from app.display.unheard import of_failure
from app.session.as_spoken import as_spoken, time_for
from app.session.keyboard import Keyboard
from domain.guide import TalkingPoint
from domain.interview import Session, Turn
from domain.spoken import Spoken
from voice import keeping
from voice.audio import Samples
from voice.errors import MicrophoneLost, NoMicrophone, NoRecogniser, NothingHeard, VoiceError
from voice.heard import Heard
from voice.listening import Listening, Moment
from voice.microphone import Opens
from voice.recogniser import Recogniser
from voice.speaking import Speaker
from voice.terms import terms_of

AGAIN = "/speak"
_KEY = "f2"


@dataclass(frozen=True, slots=True)
class Speech:
    """What speaking takes. `voice` is None where nothing speaks; `pause` in seconds ends an answer.

    `keep` is the folder for recordings, None where none are kept. `headphones` is whether the microphone
    cannot hear the voice: then speaking stops it.
    """

    recogniser: Recogniser
    microphone: Opens
    listening: Callable[[], Listening]
    voice: Speaker | None = None
    keep: Path | None = None
    headphones: bool = False


class SpokenCandidate:
    """A person with a microphone and a keyboard. `notice` shows a line."""

    measures_time = True

    def __init__(self, keyboard: Keyboard, speech: Speech, notice: Callable[[str], None]) -> None:
        self._keyboard = keyboard
        self._speech = speech
        self._notice = notice
        self._session = ""
        keyboard.give(_KEY, AGAIN)
        self._points: dict[str, TalkingPoint] = {}
        self._speaks = True
        self._asked = 0
        self.spoken: Spoken | None = None

    @property
    def draft(self) -> str:
        return self._keyboard.draft

    @draft.setter
    def draft(self, text: str) -> None:
        self._keyboard.draft = text

    async def meet(self, session: Session, points: Sequence[TalkingPoint]) -> None:
        self._session = session.id
        self._points = {point.id: point for point in points}

    async def answer(self, turn: Turn) -> str:
        self.spoken = None
        heard: list[Heard] = []
        if turn.number != self._asked:
            self._asked = turn.number
            await self._say(turn)
            # What was typed meanwhile, or left behind, is a written answer that somebody is in the middle of.
            if self._speaks and not self.draft.strip():
                await self._hear(turn, heard)
        while (said := await self._keyboard.answer(turn)).strip().lower() == AGAIN:
            self._speaks = True
            await self._hear(turn, heard)
        self._keyboard.marking.clear()
        self.spoken = as_spoken(said, heard)
        return said

    async def read_on(self) -> str:
        return await self._keyboard.read_on()

    async def agrees(self, question: str) -> bool:
        return await self._keyboard.agrees(question)

    async def tells(self, question: str) -> str:
        return await self._keyboard.tells(question)

    async def _say(self, turn: Turn) -> None:
        """Say what was asked; a key, or a word where it cannot hear itself, stops it."""
        voice = self._speech.voice
        if voice is None:
            return
        saying = asyncio.ensure_future(voice.say(turn.said, language=turn.question.language))
        work: Awaitable[object] = saying
        if self._speech.headphones and self._speaks:
            work = self._until_somebody_speaks(saying)
        try:
            key = await self._keyboard.key_while(lambda: self._label("have_read", turn), work)
        finally:
            await voice.stop()
        if key:
            self.draft = _sign(key)
        elif saying.done() and not saying.cancelled() and not saying.result() and key is None:
            self._speech_less(self._label("cannot_be_spoken", turn))

    async def _until_somebody_speaks(self, saying: asyncio.Future[bool]) -> None:
        listening = self._speech.listening()

        async def spoken() -> None:
            async with self._speech.microphone() as microphone:
                while listening.feed(await microphone.read()) is not Moment.BEGAN:
                    pass

        barging = asyncio.ensure_future(spoken())
        try:
            both: set[asyncio.Future[Any]] = {saying, barging}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            barging.cancel()
            await asyncio.wait([barging])

    async def _hear(self, turn: Turn, heard: list[Heard]) -> None:
        """Record, and put what was said at the prompt, below what stands there."""
        listening = self._speech.listening()
        try:
            key = await self._recorded(listening, turn)
        except (NoMicrophone, NoRecogniser) as error:
            self._in_writing(error, turn)
            return
        except MicrophoneLost as error:
            self._in_writing(error, turn)
            key = None
        if key:
            # Somebody began to type.
            self.draft += _sign(key)
            return
        if (said := await self._written_down(turn, listening.sound)) is None:
            return
        heard.append(said)
        self._keyboard.marking.mark(said)
        self.draft = f"{self.draft.rstrip()} {said.text}".strip()
        language = turn.question.language
        self._notice(measured_line(said.delivery, time_for(turn, self._points), language))
        if line := heard_line(said, language):
            self._notice(line)

    async def _recorded(self, listening: Listening, turn: Turn) -> str | None:
        async def listen() -> None:
            async with self._speech.microphone() as microphone:
                while listening.feed(await microphone.read()) is not Moment.ENDED:
                    pass

        def told() -> str:
            how = f"● {listening.seconds:.0f} s" if listening.began else self._label("speak_now", turn)
            return self._label("speak_ends", turn, how=how)

        return await self._keyboard.key_while(told, listen())

    async def _written_down(self, turn: Turn, sound: Samples) -> Heard | None:
        """What `sound` says; None where it says nothing, with a line that tells why."""
        point = self._points.get(turn.question.talking_point_id)
        language = turn.question.language
        terms = terms_of(self._points.values(), asked=point, language=language)
        work = asyncio.ensure_future(self._speech.recogniser.hear(sound, language=language, terms=terms))
        kept = ""
        if self._speech.keep is not None and len(sound):
            kept = keeping.keep(self._speech.keep, self._session, turn.number, sound)
        try:
            stopped = await self._keyboard.key_while(lambda: self._label("writing_down", turn), work)
        except NothingHeard as error:
            self._notice(self._label("listens_again", turn, why=of_failure(error, language), again=AGAIN))
            return None
        except VoiceError as error:
            self._in_writing(error, turn)
            return None
        if stopped is not None:
            self.draft += _sign(stopped)
            return None
        heard = work.result()
        return heard.with_audio(kept) if kept else heard

    def _in_writing(self, error: VoiceError, turn: Turn) -> None:
        self._speaks = False
        why = of_failure(error, turn.question.language)
        self._notice(self._label("tries_again", turn, why=why, again=AGAIN))

    def _label(self, key: str, turn: Turn, **given: object) -> str:
        return label(key, turn.question.language, **given)

    def _speech_less(self, why: str) -> None:
        self._speech = replace(self._speech, voice=None)
        self._notice(why)


def _sign(key: str) -> str:
    """What a key writes: an arrow writes nothing."""
    return key if key.isprintable() else ""
