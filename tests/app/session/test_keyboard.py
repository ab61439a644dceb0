"""What a person types, pastes, or types too early, and what becomes of it."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from app.session.candidate import LeftOpen
from app.session.keyboard import Keyboard
from app.session.whole_words import lines_of, shown_at
from domain.interview import Turn
from tests.support.interviews import a_session, an_interview, some_knowledge

Types = Callable[[Awaitable[str], str], Awaitable[str]]
AT_ONCE = 0.01
"""A burst that is over at once: what is sent together is read together, however slow the machine is."""


@pytest.fixture
async def turn(tmp_path: Path) -> Turn:
    interview, _ = an_interview(some_knowledge(tmp_path))
    waiting = (await interview.begin(a_session())).waiting
    assert waiting is not None
    return waiting


@pytest.fixture
async def pipe() -> AsyncIterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


async def at_the_prompt(keyboard: Keyboard, work: Awaitable[str], pipe: PipeInput, keys: str) -> str:
    """What `work` comes to when `keys` are pressed after its prompt has appeared."""
    task = asyncio.ensure_future(work)
    while not any(session.app.is_running for session in (keyboard._answers, keyboard._pauses)):
        await asyncio.sleep(0)
    pipe.send_text(keys)
    return await task


@pytest.mark.parametrize("enter", ["\r", "\n"])
async def test_lines_that_come_at_once_are_one_answer_and_no_command(
    pipe: PipeInput, turn: Turn, enter: str
) -> None:
    keyboard = Keyboard(AT_ONCE)
    pasted = enter.join(("I moved it to a log.", "Consumers are idempotent.", "", "/skip", "/stop", ""))

    said = await at_the_prompt(keyboard, keyboard.answer(turn), pipe, pasted)

    assert said.strip() == "I moved it to a log.\nConsumers are idempotent.\n\n/skip\n/stop"


async def test_lines_that_come_in_pieces_are_one_answer(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(burst=600)
    task = asyncio.ensure_future(keyboard.answer(turn))
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    for piece in ("one\r", "two\rth", "ree\r"):
        pipe.send_text(piece)
        await asyncio.sleep(0.02)
    while keyboard._answers.default_buffer.text != "one\ntwo\nthree":
        await asyncio.sleep(0)

    # Nothing was sent: the last Enter may still be the end of a line.
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_enter_alone_sends(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)

    assert await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "A log.\r") == "A log."
    assert await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "/hint\r") == "/hint"


async def test_alt_and_enter_begin_a_line(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)

    said = await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "def f():\x1b\r    return 1\r")

    assert said == "def f():\n    return 1"


async def test_three_quotes_hold_lines_together_until_three_more(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.answer(turn))
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    for line in ('"""', "/skip", "x = 1"):
        pipe.send_text(f"{line}\r")
        await asyncio.sleep(10 * AT_ONCE)
    pipe.send_text('"""\r')

    # In three quotes a slash begins no command.
    assert await task == "//skip\nx = 1"


async def test_what_was_typed_before_the_question_waits_in_the_answer_for_enter(
    pipe: PipeInput, turn: Turn
) -> None:
    keyboard = Keyboard(AT_ONCE)
    pipe.send_text("/stop\n")
    task = asyncio.ensure_future(keyboard.answer(turn))
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    await asyncio.sleep(10 * AT_ONCE)

    assert not task.done() and keyboard._answers.default_buffer.text == "/stop"

    pipe.send_text("\x7f" * 5 + "I mean a log.\r")
    assert await task == "I mean a log."


async def test_what_was_typed_before_the_feedback_neither_goes_on_nor_is_lost(
    pipe: PipeInput, turn: Turn
) -> None:
    keyboard = Keyboard(AT_ONCE)
    pipe.send_text("one more thing\n\n/skip\n")
    task = asyncio.ensure_future(keyboard.read_on())
    while not keyboard._pauses.app.is_running:
        await asyncio.sleep(0)
    await asyncio.sleep(10 * AT_ONCE)
    assert not task.done()
    pipe.send_text("\r")
    assert await task == ""

    said = await at_the_prompt(keyboard, keyboard.answer(turn), pipe, " it was\r")

    assert said == "one more thing\n\n/skip it was"


async def test_an_answer_typed_at_the_feedback_stands_in_the_next_answer(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)

    assert await at_the_prompt(keyboard, keyboard.read_on(), pipe, "And it was late.\r\r/skip\r") == ""
    said = await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "\r")

    assert said == "And it was late.\n\n/skip"


async def test_stop_at_the_feedback_stops(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)

    assert await at_the_prompt(keyboard, keyboard.read_on(), pipe, "/stop\r") == ""
    assert await keyboard.answer(turn) == "/stop"


