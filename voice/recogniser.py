"""Writes down what was said, with a model that lies on this machine, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from telemetry.quiet import SWITCHES
from voice.audio import MOST_BYTES, RATE, Samples, bytes_of
from voice.delivery import delivered
from voice.doubting import marked
from voice.ending import end
from voice.errors import (
    BadAudio,
    LanguageNotHeard,
    NoRecogniser,
    NothingHeard,
    RecogniserFailed,
    TooLong,
    Why,
)
from voice.heard import WITHOUT_SPACES, Heard, HeardWord, Stretch
from voice.offering import offers
from voice.terms import NO_TERMS, Terms, as_prompt
from voice.weights import model_folder

_PROGRAM = Path(__file__).parent / "working" / "recognise.py"
_SECONDS_TO_START = 120.0
_SECONDS_FOR_AN_ANSWER = 120.0
"""And twice as long as it sounds, besides: on a busy machine it is slow, and no answer waits for ever."""
_ECHOES = 3
"""So often in a row nobody says a name."""
_REPLY_BYTES = 1 << 24
_MOST_THREADS = 4
# Told to the libraries in it, since it is a process that only reads what it is given.
_ALONE = {**SWITCHES, "HF_HUB_OFFLINE": "1", "OMP_WAIT_POLICY": "passive"}


class Recogniser:
    """One recogniser for all who speak on this machine: it hears one recording after the other.

    `command` starts its process. Use `open_recogniser`, and `close` it at the end.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: asyncio.subprocess.Process | None = None
        self._languages: frozenset[str] = frozenset()
        self._busy = asyncio.Lock()

    async def start(self) -> None:
        """Have the model ready. Raises `NoRecogniser`."""
        async with self._busy:
            await self._running()

    async def hear(
        self, audio: bytes | Path | Samples, *, language: str = "en", terms: Terms = NO_TERMS
    ) -> Heard:
        """What is said in `audio`: a file or its bytes (WebM, Ogg, MP4, WAV …), or samples at `audio.RATE`.

        `terms` are the guide's own words (`voice.terms`): the recogniser is told them, and what sounds like
        one of them is offered. Raises `NothingHeard`, `BadAudio`, `LanguageNotHeard`, `RecogniserFailed`,
        `NoRecogniser`. Safe to cancel.
        """
        plain = not isinstance(audio, bytes | Path)
        data = await asyncio.to_thread(_bytes_in, audio)
        asked = {"plain": plain, "language": language, "prompt": as_prompt(terms.names), "size": len(data)}
        async with self._busy:
            process = await self._running()
            if language not in self._languages:
                raise LanguageNotHeard(language)
            told = await self._told(process, asked, data)
        return _heard(told, language, terms)

    async def close(self) -> None:
        """Let the process and its memory go; a later `hear` starts another."""
        process, self._process = self._process, None
        if process is not None:
            await end(process)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, **_ALONE},
            limit=_REPLY_BYTES,
            # Ctrl-C is for the interview, which ends it in its own time.
            start_new_session=True,
        )
        try:
            ready = await _line(process, _SECONDS_TO_START)
        except BaseException as error:
            await self.close()
            if isinstance(error, RecogniserFailed):
                raise NoRecogniser(Why.NO_START) from error
            raise
        self._languages = frozenset(ready["languages"])
        return process

    async def _told(
        self, process: asyncio.subprocess.Process, asked: dict[str, Any], data: bytes
    ) -> dict[str, Any]:
        assert process.stdin is not None
        seconds = _SECONDS_FOR_AN_ANSWER + 2 * len(data) / (2 * RATE)
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n" + data)
            await process.stdin.drain()
            return await _line(process, seconds)
        except (ConnectionError, BrokenPipeError) as error:
            await self.close()
            raise RecogniserFailed(Why.ENDED) from error
        except BaseException:
            # What it is working on is nobody's any more, and the next reply would be of this recording.
            await self.close()
            raise


async def open_recogniser(cache: Path) -> Recogniser:
    """The recogniser of this machine, ready; its model is put together below `cache` the first time.

    Raises `NoRecogniser`.
    """
    folder = await asyncio.to_thread(model_folder, cache)
    threads = max(1, min(_MOST_THREADS, os.cpu_count() or 1))
    recogniser = Recogniser([sys.executable, str(_PROGRAM), str(folder), str(threads)])
    await recogniser.start()
    return recogniser


async def _line(process: asyncio.subprocess.Process, seconds: float) -> dict[str, Any]:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), seconds)
    except TimeoutError as error:
        raise RecogniserFailed(Why.NO_REPLY, seconds=round(seconds)) from error
    if not line:
        raise RecogniserFailed(Why.ENDED)
    told: dict[str, Any] = json.loads(line)
    return told


def _bytes_in(audio: bytes | Path | Samples) -> bytes:
    if isinstance(audio, Path):
        try:
            if audio.stat().st_size > MOST_BYTES:
                raise TooLong
            return audio.read_bytes()
        except OSError as error:
            raise BadAudio(f"{audio.name}: {error.strerror or error}.") from error
    data = audio if isinstance(audio, bytes) else bytes_of(audio)
    if len(data) > MOST_BYTES:
        raise TooLong
    return data


def _heard(told: dict[str, Any], language: str, terms: Terms) -> Heard:
    if refused := told.get("refused"):
        raise TooLong if refused == "too long" else BadAudio(told["why"])
    words = without_echoes(whole(told["words"], language), terms.names)
    speech = tuple(Stretch(start, end) for start, end in told["speech"])
    if not words or not any(sign.isalnum() for word in words for sign in word.text):
        raise NothingHeard
    return Heard(
        words=marked(words, language),
        language=language,
        delivery=delivered(words, speech, language),
        speech=speech,
        offers=offers(words, terms, language),
    )


def without_echoes(words: tuple[HeardWord, ...], terms: Sequence[str]) -> tuple[HeardWord, ...]:
    """`words` without a term that the recogniser repeats and repeats: an echo of what it was told."""
    told = {term.casefold() for term in terms}
    kept: list[HeardWord] = []
    for bare, run in groupby(words, key=lambda word: word.bare.casefold()):
        same = list(run)
        if bare not in told or len(same) < _ECHOES:
            kept += same
    return tuple(kept)


def whole(parts: Sequence[tuple[str, float, float, float]], language: str) -> tuple[HeardWord, ...]:
    """The words; what no space parts from the one before ("0", ".71") is one with it, as unsure as either."""
    words: list[HeardWord] = []
    for text, start, until, sure in parts:
        joined = words and not text.startswith(" ") and language not in WITHOUT_SPACES
        if joined and text.strip():
            last = words[-1]
            words[-1] = HeardWord(last.text + text.strip(), last.start, until, min(last.confidence, sure))
        elif text.strip():
            words.append(HeardWord(text.strip(), start, until, sure))
    return tuple(words)
