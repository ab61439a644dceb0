"""What a clause is before it becomes a key point."""

from __future__ import annotations

from dataclasses import dataclass

from domain.guide import KeyPointOrigin


@dataclass(frozen=True, slots=True)
class Clause:
    """A key point before it has an id; the lines are 1-based and inclusive.

    `opens` says that it leads up to what is told and tells nothing itself.
    """

    text: str
    first: int
    last: int
    weight: float
    origin: KeyPointOrigin = KeyPointOrigin.ANSWER
    opens: bool = False
