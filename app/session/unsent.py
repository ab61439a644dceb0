"""The answer that is not in the database yet, in a file: whatever ends the program, it was typed once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from agents.quoting import quoted
from app.bootstrap.memory import Memory
from app.display.front import Front
from domain.interview import CandidateMessage, MessageKind
from domain.values import Frozen
from memory.keys import key_safe
from memory.store import SessionStore

_RESERVED = 1 << 15
"""Bytes that the file takes from the beginning: what is written over them needs no room on a full disk."""


class Typed(Frozen):
    """What was typed, and in which turn; `begun` is what was not sent yet, and belongs to no turn."""

    turn: int
    message: CandidateMessage
    begun: bool = False


class UnsentAnswer:
    """The place of one session's answer, from when it was typed until the database has it.

    Only this user can read it (0600, in a folder of 0700). `reserve` takes the room while there is some.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def reserve(self) -> None:
        """Take room for an answer; what stands there stays. Goes without where there is none."""
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.parent.chmod(0o700)
            if not self.path.exists():
                self._write(b"")

    def keep(self, turn: int, message: CandidateMessage, *, for_long: bool = False) -> None:
        """Keep an answer; commands like /skip are typed again in a moment. Goes without where it must.

        What is kept `for_long`, since the database is away, outlasts a failure of the machine, too.
        """
        if message.kind is MessageKind.ANSWER:
            with contextlib.suppress(OSError):
                self._write(Typed(turn=turn, message=message).model_dump_json().encode(), sync=for_long)

    def found(self) -> Typed | None:
        """What stands there; None where nothing does, or no answer that we wrote."""
        try:
            return Typed.model_validate_json(self.path.read_bytes().strip())
        except (OSError, ValidationError):
            return None

    def keep_begun(self, text: str, now: datetime) -> bool:
        """Keep what was typed and not sent, unless an answer stands there; whether it was kept."""
        found = self.found()
        if not text.strip() or (found is not None and not found.begun):
            return False
        begun = Typed(turn=0, message=CandidateMessage(text=text, at=now), begun=True)
        try:
            self._write(begun.model_dump_json().encode(), sync=True)
        except OSError:
            return False
        return True

    def begun(self) -> str:
        """What was typed and not sent when the session was left; "" where nothing was."""
        found = self.found()
        return found.message.text if found is not None and found.begun else ""

    def drop(self) -> None:
        """The database has the answer: let it go, and keep the room."""
        with contextlib.suppress(OSError):
            self._write(b"")

    def remove(self) -> None:
        """Delete the file."""
        self.path.unlink(missing_ok=True)

    async def take_up(self, store: SessionStore, session_id: str, screen: Front) -> None:
        """Hand what stands there to the database, and say so."""
        found = self.found()
        if found is None or found.begun:
            return
        if await store.keep_message(session_id, found.turn, found.message):
            screen.tell("taken_up")
        else:
            there = await store.kept_message(session_id, found.turn)
            # The very same was stored then, and the program ended before it knew.
            if there is None or there.text != found.message.text:
                screen.tell("answered_elsewhere")
                screen.notice(quoted(found.message.text, screen.language))
        self.drop()

    def _write(self, content: bytes, *, sync: bool = False) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            # Over what is there, at its full length: JSON passes over blanks.
            os.pwrite(descriptor, content.ljust(max(_RESERVED, os.fstat(descriptor).st_size)), 0)
            if sync:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def unsent_answer(memory: Memory, session_id: str, *, drill: bool = False) -> UnsentAnswer:
    """Where an answer to a session, or to a drill, stands until the database has it."""
    keys = memory.keys.drills if drill else memory.keys
    return UnsentAnswer(memory.unsent / f"{key_safe(keys.session(session_id).session)}.json")


@contextlib.contextmanager
def reserved(unsent: UnsentAnswer) -> Iterator[UnsentAnswer]:
    """Room for an answer while a session is held; the file goes unless an answer stands there."""
    unsent.reserve()
    try:
        yield unsent
    finally:
        if unsent.found() is None:
            with contextlib.suppress(OSError):
                unsent.remove()
