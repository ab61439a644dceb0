"""Where the candidate's words come from: somebody who answers, or standard input."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TextIO, runtime_checkable

from domain.errors import InterviewError
from domain.interview import Turn

COMMANDS = {
    "/skip": "leave this question out",
    "/stop": "end the interview and see the report",
    "/repeat": "hear the question again",
    "/clarify": "hear it in other words",
    "/hint": "get a nudge",
    "/why": "the arithmetic behind the last score",
    "/said": "what was judged missing you did say: it is looked at again, with the words you name",
    "/edit": "write the answer in your editor ($EDITOR)",
    "/help": "these commands",
    "Alt+Enter": "a new line; lines that are pasted are one answer",
    '""" … """': "around an answer of several lines, typed or piped",
    "Ctrl-D": "leave the session open, as Ctrl-C does; `interview resume` goes on with what was typed",
}


_BLOCK = '"""'


class EndOfInput(Exception):
    """There is nothing more to come from the candidate."""


class LeftOpen(InterviewError):
    """Ctrl-C or Ctrl-D: unlike the end of a pipe they end the program and not the session.

    `kept` is whether something was typed that stands there again.
    """

    exit_code = 130

    def __init__(self, command: str = "interview resume", *, kept: bool = False) -> None:
        self.kept = kept
        typed = " What you had typed is kept." if kept else ""
        super().__init__(f"Left open. `{command}` goes on at the same question.{typed}")


class Candidate(Protocol):
    """Whoever answers."""

    measures_time: bool
    """Whether the time an answer takes is the time a person took."""
    draft: str
    """What was typed and not sent yet; it stands there when the next answer is asked for."""

    async def answer(self, turn: Turn) -> str:
        """What is said to `turn`, commands included. Raises `EndOfInput` when nothing comes any more."""
        ...

    async def read_on(self) -> str:
        """Wait until the feedback was read; what was typed meanwhile ("" for just going on)."""
        ...


@runtime_checkable
class AtHand(Protocol):
    """Somebody who can be asked back: a person at a terminal, and no pipe."""

    async def agrees(self, question: str) -> bool:
        """Whether Enter is pressed to `question`, and no other key."""
        ...

    async def tells(self, question: str) -> str:
        """The line that is typed to `question`, "" for Enter alone."""
        ...


class StandardInput:
    """Answers from a pipe or a file, one a line, or several lines between three quotes.

    Empty lines are passed over.
    """

    measures_time = False
    draft = ""

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
            for answer in _answers(self._stream):
                loop.call_soon_threadsafe(self._lines.put_nowait, answer)
            loop.call_soon_threadsafe(self._lines.put_nowait, None)
        except (RuntimeError, ValueError):
            # The loop is closed, or the stream is: nobody is listening any more.
            return


def _answers(lines: Iterable[str]) -> Iterator[str]:
    """The answers in `lines`: one a line, or what three quotes begin and end."""
    block: list[str] = []
    for line in lines:
        block.append(line.rstrip("\r\n"))
        text = "\n".join(block).strip()
        if not is_open(text):
            if answer := without_marks(text).strip():
                yield answer
            block = []
    # The end of the input ends it, too.
    if block and (answer := without_marks("\n".join([*block, _BLOCK])).strip()):
        yield answer


def is_open(text: str) -> bool:
    """Whether three quotes began an answer and none ended it."""
    text = text.strip()
    return text.startswith(_BLOCK) and not (len(text) >= 2 * len(_BLOCK) and text.endswith(_BLOCK))


def without_marks(text: str) -> str:
    """An answer without the three quotes around it, in which a slash begins no command."""
    inner = text.strip()
    if is_open(inner) or not inner.startswith(_BLOCK):
        return text
    answer = inner[len(_BLOCK) : -len(_BLOCK)].strip("\n")
    return f"/{answer}" if answer.startswith("/") else answer
