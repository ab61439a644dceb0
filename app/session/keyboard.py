"""A person at a terminal: what they type is an answer when they send it, and not before.

Lines that arrive in one burst, as a terminal without bracketed paste sends what is pasted, are one answer.
What was typed before it was asked for stands in the next answer, where it can be read and changed: it never
goes on, and never is a command.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import HTML, AnyFormattedText
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import get_cwidth

from app.display.labels import label
from app.session.candidate import LeftOpen, is_open, without_marks
from app.session.marking import Marking
from app.session.whole_words import WholeWords, lines_of
from domain.interview import ENGLISH, Turn
from domain.later import later

if TYPE_CHECKING:
    import click
else:
    click = later("click")

_BURST = 0.12
"""Seconds after Enter within which no hand types on: what comes then came with it."""
_REFRESH = 0.2
"""Seconds between two looks at what goes on while a key is waited for."""
_LABEL_WIDTH = 13
"""Columns before what is typed: as many as before what the interviewer says."""
_EDITORS = ("/usr/bin/editor", "/usr/bin/nano", "/usr/bin/pico", "/usr/bin/vi", "/usr/bin/emacs")
"""Where prompt-toolkit looks for one when $VISUAL and $EDITOR name none."""


class Keyboard:
    """A person at a terminal. `burst` are the seconds that make one answer of lines."""

    measures_time = True

    def __init__(self, burst: float = _BURST) -> None:
        self.draft = ""
        self.keys_told = "enter_goes_on"
        self._burst = burst
        self._stop = False
        self._answers: PromptSession[str] = PromptSession(multiline=True)
        self._pauses: PromptSession[str] = PromptSession(multiline=True)
        self._asides: PromptSession[str] = PromptSession()
        self._keys: PromptSession[str] = PromptSession(key_bindings=_one_key())
        self.marking = Marking()
        self._set_aside = ""
        for session in (self._answers, self._pauses):
            enter = _Enter(session, burst)
            session.key_bindings = bindings = enter.bindings
            session.input_processors = [WholeWords(session)]
            if session is self._answers:
                self._enter = enter
                self.marking.bind(bindings)
                session.input_processors.append(self.marking)
        self._language = ENGLISH

    async def answer(self, turn: Turn) -> str:
        if self._stop:
            self._stop = False
            return "/stop"
        self._language = turn.question.language
        self._enter.at_task = turn.question.work is not None
        self._take_typed_ahead()
        said = await self._read(self._answers, self._you(), self.draft)
        self.draft, self._set_aside = self._set_aside, ""
        return without_marks(said)

    def give(self, key: str, command: str) -> None:
        """Let `key` answer with `command`; what is typed until then stands in the next answer."""
        assert isinstance(self._answers.key_bindings, KeyBindings)

        @self._answers.key_bindings.add(key)
        def _(event: KeyPressEvent) -> None:
            self._set_aside = event.current_buffer.text
            event.app.exit(result=command)

    async def read_on(self) -> str:
        self._take_typed_ahead()
        # It is for the next answer, and not for what stands here.
        begun, self.draft = self.draft, ""
        try:
            on = _aside(self._label(self.keys_told), self._pauses, "\n  ")
            said = await self._read(self._pauses, on)
        finally:
            self.draft = _below(begun, self.draft)
        word = said.strip()
        if word.lower() == "/stop":
            # It is heard as what is said to the next question, which ends there.
            self._stop = True
            return ""
        if word.startswith("/") and "\n" not in word:
            return said
        self.draft = _below(self.draft, word)
        return ""

    def watch(self, told: Callable[[], str] | None) -> None:
        """Show what `told` says below what is typed, every second."""
        self._answers.bottom_toolbar = told
        self._answers.refresh_interval = 1.0 if told is not None else 0

    async def write(self, text: str, ending: str) -> str | None:
        """`text` as it was changed in the editor of the terminal, which has the screen meanwhile."""
        editor = _editor()
        if editor is None:
            return None
        try:
            written = await asyncio.to_thread(click.edit, text, editor=editor, extension=ending)
        except (click.ClickException, UnicodeDecodeError):
            # It says that it failed (`:cq`), or left what is no text: what stood there stands.
            return text
        # So it does where it was left without saving.
        return text if written is None else written

    async def agrees(self, question: str) -> bool:
        self._take_typed_ahead()
        asked = _aside(f"{question}\n{self._label('enter_is_yes')}", self._keys, " ")
        begun = self.draft
        key = await self._read(self._keys, asked)
        # Whoever is asked for a yes types it: that "y" must not make an answer of "can we stop?".
        if not key or key.lower() in set(self._both("yes_keys")):
            self.draft = begun
            return True
        # Neither yes nor no: an answer has begun, and this is its first letter (or all of it, pasted).
        begins = key[0].isprintable() and key.lower() not in set(self._both("no_keys"))
        self.draft = _below(begun, key) if begins else begun
        return False

    async def key_while(self, told: Callable[[], str], work: Awaitable[object]) -> str | None:
        """The key that is pressed while `work` goes on, which ends it ("" for Enter); None where none is.

        `told` says in a line how it goes, and is asked again and again.
        """
        done = asyncio.ensure_future(work)
        keys: PromptSession[str | None] = PromptSession(key_bindings=_one_key(), refresh_interval=_REFRESH)
        keys.app.erase_when_done = True

        def gone(_: object) -> None:
            if keys.app.is_running and not keys.app.is_done:
                keys.app.exit(result=None)

        done.add_done_callback(gone)
        try:
            pressed = await keys.prompt_async(
                lambda: HTML("<ansibrightblack>  {}</ansibrightblack> ").format(told()),
                pre_run=lambda: gone(None) if done.done() else None,
            )
        except (EOFError, KeyboardInterrupt, OSError) as pause:
            raise LeftOpen from pause
        finally:
            done.cancel()
            await asyncio.wait([done])
        if not done.cancelled() and (failed := done.exception()) is not None:
            raise failed
        return pressed

    async def tells(self, question: str) -> str:
        self._take_typed_ahead()
        begun = self.draft
        told = await self._read(self._asides, _aside(question, self._asides, "\n  "))
        self.draft = begun
        return told.strip()

    def _label(self, key: str) -> str:
        return label(key, self._language)

    def _both(self, key: str) -> str:
        """The keys of the session's language and the English ones."""
        return self._label(key) + label(key, ENGLISH)

    def _you(self) -> AnyFormattedText:
        you = self._label("you")
        return HTML("<b>{}</b>{}").format(you, " " * (_LABEL_WIDTH - get_cwidth(you)))

    async def _read(self, session: PromptSession[str], prompt: AnyFormattedText, draft: str = "") -> str:
        # It holds what was sent last until the prompt stands, and that is no draft any more.
        session.default_buffer.reset(Document(draft))
        try:
            return await session.prompt_async(prompt, default=draft)
        except (EOFError, KeyboardInterrupt, OSError) as pause:
            # OSError: the terminal was closed, and nothing can be written to it.
            self.draft = session.default_buffer.text
            raise LeftOpen from pause
        except BaseException:
            self.draft = session.default_buffer.text
            raise

    def _take_typed_ahead(self) -> None:
        """Take what the terminal got since it was read last: nobody had asked for it yet."""
        source = self._answers.app.input
        keys = get_typeahead(source)
        with source.raw_mode():
            while more := source.read_keys():
                keys += more
            keys += source.flush_keys()
        self.draft = _below(self.draft, _text_of(keys).strip("\n"))
        if any(press.key == Keys.ControlC for press in keys):
            raise LeftOpen


