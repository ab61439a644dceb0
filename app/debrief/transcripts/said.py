"""What a transcript holds: who said what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one speaker, "" where nobody says whose they are; `start` and `end` in seconds where known."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None

    @property
    def words(self) -> int:
        return len(self.text.split())


def in_order(everything: Iterable[Said]) -> list[Said]:
    """By time, where all have one: people talk over each other, and tools write that as it comes."""
    said = [each for each in everything if each.text.strip()]
    if all(each.start is not None for each in said):
        said.sort(key=lambda each: each.start or 0.0)
    return said


def joined(said: Iterable[Said]) -> list[Said]:
    """What one speaker says in a row as one; words of nobody stay as they stand."""
    found: list[Said] = []
    for speaker, group in groupby(said, key=lambda each: each.speaker):
        several = list(group)
        if not speaker:
            found += several
            continue
        text = " ".join(each.text.strip() for each in several)
        found.append(replace(several[0], text=text, end=several[-1].end))
    return found
