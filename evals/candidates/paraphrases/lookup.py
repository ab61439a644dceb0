"""Which words written by hand say what a key point says.

An entry stands under the first words of the guide's sentence, not under a key point: however key points are
cut, those that hold the sentence find it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from pathlib import PurePosixPath
from typing import NamedTuple

import yaml

from domain.guide import KeyPoint
from language.sentences import sentences

_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 4
"""A sentence of fewer ("Replay.", "Three rules.") is said along with the next one."""


class Entry(NamedTuple):
    """`begins`: the first words of a sentence of the guide, in small letters; `said`: what it says, told."""

    begins: tuple[str, ...]
    said: str


@lru_cache(maxsize=8)
def entries(guide: str) -> tuple[Entry, ...]:
    """All entries for the guide of that file name, in its order; none where nobody wrote any."""
    file = resources.files(__package__).joinpath(f"{PurePosixPath(guide).stem}.yaml")
    if not file.is_file():
        return ()
    told: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(Entry(words(begins), said) for begins, said in told.items())


def paraphrase(key_point: KeyPoint) -> str | None:
    """The key point in other words; None where one of its sentences has none."""
    said: list[str] = []
    for sentence in sentences(key_point.text):
        found = within(sentence, entries(key_point.source.guide))
        if not found and len(words(sentence)) >= _FEWEST_WORDS:
            return None
        said += [entry.said for entry in found]
    return " ".join(said) or None


def within(text: str, among: tuple[Entry, ...]) -> list[Entry]:
    """The entries for what stands in `text`, in its order."""
    held = f" {' '.join(words(text))} "
    places = [(held.find(f" {' '.join(entry.begins)} "), entry) for entry in among]
    return [entry for place, entry in sorted(places) if place >= 0]


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in small letters, signs left out."""
    return tuple(_WORD.findall(text.casefold()))
