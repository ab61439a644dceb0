"""Questions as sound: made on the machine that serves the page, and played by the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from voice.speaking import Engine, file_engine, spoken_file

_MOST_KEPT = 8
_SECONDS = 60.0
"""What takes longer to be spoken is only shown."""


class MakesFile(Protocol):
    """Makes a WAV file of a text (`voice.speaking.spoken_file`); b"" where it cannot."""

    def __call__(self, text: str, engine: Engine, *, language: str) -> Awaitable[bytes]: ...


class Mouth:
    """Speaks into files, one after the other; the last few are kept."""

    def __init__(
        self,
        engine: Callable[[str], Engine | None] = file_engine,
        makes: MakesFile = spoken_file,
    ) -> None:
        self.engine = engine
        """What makes a file of a language's texts here, None where nothing does."""
        self._makes = makes
        self._kept: dict[tuple[str, str], bytes] = {}
        self._busy = asyncio.Lock()

    async def wav(self, text: str, language: str) -> bytes:
        """`text` as a WAV file; b"" where it is not spoken here."""
        engine = self.engine(language)
        if engine is None:
            return b""
        async with self._busy:
            known = self._kept.pop((text, language), None) or await self._made(text, engine, language)
            if known:
                self._kept[text, language] = known
            while len(self._kept) > _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
        return known

    async def _made(self, text: str, engine: Engine, language: str) -> bytes:
        try:
            return await asyncio.wait_for(self._makes(text, engine, language=language), _SECONDS)
        except (TimeoutError, OSError):
            return b""
