"""Work that is being done on a task and was not handed in yet: it outlasts whatever ends the program."""

from __future__ import annotations

import contextlib
import os
import tempfile
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from app.bootstrap.memory import Memory
from domain.values import Count, Frozen
from memory.keys import key_safe

MOST = 200_000
"""Signs of a sheet; more is no answer to a task."""


class Sheet(StrEnum):
    """What is written on: the work itself, or a review's better version of the code."""

    WORK = "work"
    BETTER = "better"


class Begun(Frozen):
    """Work as it stands, for which question, how often it was tried, and in which stage of a design it is.

    `stage` counts from 0.
    """

    question: str = ""
    code: str = ""
    better: str = ""
    runs: Count = 0
    stage: Count = 0


class Bench:
    """The work of one session, from the first line to the last change; `path` is None where nothing keeps it.

    Only this user can read the file (0600, in a folder of 0700). Several of one session see the same.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._held = Begun()

    def text(self, question_id: str, sheet: Sheet = Sheet.WORK) -> str:
        """What stands on a sheet for a question, "" where nothing does."""
        begun = self._of(question_id)
        return begun.code if sheet is Sheet.WORK else begun.better

    def runs(self, question_id: str) -> int:
        """How often the work on a question was tried."""
        return self._of(question_id).runs

    def stage(self, question_id: str) -> int:
        """In which of its stages a design is, from 0."""
        return self._of(question_id).stage

    def at(self) -> int:
        """When it was written last, in milliseconds since 1970; 0 where nothing was."""
        try:
            return round(self._path.stat().st_mtime * 1000) if self._path is not None else 0
        except OSError:
            return 0

    def put(self, question_id: str, text: str, sheet: Sheet = Sheet.WORK) -> None:
        """Keep a sheet as it stands now. Goes without a file where it must."""
        self._change(question_id, **{"code" if sheet is Sheet.WORK else "better": text})

    def tried(self, question_id: str) -> None:
        """Count that the work on a question was tried."""
        self._change(question_id, runs=self.runs(question_id) + 1)

    def go_on(self, question_id: str) -> None:
        """Go on to the next stage."""
        self._change(question_id, stage=self.stage(question_id) + 1)

    def _of(self, question_id: str) -> Begun:
        begun = self._begun()
        return begun if begun.question == question_id else Begun(question=question_id)

    def _change(self, question_id: str, **changes: object) -> None:
        self._keep(self._of(question_id).model_copy(update=changes))

    def remove(self) -> None:
        """Delete it: the session is over, or forgotten."""
        self._held = Begun()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _begun(self) -> Begun:
        if self._path is None:
            return self._held
        try:
            return Begun.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return self._held

    def _keep(self, begun: Begun) -> None:
        self._held = begun
        if self._path is not None:
            with contextlib.suppress(OSError):
                _write(self._path, begun.model_dump_json().encode())


def _write(path: Path, content: bytes) -> None:
    """Write all of it or nothing: a program that is killed meanwhile leaves what stood there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".work-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def bench_of(memory: Memory, session_id: str, *, drill: bool = False) -> Bench:
    """Where the work of a session, or of a drill, stands until it is over."""
    keys = memory.keys.drills if drill else memory.keys
    return Bench(memory.unsent / f"{key_safe(keys.session(session_id).session)}.work")