def _aside(text: str, session: PromptSession[str], end: str) -> AnyFormattedText:
    """`text` as what is said beside an answer: what stands above a prompt's last line is cut at the edge."""
    room = session.app.output.get_size().columns - 3
    lines = (line for each in text.split("\n") for line in lines_of(each, room))
    return [("ansibrightblack", "\n".join(f"  {line}" for line in lines)), ("", end)]


def _one_key() -> KeyBindings:
    """Enter ends with nothing, any other key with itself."""
    bindings = KeyBindings()

    @bindings.add("enter")
    @bindings.add("c-j")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result="")

    @bindings.add(Keys.Any)
    @bindings.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=event.data)

    return bindings


class _Enter:
    """Sends when nothing follows Enter; what follows at once makes it the end of a line.

    So does a backslash before it. A `/word` that was pasted is text: it gets the second slash that says so.
    """

    def __init__(self, session: PromptSession[str], burst: float) -> None:
        self._session = session
        self._burst = burst
        self._pending: asyncio.TimerHandle | None = None
        self.at_task = False
        session.app.key_processor.before_key_press += self._followed

    @property
    def bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        bindings.add("enter")(self._pressed)
        bindings.add("c-j")(self._pressed)
        bindings.add("escape", "enter")(_new_line)
        bindings.add("escape", "c-j")(_new_line)
        bindings.add(Keys.BracketedPaste)(self._pasted)
        # At the end of what is typed there is nothing to delete: it leaves, as where nothing is typed.
        bindings.add("c-d", filter=Condition(self._is_at_the_end))(_leave)
        return bindings

    def _is_at_the_end(self) -> bool:
        return self._session.default_buffer.document.is_cursor_at_the_end

    def _pasted(self, event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        if not event.current_buffer.text and text.startswith("/") and not text.startswith("//"):
            text = f"/{text}"
        event.current_buffer.insert_text(text)

    def _pressed(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        # At a task the editor is for the code.
        if buffer.text.strip().lower() == "/edit" and not self.at_task and _editor() is not None:
            buffer.reset()
            buffer.open_in_editor()
        elif is_open(buffer.text):
            buffer.insert_text("\n")
        else:
            self._pending = asyncio.get_running_loop().call_later(self._burst, self._send)

    def _followed(self, _: object) -> None:
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
            self._session.default_buffer.insert_text("\n")

    def _send(self) -> None:
        self._pending = None
        if not self._session.app.is_running or self._session.app.is_done:
            return
        buffer = self._session.default_buffer
        if buffer.text.endswith("\\"):
            buffer.cursor_position = len(buffer.text)
            buffer.delete_before_cursor()
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()


def _new_line(event: KeyPressEvent) -> None:
    buffer: Buffer = event.current_buffer
    buffer.insert_text("\n")


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(exception=EOFError)


def _editor() -> str | None:
    """The editor that is there, with its arguments: the one that is named, else a usual one."""
    named = [os.environ.get(name, "") for name in ("VISUAL", "EDITOR")]
    return next((each for each in (*named, *_EDITORS) if _starts(each)), None)


def _starts(editor: str) -> bool:
    try:
        program, *_ = shlex.split(editor)
    except ValueError:
        # Nothing is named, or a quote is left open.
        return False
    return shutil.which(program) is not None


def _text_of(keys: Iterable[KeyPress]) -> str:
    """What these keys write; keys that move or delete have nothing to work on."""
    text = ""
    for press in keys:
        match press.key:
            case Keys.ControlM | Keys.ControlJ:
                text += "\n"
            case Keys.ControlI:
                text += "\t"
            case Keys.ControlH:
                text = text[:-1]
            case Keys.BracketedPaste:
                text += press.data.replace("\r\n", "\n").replace("\r", "\n")
            case str() as sign if not isinstance(sign, Keys):
                text += sign
    return text


def _below(above: str, below: str) -> str:
    return "\n".join(part for part in (above, below) if part.strip())
