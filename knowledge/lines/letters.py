"""The parts of a story on one line behind their letters: `S: … T: … A: … R: …`, `S the van broke. T I …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_LETTERS = "STAR"
_MARKED = re.compile(r"(?<![^\W_])(?P<letter>[STAR])(?:\s*[:：]|\s[-–—]|\s?=)\s")
# Each at the beginning of a sentence, and none a word of it: "A reefer came" is told by its neighbours alone.
_BARE = re.compile(r"(?:^|(?<=[.!?;…)»”\"]\s)|(?<=[。！？；]))(?P<letter>[STAR])\s+(?=[^\W_])")


def letters_in(text: str) -> list[int]:
    """Where S, T, A and R stand before the parts of a story, in this order; nothing where one is missing."""
    return _in_order(text, _MARKED) or _in_order(text, _BARE)


def parts_by_letters(text: str) -> tuple[str, list[str]]:
    """What stands before the first of the four letters, and each part with a colon behind its letter."""
    places = letters_in(text)
    if not places:
        return text, []
    marked = bool(_in_order(text, _MARKED))
    parts = [text[start:end].strip(" ;") for start, end in pairwise([*places, len(text)])]
    return text[: places[0]].rstrip(" -–—:："), parts if marked else _with_colons(parts)


def _with_colons(parts: Sequence[str]) -> list[str]:
    return [f"{part[0]}: {part[1:].lstrip()}" for part in parts]


def _in_order(text: str, pattern: re.Pattern[str]) -> list[int]:
    places: list[int] = []
    for found in pattern.finditer(text):
        if len(places) < len(_LETTERS) and found["letter"] == _LETTERS[len(places)]:
            places.append(found.start("letter"))
    return places if len(places) == len(_LETTERS) else []
