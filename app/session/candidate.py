"""Where the candidate's words come from: somebody who answers, or standard input."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TextIO, runtime_checkable

from app.display.labels import label
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from domain.interview import ENGLISH, Session, Turn
from domain.spoken import Spoken
from domain.work import WorkKind

RESUME, RESUME_DRILL = "interview resume", "interview drill --resume"
"""What goes on with what was left open."""
COMMANDS = {
    "/skip": "help_skip",
    "/stop": "help_stop",
    "/repeat": "help_repeat",
    "/clarify": "help_clarify",
    "/hint": "help_hint",
    "/back": "help_back",
    "/why": "help_why",
    "/said": "help_said",
    "/edit": "help_edit",
    "/run": "help_run",
    "/next": "help_next",
    "/done": "help_done",
    "/help": "help_help",
    "Alt+Enter": "help_new_line",
    '""" … """': "help_block",
    "Ctrl-D": "help_leave",
}
"""What a candidate can do besides answering, and the label that says what it does."""
_ONLY_TELL = frozenset({"/repeat", "/clarify", "/hint", "/why", "/help"})
_MOVE = frozenset({"/skip", "/stop", "/back"})
_WHEN_JUDGED = ("/why", "/said")
_OF_TASKS = {"/run": tuple(WorkKind), "/next": (WorkKind.DESIGN,), "/done": tuple(WorkKind)}
_IN_DRILLS = {"/stop": "help_stop_drill"}
"""What is told otherwise in a drill, which has no report."""

_BLOCK, _FENCE = '"""', "```"


def offered(turn: Turn | None, language: str, *, judged: bool = True, drill: bool = False) -> dict[str, str]:
    """What can be done besides answering `turn`, each with what it does: nothing that would do nothing here.

    `judged` is whether there are scores before the end, `drill` whether it is one.
    """
    work = turn.question.work if turn is not None else None
    left_out = {command for command, kinds in _OF_TASKS.items() if work not in kinds}
    left_out |= set() if judged else set(_WHEN_JUDGED)
    left_out |= {"/back"} if drill or work is not None else set()
    keys = {**COMMANDS, **_IN_DRILLS} if drill else COMMANDS
    goes_on = RESUME_DRILL if drill else RESUME
    return {
        command: label(key, language, command=goes_on)
        for command, key in keys.items()
        if command not in left_out
    }


def commanded(text: str) -> str:
    """The command before the words of a line ("/skip please"), small; "" where it is alone, or none.

    "/run" and "/done" before words are folders: at tasks, where they are commands, they stand alone.
    """
    words = text.split()
    first = words[0].lower().rstrip(",.:;!") if len(words) > 1 and "\n" not in text else ""
    return first if first in _ONLY_TELL | _MOVE else ""


def moves(command: str) -> bool:
    """Whether `command` leads away from the question: it waits for an Enter of its own behind words."""
    return command in _MOVE


class EndOfInput(Exception):
    """There is nothing more to come from the candidate."""


class LeftOpen(InterviewError):
    """Ctrl-C or Ctrl-D: unlike the end of a pipe they end the program and not the session.

    `kept` is whether something was typed that stands there again, `language` the one that is spoken.
    """

    exit_code = 130

    def __init__(self, command: str = RESUME, *, kept: bool = False, language: str = ENGLISH) -> None:
        self.kept = kept
        self.language = language
        told = [label("left_open", language, command=command)]
        if kept:
            told.append(label("typed_kept", language))
        super().__init__(" ".join(told))


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
        """Whether `question` is answered with Enter or the language's key for yes, and no other."""
        ...

    async def tells(self, question: str) -> str:
        """The line that is typed to `question`, "" for Enter alone."""
        ...


@runtime_checkable
class NamesKeys(Protocol):
    """Somebody who is told, each time feedback is to be read, what can be typed there."""

    keys_told: str
    """The label of that line."""


@runtime_checkable
class Speaks(Protocol):
    """Somebody who may speak in place of typing."""

    @property
    def spoken(self) -> Spoken | None:
        """How the answer that was given last was spoken; None where it was typed."""
        ...

    async def meet(self, session: Session, points: Sequence[TalkingPoint]) -> None:
        """Get ready for `session`, which is held over guides with these talking points."""
        ...


@runtime_checkable
class Hurried(Protocol):
    """Somebody who is waited for by a program, and cannot wait as long as a person."""

    pauses: Sequence[float]
    """Seconds between two tries while the database is away."""


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
    mark = _FENCE if "\n".join(block).lstrip().startswith(_FENCE) else _BLOCK
    if block and (answer := without_marks("\n".join([*block, mark])).strip()):
        yield answer


def is_open(text: str) -> bool:
    """Whether three quotes, or a line of three backticks, began an answer and none ended it."""
    text = text.strip()
    if text.startswith(_FENCE):
        lines = text.splitlines()
        return len(lines) == 1 or lines[-1].strip() != _FENCE
    return text.startswith(_BLOCK) and not (len(text) >= 2 * len(_BLOCK) and text.endswith(_BLOCK))


def without_marks(text: str) -> str:
    """An answer without the three quotes around it, in which a slash begins no command; backticks stay."""
    inner = text.strip()
    if is_open(inner) or not inner.startswith(_BLOCK):
        return text
    answer = inner[len(_BLOCK) : -len(_BLOCK)].strip("\n")
    return f"/{answer}" if answer.startswith("/") else answer
