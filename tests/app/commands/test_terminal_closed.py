"""A terminal that is closed ends the interview as Ctrl-C does: left open, and no server stays behind."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.session.unsent import UnsentAnswer
from memory.connection import open_redis
from memory.embedded import EmbeddedServer
from memory.keys import key_safe
from memory.sessions import RedisSessionStore
from tests.app.commands.test_command import ROOT, Run, a_guide, run
from tests.support.built import with_graphs
from tests.support.interviews import says

__all__ = ["run"]

ANSWER = "I replaced the nightly batch with a stream of parcel events."
# The word before the cursor; an interviewer may say it, too, before anybody listens.
_PROMPT = b";1mYou"
_PATIENCE = 90.0


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="home-") as name:
        yield with_graphs(Path(name))


class AtATerminal:
    """`interview` at a terminal of its own, whose other end is ours."""

    def __init__(self, home: Path, *arguments: str, ignoring_hangups: bool = False) -> None:
        self.ours, theirs = pty.openpty()
        self.shown = b""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("INTERVIEW", "OPENAI", "REDIS"))
        }
        # What runs these tests may ignore hangups itself, and a child would inherit that.
        hangup = "SIG_IGN" if ignoring_hangups else "SIG_DFL"
        program = (
            "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
            f"signal.signal(signal.SIGHUP, signal.{hangup}); "
            "from app.cli import main; main()"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={**kept, "INTERVIEW_HOME": str(home), "TERM": "xterm"},
            start_new_session=True,
        )
        os.close(theirs)

    def type(self, line: str) -> None:
        os.write(self.ours, line.encode() + b"\r")

    def wait_for(self, said: bytes, times: int = 1) -> None:
        """Read until `said` was shown so often."""
        deadline = time.monotonic() + _PATIENCE
        while self.shown.count(said) < times:
            assert time.monotonic() < deadline, self.shown.decode(errors="replace")
            if select.select([self.ours], [], [], 0.1)[0]:
                self.shown += os.read(self.ours, 65536)
                # prompt_toolkit asks where the cursor is before it shows a prompt.
                if b"\x1b[6n" in self.shown:
                    self.shown = self.shown.replace(b"\x1b[6n", b"")
                    os.write(self.ours, b"\x1b[1;1R")

    def close(self) -> None:
        """Close the terminal, as closing its window does."""
        os.close(self.ours)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def begun(home: Path, tmp_path: Path) -> Iterator[AtATerminal]:
    """An interview that waits for an answer to its second turn."""
    terminal = AtATerminal(home, "start", "-g", str(a_guide(tmp_path)), "--mode", "real")
    try:
        terminal.wait_for(_PROMPT)
        terminal.type(ANSWER)
        terminal.wait_for(b"Interviewer", 2)
        # Each prompt switches bracketed paste on.
        terminal.wait_for(b"\x1b[?2004h", 2)
        yield terminal
    finally:
        terminal.end()
        EmbeddedServer(home / "redis").stop()


async def left_open(home: Path) -> str:
    """The one session, which is open, and in which one answer is kept."""
    async with open_redis(None, home / "redis") as handle:
        store = RedisSessionStore(handle.client)
        (session,) = await store.sessions()
        assert session.status.value == "open"
        assert [turn.message.text for turn in await store.turns(session.id) if turn.message] == [ANSWER]
        return session.id


async def test_closing_the_terminal_leaves_the_session_open_and_no_server(
    begun: AtATerminal, home: Path, run: Run
) -> None:
    begun.close()

    assert begun.process.wait(_PATIENCE) != 0
    assert EmbeddedServer(home / "redis").pid() is None
    session_id = await left_open(home)

    # As if the database had been away when the second answer was typed.
    place = home / "unsent" / f"{key_safe(f'interview:v1:{{{session_id}}}:session')}.json"
    UnsentAnswer(place).reserve()
    UnsentAnswer(place).keep(2, says("This was typed when Redis had gone."))
    done = run("resume", said="/stop\n", INTERVIEW_HOME=str(home))

    assert done.returncode == 0, done.stderr
    assert "it is taken up now" in done.stdout
    assert "This was typed when Redis had gone." in run("replay", INTERVIEW_HOME=str(home)).stdout
    assert not place.exists()


async def test_a_hangup_leaves_the_session_open_and_no_server(begun: AtATerminal, home: Path) -> None:
    begun.process.send_signal(signal.SIGHUP)

    assert begun.process.wait(_PATIENCE) == 128 + signal.SIGHUP
    assert EmbeddedServer(home / "redis").pid() is None
    await left_open(home)


def test_a_program_that_is_to_outlive_its_terminal_does(home: Path, tmp_path: Path) -> None:
    terminal = AtATerminal(
        home, "start", "-g", str(a_guide(tmp_path)), "--mode", "real", ignoring_hangups=True
    )
    try:
        terminal.wait_for(_PROMPT)
        terminal.process.send_signal(signal.SIGHUP)
        terminal.type(ANSWER)
        terminal.wait_for(b"Interviewer", 2)
    finally:
        terminal.end()
        EmbeddedServer(home / "redis").stop()


@pytest.mark.parametrize("end", ["Ctrl-C", "Ctrl-D", "the window closed"])
async def test_a_half_typed_answer_stands_there_again_when_the_session_goes_on(
    begun: AtATerminal, home: Path, end: str
) -> None:
    os.write(begun.ours, b"Consumers are idem")
    begun.wait_for(b"idem")
    if end == "Ctrl-C":
        os.write(begun.ours, b"\x03")
        begun.wait_for(b"What you had typed is kept")
    elif end == "Ctrl-D":
        # It ends nothing but on an empty line.
        os.write(begun.ours, b"\x15\x04")
        begun.wait_for(b"`interview resume` goes on")
    else:
        begun.close()
    begun.process.wait(_PATIENCE)
    await left_open(home)

    again = AtATerminal(home, "resume")
    try:
        again.wait_for(b"going on at question")
        again.wait_for(_PROMPT)
        if end != "Ctrl-D":
            again.wait_for(b"Consumers are idem")
        os.write(again.ours, b"potent.\r")
        again.wait_for(b"Interviewer", 2)
        # The next prompt, and no "You" that the last one drew a second time: until it stands the window
        # would be closed somewhere between two of them.
        again.wait_for(b"\x1b[?2004h", 2)
        again.close()
        again.process.wait(_PATIENCE)
    finally:
        again.end()
    async with open_redis(None, home / "redis") as handle:
        store = RedisSessionStore(handle.client)
        (session,) = await store.sessions()
        said = [turn.message.text for turn in await store.turns(session.id) if turn.message]
    assert said == [ANSWER, "potent." if end == "Ctrl-D" else "Consumers are idempotent."]
    kept = [file.read_text(encoding="utf-8") for file in (home / "unsent").glob("*.json")]
    assert not any("potent" in text for text in kept)
