"""What the prober listens for, in the language of the guide: the patterns and words of cues/."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from agents.sayings import spoken
from domain.interview import ENGLISH
from language.patterns import regex
from language.tables import read_yaml

_NOTHING = regex(r"(?!)")
# Typed in haste these have none: "id like", "ive said", "dont". "Well" and "its" are other words.
_APOSTROPHE = regex(r"(?<=n)()\[’'\](?=t)|(?<=I)((?:\(\?:)?)\[’'\](?=d\b|d\||ve|m\b|m\|)")


def pattern(language: str, key: str) -> re.Pattern[str]:
    """The pattern for `key` ("kinds.join") in `language`, English where nobody speaks it.

    Raises `KeyError` where there is no such key.
    """
    return _pattern(spoken(language), key)


def words(language: str, key: str) -> frozenset[str]:
    """The words listed for `key` ("links"), in lower case."""
    return frozenset(str(_leaf(spoken(language), key)).split())


def names(language: str, key: str) -> tuple[str, ...]:
    """What stands below `key` ("kinds"), in order."""
    return tuple(_leaf(spoken(language), key))


@cache
def _pattern(language: str, key: str) -> re.Pattern[str]:
    alternatives = _leaf(language, key)
    if not alternatives:
        return _NOTHING
    if language == ENGLISH:
        alternatives = [_APOSTROPHE.sub(r"\1\2['’]?", each) for each in alternatives]
    return re.compile("|".join(f"(?:{each})" for each in alternatives), re.IGNORECASE)


def _leaf(language: str, key: str) -> Any:
    found: Any = _tree(language)
    for name in key.split("."):
        found = found[name]
    return found


@cache
def _tree(language: str) -> dict[str, Any]:
    file = Path(__file__).parent / "cues" / f"{language}.yaml"
    read: dict[str, Any] = read_yaml(file)
    return read