@pytest.mark.parametrize(
    ("keys", "kept"),
    [("\x03", "half a sentence"), ("\x04", "half a sentence"), ("\x01\x0b\x04", "")],
    ids=["Ctrl-C", "Ctrl-D behind what is typed", "Ctrl-D on an empty line"],
)
async def test_control_c_and_control_d_leave_the_session_open(
    pipe: PipeInput, turn: Turn, keys: str, kept: str
) -> None:
    keyboard = Keyboard(AT_ONCE)

    with pytest.raises(LeftOpen):
        await at_the_prompt(keyboard, keyboard.answer(turn), pipe, f"half a sentence{keys}")

    assert keyboard.draft == kept


async def test_control_d_within_what_is_typed_deletes_as_it_does_in_a_shell(
    pipe: PipeInput, turn: Turn
) -> None:
    keyboard = Keyboard(AT_ONCE)

    assert await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "xhalf\x01\x04\r") == "half"


async def test_what_ends_the_program_keeps_what_was_half_typed(pipe: PipeInput, turn: Turn) -> None:
    """As a closed terminal does, whose signal cancels everything."""
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.answer(turn))
    pipe.send_text("")
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text("half a sentence")
    while keyboard._answers.default_buffer.text != "half a sentence":
        await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert keyboard.draft == "half a sentence"


@pytest.mark.parametrize(
    ("does", "stands"),
    [
        ("printf 'x = 2\\n' > \"$1\"", "x = 2\n"),
        ("printf 'x = 2\\n' > \"$1\"; exit 1", "x = 1\n"),
        ("printf '\\377\\376' > \"$1\"", "x = 1\n"),
    ],
)
async def test_an_editor_that_fails_leaves_the_code_as_it_stood(
    does: str, stands: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    editor.chmod(0o755)
    # What is named and not there is passed over, and so is what is no command.
    monkeypatch.setenv("VISUAL", "'")
    monkeypatch.setenv("EDITOR", str(editor))
    assert await Keyboard(AT_ONCE).write("x = 1\n", ".py") == stands


async def test_edit_opens_the_editor_and_what_it_wrote_waits_for_enter(
    pipe: PipeInput, turn: Turn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'def f():\\n    return 1\\n' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.answer(turn))
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text("/edit\r")
    while "return" not in keyboard._answers.default_buffer.text:
        await asyncio.sleep(0.01)
    assert not task.done()
    pipe.send_text("\r")

    assert await task == "def f():\n    return 1"


CHILD = """
import asyncio, sys
from domain.interview import Question, Turn
from app.session.keyboard import Keyboard
from app.session.whole_words import shown_at
turn = Turn.model_construct(question=Question.model_construct(language="en"))
keyboard = Keyboard()
print("THINKING", flush=True)
sys.stdin.fileno()
with open(int(sys.argv[1])) as go:
    go.read(1)
print("\\nSAID", repr(asyncio.run(keyboard.answer(turn))), flush=True)
"""


def read_until(terminal: int, words: str) -> str:
    seen = ""
    while words not in seen:
        # A guard against hanging, and no more.
        assert select.select([terminal], [], [], 60)[0], f"{words!r} never came, but {seen!r}"
        seen += os.read(terminal, 4096).decode(errors="replace")
    return seen


def test_what_a_real_terminal_got_while_nothing_was_asked_waits_for_enter() -> None:
    """Its driver has cut it into lines; nobody has read them when the question comes."""
    ours, theirs = pty.openpty()
    ready, go = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ready)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        pass_fds=(ready,),
        start_new_session=True,
        env=os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        cwd=Path(__file__).resolve().parents[3],
    )
    os.close(theirs)
    try:
        read_until(ours, "THINKING")
        os.write(ours, "I moved it to a log.\r/skip\rand the r\u00e9st".encode())
        read_until(ours, "and the")
        os.write(go, b"!")
        shown = read_until(ours, "You")
        assert "SAID" not in shown
        os.write(ours, b"\r")
        assert "'I moved it to a log.\\n/skip\\nand the r\u00e9st'" in read_until(ours, "st'")
        assert child.wait(60) == 0
    finally:
        child.kill()
        child.wait()
        for end in (ours, ready, go):
            os.close(end)


async def test_a_backslash_before_enter_begins_a_line(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.answer(turn))
    while not keyboard._answers.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text("def f():\\\r")
    while keyboard._answers.default_buffer.text != "def f():\n":
        await asyncio.sleep(0)
    pipe.send_text("    return 1\r")

    assert await task == "def f():\n    return 1"


async def test_a_pasted_command_is_text(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)

    said = await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "\x1b[200~/skip\x1b[201~\r")

    assert said == "//skip"


