"""What a transcript holds: who said what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_NOBODY = re.compile(
    r"(?:unknown|unidentified|unnamed)(?: speaker)?|speaker|participant|guest"
    r"|unbekannt(?:er sprecher)?|sprecher(?:in)?|(?:locuteur|intervenant)(?: inconnu)?"
    r"|(?:hablante|interlocutor)(?: desconocido)?|desconocido|(?:falante|orador)(?: desconhecido)?"
    r"|desconhecido|(?:interlocutore|relatore)(?: sconosciuto)?|sconosciuto|onbekend(?:e spreker)?|spreker"
    r"|未知(?:发言人|说话人)?|发言人|说话人",
    re.IGNORECASE,
)
"""What tools call those whom they do not know."""
_FEWEST_TURNS = 3


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


def in_turns(said: Sequence[Said]) -> list[Said]:
    """What was said with a name each, in turns, where the tool knew nobody and called all of them alike.

    It writes a new block where somebody else speaks.
    """
    names = {each.speaker for each in said}
    if len(names) != 1 or len(said) < _FEWEST_TURNS or not _NOBODY.fullmatch(next(iter(names))):
        return [*said]
    return [replace(each, speaker=f"Speaker {at % 2 + 1}") for at, each in enumerate(said)]


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
