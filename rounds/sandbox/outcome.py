"""What a program may use, and how its run ended."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.values import Frozen, Seconds


class Limits(Frozen):
    """What a program may use: seconds of its own time, bytes of memory, bytes of output (of each kind)."""

    seconds: float = Field(default=5.0, gt=0, le=60)
    memory: int = Field(default=128 * 2**20, ge=32 * 2**20, le=1024 * 2**20)
    output: int = Field(default=64 * 2**10, ge=1, le=2**20)


class Ended(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    RAISED = "raised"
    """It ended itself: an exception, or an exit that is not 0."""
    TIME = "time"
    MEMORY = "memory"
    DEPTH = "depth"
    """It called itself deeper than the sandbox's stack."""
    OUTPUT = "output"
    BROKEN = "broken"
    """The sandbox failed, not the program; `Run.errors` says how."""


class Run(Frozen):
    """A run's end, and what the program wrote, cut at its limit."""

    ended: Ended
    output: str = ""
    errors: str = ""
    seconds: Seconds = 0.0

    @property
    def last_line(self) -> str:
        """The last line of `errors` with text: the exception, where one ended it; "" without one."""
        return next((line.strip() for line in reversed(self.errors.splitlines()) if line.strip()), "")