@pytest.mark.parametrize(
    ("keys", "agreed"),
    [("\r", True), ("\n", True), ("y", True), ("Y", True), ("n", False), (" ", False), ("j", False)],
)
async def test_enter_and_the_key_for_yes_agree(pipe: PipeInput, keys: str, agreed: bool) -> None:
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.agrees("Shall I repeat the question?"))
    while not keyboard._keys.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text(keys)

    assert await task is agreed


@pytest.mark.parametrize(
    ("keys", "said"), [("T", "That's all."), ("\x1b[200~T\x1b[201~", "That's all."), ("n", "hat's all.")]
)
async def test_a_letter_that_is_neither_yes_nor_no_begins_the_next_answer(
    pipe: PipeInput, turn: Turn, keys: str, said: str
) -> None:
    keyboard = Keyboard(AT_ONCE)
    task = asyncio.ensure_future(keyboard.agrees("Shall I repeat the question?"))
    while not keyboard._keys.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text(keys)
    assert not await task

    assert await at_the_prompt(keyboard, keyboard.answer(turn), pipe, "hat's all.\r") == said


async def test_what_was_typed_before_a_question_back_is_no_reply_to_it(pipe: PipeInput, turn: Turn) -> None:
    keyboard = Keyboard(AT_ONCE)
    pipe.send_text("And then")
    task = asyncio.ensure_future(keyboard.agrees("Shall I repeat the question?"))
    while not keyboard._keys.app.is_running:
        await asyncio.sleep(0)
    pipe.send_text("\r")
    assert await task

    assert await at_the_prompt(keyboard, keyboard.answer(turn), pipe, " it ran.\r") == "And then it ran."


def test_what_is_told_above_a_prompt_is_broken_and_never_cut() -> None:
    told = "Enter to go on · /why for the arithmetic · /said if you did say it"
    for room in range(12, 80):
        lines = lines_of(told, room)
        assert max(map(len, lines)) <= room and " ".join(lines) == told
    assert lines_of("回车＝是，其他键", 6) == ["回车＝", "是，其", "他键"]
    assert lines_of("", 6) == [""]


async def test_the_keys_at_the_feedback_are_all_read_on_a_narrow_terminal() -> None:
    class Narrow(DummyOutput):
        def __init__(self) -> None:
            self.written = ""

        def get_size(self) -> Size:
            return Size(rows=40, columns=40)

        def write(self, data: str) -> None:
            self.written += data

        write_raw = write

    with create_pipe_input() as source, create_app_session(input=source, output=Narrow()) as session:
        keyboard = Keyboard(AT_ONCE)
        task = asyncio.ensure_future(keyboard.read_on())
        while not keyboard._pauses.app.is_running:
            await asyncio.sleep(0)
        source.send_text("\r")
        await task
        assert isinstance(session.output, Narrow)
        # Its last words are "if you did say it".
        assert "say" in session.output.written


def test_no_line_breaks_a_word_that_would_fit_into_one() -> None:
    text = "I replaced the nightly batch with a stream of parcel events, idempotently."
    for room in range(15, 60):
        starts = shown_at(text, room)
        assert starts[len(text)] == starts[-1] and list(starts) == sorted(set(starts))
        for word in re.finditer(r"\S+", text):
            assert starts[word.start()] // room == starts[word.end() - 1] // room, (room, word[0])


def test_a_word_longer_than_a_line_and_wide_signs_are_broken_where_the_line_ends() -> None:
    assert shown_at("x" * 25, 10) == list(range(26))
    # Two columns a sign: five of them fill a line of eleven.
    assert shown_at("我们每天晚上重复", 11) == list(range(9))


QUIET = """
import sys, termios
from app.session.answering import keyboard
before = termios.tcgetattr(0)
print("WAIT", flush=True)
keyboard()
print("READY", flush=True)
sys.stdin.readline()
print("END", before[3] & termios.ECHO != 0, flush=True)
"""


def test_what_is_typed_before_the_first_prompt_is_not_echoed_raw() -> None:
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    child = subprocess.Popen(
        [sys.executable, "-c", QUIET],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env=os.environ | {"TERM": "xterm"},
        cwd=Path(__file__).resolve().parents[3],
    )
    try:
        read_until(ours, "READY")
        os.write(ours, b"raw\x1b[D\r")
        shown = read_until(ours, "END")
        assert "raw" not in shown and "[D" not in shown
        assert child.wait(60) == 0
        assert termios.tcgetattr(theirs)[3] == before[3] and before[3] & termios.ECHO
    finally:
        child.kill()
        child.wait()
        os.close(ours)
        os.close(theirs)
