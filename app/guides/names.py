"""A name under which a file from anywhere can lie in the folder of guides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_MOST_BYTES = 150
"""File systems take 255; numbers, and names of files in the making, are built on it."""
_NOT_EVERYWHERE = re.compile(r'[<>:"|?*]')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_LONGEST_SUFFIX = 12
_NAMELESS = "guide"


def safe_name(given: str) -> str:
    """`given` as the name of a file that lies in one folder, on every system, and is not hidden.

    Folders before it go, as do signs that steer a screen or cannot be seen; what some system forbids becomes
    a dash, a device's name gets an underscore, and what is too long loses the end of its stem.
    """
    name = unicodedata.normalize("NFC", given.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(
        sign for sign in name if unicodedata.category(sign)[0] != "C" and sign not in "\u2028\u2029"
    )
    stem, suffix = _parted(_NOT_EVERYWHERE.sub("-", name).rstrip(". "))
    stem = stem.lstrip(". -").rstrip(". ") or _NAMELESS
    if stem.split(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return _shortened(stem, _MOST_BYTES - len(suffix.encode())) + suffix


def beside(name: str, taken: Collection[str]) -> str:
    """`name` with the first number from 2 on that is not among those `taken`: "name (2).md"."""
    stem, suffix = _parted(name)
    number = 2
    while is_taken(numbered := f"{stem} ({number}){suffix}", taken):
        number += 1
    return numbered


def is_taken(name: str, taken: Collection[str]) -> bool:
    """Whether `name` is among `taken` on any system, also one to which capitals are nothing."""
    return _folded(name) in {_folded(each) for each in taken}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return name, ""
    return stem, f".{suffix}"


def _shortened(stem: str, most: int) -> str:
    while len(stem.encode()) > most:
        stem = stem[:-1]
    return stem.rstrip(". ")
