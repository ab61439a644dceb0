"""Words that tell what a line is, read from cues.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from language.hanzi import simplified
from language.needed import begun, sought
from language.tables import read_yaml

_HEEDS_CAPITALS = "(?-i:"
_LONG = 200
"""A shorter pattern takes no longer than asking whether it can match."""


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern called `name`, which heeds no capitals, in simplified characters."""
    row = _rows()[name]
    words, at = simplified("|".join(row["words"])), str(row.get("at", ""))
    pattern = {"start": f"^(?:{words})", "whole": f"^(?:{words})$", "": words}[at]
    if len(pattern) < _LONG or _HEEDS_CAPITALS in pattern:
        return re.compile(pattern, re.IGNORECASE)
    return begun(pattern) if at else sought(pattern, re.IGNORECASE)


@cache
def _rows() -> dict[str, dict[str, str | list[str]]]:
    rows: dict[str, dict[str, str | list[str]]] = read_yaml(Path(__file__).with_name("cues.yaml"))
    return rows
