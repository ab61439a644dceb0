"""The words by which CVs are read, as patterns; each is made once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from language.tables import read_yaml

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def _tables() -> dict[str, Any]:
    file = Path(__file__).with_name("words.yaml")
    found: dict[str, Any] = read_yaml(file)
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name`, of all languages, of whole words in folded text."""
    listed = _tables()[name]
    return _whole(listed if isinstance(listed, list) else [listed])


def words(name: str) -> str:
    """The alternatives of `name` as they are written, to be put into a larger pattern."""
    return str(_tables()[name])


@cache
def parts() -> Mapping[str, re.Pattern[str]]:
    """What titles a part of a CV, whole, by the kind of part."""
    return {name: re.compile("|".join(listed)) for name, listed in _tables()["parts"].items()}


@cache
def files() -> re.Pattern[str]:
    """What the name or the title of a CV has in it."""
    return re.compile(words("files"))


@cache
def months() -> Mapping[str, int]:
    """The number of the month that a word names."""
    return {word: number for number, listed in _tables()["months"].items() for word in listed.split()}


@cache
def degrees() -> Mapping[int, re.Pattern[str]]:
    """The words for degrees, by how far these go, the furthest first."""
    return {level: _whole([row]) for level, row in _tables()["degrees"].items()}


def _whole(rows: list[str]) -> re.Pattern[str]:
    """Rows of words that stand alone; Chinese has no blanks to end them at."""
    latin = [row for row in rows if not _CHINESE.match(row)]
    others = [row for row in rows if _CHINESE.match(row)]
    bounded = [rf"(?<![^\W\u4e00-\u9fff])(?:{'|'.join(latin)})(?![^\W\u4e00-\u9fff])"] if latin else []
    return re.compile("|".join([*bounded, *others]))
