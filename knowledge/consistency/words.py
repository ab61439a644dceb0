"""What the checks listen for in other languages than English, read from words.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from language.tables import read_yaml
from language.text import read

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


CAPITALISES_NOUNS = "de"
"""The code of the language whose every noun has a capital, so that it makes no name."""


@cache
def words(name: str, *more: str) -> re.Pattern[str]:
    """The pattern called `name`, with `more` of English in front; it heeds no capitals."""
    return re.compile("|".join(map(_bounded, [*more, *_rows()[name]])), re.IGNORECASE)


@cache
def undertakings() -> dict[str, re.Pattern[str]]:
    """What can be finished or not, by its English name."""
    return {name: re.compile(_bounded(row), re.IGNORECASE) for name, row in _rows()["undertakings"].items()}


def telling(text: str) -> frozenset[str]:
    """The stems of `text` that tell what is done, to what: no small words, none that say when.

    Chinese is written without blanks, so there each three signs in a row are one.
    """
    tokens = read(text).content
    when = _when()
    found = {held.stem for held in tokens if len(held.word) > 3 and held.word not in when}
    return frozenset(found) | chinese_pieces(text)


def chinese_pieces(text: str) -> frozenset[str]:
    """Each three Chinese signs in a row: their words have no blanks between them."""
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return frozenset(run[at : at + 3] for run in runs for at in range(len(run) - 2))


@cache
def _when() -> frozenset[str]:
    return frozenset(str(_rows()["when"]).split())


def _bounded(row: str) -> str:
    """A row of words; Chinese has no blanks to end them at."""
    return rf"(?:{row})" if _CHINESE.search(row) else rf"\b(?:{row})\b"


@cache
def _rows() -> dict[str, Any]:
    rows: dict[str, Any] = read_yaml(Path(__file__).with_name("words.yaml"))
    return rows
