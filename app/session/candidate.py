"""Where the candidate's words come from: a terminal, standard input, or a simulation."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Protocol, TextIO

from domain.errors import InterviewError
from domain.interview import Turn

COMMANDS = {
    "/skip": "leave this question out",
    "/stop": "end the interview and see the report",
    "/repeat": "hear the question again",
    "/clarify": "hear it in other words",
    "/hint": "get a nudge",
    "/why": "the arithmetic behind the last score",
    "/help": "these commands",
}


class EndOfInput(Exception):
    """There is nothing more to come from the candidate."""


class LeftOpen(InterviewError):
    """Ctrl-C: unlike the end of the input it ends the program and not the session."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Left open. `interview resume` goes on at the same question.")


class Candidate(Protocol):
    """Whoever answers."""

    measures_time: bool
    """Whether the time an answer takes is the time a person took."""

    async def answer(self, turn: Turn) -> str:
        """What is said to `turn`, commands included. Raises `EndOfInput` when nothing comes any more."""
        ...

    async def read_on(self) -> str:
        """Wait until the feedback was read; what was typed meanwhile ("" for just going on)."""
        ...


class Keyboard:
    """A person at a terminal."""

    measures_time = True

    def __init__(self) -> None:
        from prompt_toolkit import PromptSession  # noqa: PLC0415 -- 80 ms that only a terminal needs
        from prompt_toolkit.formatted_text import HTML  # noqa: PLC0415

        self._session: PromptSession[str] = PromptSession()
        self._you = HTML("<b>You</b>          ")
        self._on = HTML("<ansibrightblack>  Enter to go on · /why for the arithmetic </ansibrightblack>")

    async def answer(self, turn: Turn) -> str:
        return await self._read(self._you)

    async def read_on(self) -> str:
        return await self._read(self._on)

    async def _read(self, prompt: object) -> str:
        try:
            return await self._session.prompt_async(prompt)  # type: ignore[arg-type]  # HTML is formatted text
        except EOFError as gone:
            raise EndOfInput from gone
        except KeyboardInterrupt as pause:
            raise LeftOpen from pause


class StandardInput:
    """Answers from a pipe or a file, one a line; empty lines are passed over."""

    measures_time = False

    def __init__(self, stream: TextIO, echo: Callable[[str], None] = lambda _: None) -> None:
        self._stream = stream
        self._echo = echo
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._first: str | None = None
        self._reader: threading.Thread | None = None

    async def has_something(self, seconds: float) -> bool:
        """Whether a line arrives within `seconds`; what arrives is kept for the first answer."""
        try:
            self._first = await asyncio.wait_for(self._line(), seconds)
        except (TimeoutError, EndOfInput):
            return False
        return True

    async def answer(self, turn: Turn) -> str:
        if self._first is not None:
            line, self._first = self._first, None
        else:
            line = await self._line()
        self._echo(line)
        return line

    async def read_on(self) -> str:
        return ""

    async def _line(self) -> str:
        if self._reader is None:
            # A thread that dies with the program: a pipe that stays silent must not keep us from ending.
            loop = asyncio.get_running_loop()
            self._reader = threading.Thread(target=self._read, args=(loop,), daemon=True)
            self._reader.start()
        line = await self._lines.get()
        if line is None:
            self._lines.put_nowait(None)
            raise EndOfInput
        return line

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for line in self._stream:
                if line.strip():
                    loop.call_soon_threadsafe(self._lines.put_nowait, line.strip())
            loop.call_soon_threadsafe(self._lines.put_nowait, None)
        except (RuntimeError, ValueError):
            # The loop is closed, or the stream is: nobody is listening any more.
            return
