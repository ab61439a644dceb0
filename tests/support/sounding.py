"""Sound made by hand, a microphone that plays it, a detector that hears loudness, a recogniser that knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np

from domain.spoken import Spoken
from voice.audio import RATE, Samples, bytes_of, samples_of
from voice.errors import MicrophoneLost, VoiceError
from voice.heard import Heard, HeardWord, Offer
from voice.terms import NO_TERMS, Terms

_LOUD = 1000


def speech(seconds: float) -> Samples:
    """Something loud."""
    times = np.arange(int(seconds * RATE)) / RATE
    return (8000 * np.sin(2 * np.pi * 220 * times)).astype(np.int16)


def silence(seconds: float) -> Samples:
    """Nothing."""
    return np.zeros(int(seconds * RATE), np.int16)


def sound(*parts: Samples) -> Samples:
    """One after the other."""
    return np.concatenate(parts)


def loudness(frame: bytes) -> float:
    """A detector: what is loud is speech."""
    return float(np.abs(samples_of(frame)).max(initial=0) > _LOUD)


class Plays:
    """A microphone that hears each of `recordings`; at their end it is silent, or gone where it `breaks`."""

    def __init__(self, *recordings: Samples, breaks: bool = False) -> None:
        self._recordings: Iterator[Samples] = iter(recordings)
        self._breaks = breaks
        self.opened = 0
        self.closed = 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[_Playing]:
        self.opened += 1
        try:
            yield _Playing(next(self._recordings, silence(0)), self._breaks)
        finally:
            self.closed += 1


class _Playing:
    def __init__(self, samples: Samples, breaks: bool) -> None:
        self._data = bytes_of(samples)
        self._breaks = breaks

    async def read(self) -> bytes:
        await asyncio.sleep(0)
        piece, self._data = self._data[:3200], self._data[3200:]
        if piece:
            return piece
        if self._breaks:
            raise MicrophoneLost
        await asyncio.sleep(0.001)
        return bytes(3200)


def heard(
    text: str, doubtful: Sequence[HeardWord] = (), offers: Sequence[Offer] = (), **spoken: float
) -> Heard:
    """What a recogniser made of something; `doubtful` words replace those at their place."""
    words = [HeardWord(word, at, at + 0.5, 1.0) for at, word in enumerate(text.split())]
    by_text = {word.text: word for word in doubtful}
    delivery = Spoken.model_validate(
        {"seconds": len(words) / 2, "words": len(words), "words_per_minute": 120, **spoken}
    )
    return Heard(tuple(by_text.get(word.text, word) for word in words), "en", delivery, (), tuple(offers))


class Knows:
    """A recogniser that hears what it was given, one after the other."""

    def __init__(self, *results: Heard | VoiceError) -> None:
        self._results = list(results)
        self.asked: list[tuple[float, str, Terms]] = []
        self.closed = False

    async def hear(
        self, audio: bytes | Path | Samples, *, language: str = "en", terms: Terms = NO_TERMS
    ) -> Heard:
        assert not isinstance(audio, Path)
        seconds = len(samples_of(audio) if isinstance(audio, bytes) else audio) / RATE
        self.asked.append((seconds, language, terms))
        result = self._results.pop(0)
        if isinstance(result, VoiceError):
            raise result
        return result

    async def close(self) -> None:
        self.closed = True
