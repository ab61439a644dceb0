"""The system's microphone, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from voice.audio import RATE
from voice.ending import end
from voice.errors import MicrophoneLost, NoMicrophone, Why

_PROGRAM = Path(__file__).parent / "working" / "capture.py"
_LIBRARY = "miniaudio"
_SECONDS_TO_OPEN = 10.0
_PIECE = RATE // 10 * 2


class Microphone(Protocol):
    """Where sound comes from, as `voice.audio` has it."""

    async def read(self) -> bytes:
        """The next piece, a tenth of a second or so; b"" at its end. Raises `MicrophoneLost`."""
        ...


class Opens(Protocol):
    """Opens a microphone for one answer, and lets it go at the end. Raises `NoMicrophone`."""

    def __call__(self) -> contextlib.AbstractAsyncContextManager[Microphone]: ...


class _Captured:
    """What a process writes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def read(self) -> bytes:
        assert self._process.stdout is not None
        piece = await self._process.stdout.read(_PIECE)
        if not piece:
            raise MicrophoneLost
        return piece


@asynccontextmanager
async def system_microphone(command: Sequence[str] = ()) -> AsyncIterator[Microphone]:
    """The microphone that the system is set to; `command` captures in place of our own program.

    Raises `NoMicrophone` where none opens. It is heard only as long as this is open.
    """
    if not command and importlib.util.find_spec(_LIBRARY) is None:
        raise NoMicrophone(Why.NOT_INSTALLED, package=_LIBRARY)
    process = await asyncio.create_subprocess_exec(
        *(command or (sys.executable, str(_PROGRAM), str(RATE))),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        await _ready(process)
        yield _Captured(process)
    finally:
        await end(process)


async def _ready(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    try:
        told = await asyncio.wait_for(process.stdout.readline(), _SECONDS_TO_OPEN)
    except TimeoutError as error:
        raise NoMicrophone(Why.SYSTEM_SILENT) from error
    if told.strip() != b"ready":
        raise NoMicrophone(Why.NONE_OR_FORBIDDEN)
