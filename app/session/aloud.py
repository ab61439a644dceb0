"""Who answers where `--voice` is given: a person at a microphone, or at the keyboard where none works."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from app import terminal
from app.display.screen import Screen
from app.session.answering import keyboard
from app.session.candidate import Candidate
from app.session.keyboard import Keyboard
from app.session.spoken import AGAIN, Speech, SpokenCandidate
from app.settings import Settings
from voice.errors import VoiceError
from voice.listening import Listening
from voice.microphone import system_microphone
from voice.recogniser import open_recogniser
from voice.speaking import speaker


@asynccontextmanager
async def at_the_microphone(
    settings: Settings, screen: Screen, *, pause: float | None, keep_audio: bool, headphones: bool
) -> AsyncIterator[Candidate]:
    """A person who speaks; what does not work is told in a line, and they type."""
    board = keyboard()
    assert isinstance(board, Keyboard)
    try:
        with terminal.waiting("Getting ready to listen"):
            recogniser = await open_recogniser(settings.recogniser_directory)
    except VoiceError as error:
        screen.notice(str(error))
        yield board
        return
    voice = speaker()
    how = f"a voice by {voice.engines[0].value}" if voice is not None else "no voice: questions are shown"
    screen.notice(f"Speak your answers ({how}); F2 or {AGAIN} listens again; you may type at any moment.")
    speech = Speech(
        recogniser,
        system_microphone,
        partial(Listening, pause or settings.voice_pause),
        voice,
        settings.audio_directory if keep_audio else None,
        headphones,
    )
    async with recogniser:
        yield SpokenCandidate(board, speech, screen.notice)
