"""Words that tell what a line is, read from cues.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from language.hanzi import simplified
from language.tables import read_yaml


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern called `name`, which heeds no capitals, in simplified characters."""
    row = _rows()[name]
    words = simplified("|".join(row["words"]))
    where = {"start": f"^(?:{words})", "whole": f"^(?:{words})$", "": words}
    return re.compile(where[str(row.get("at", ""))], re.IGNORECASE)


@cache
def _rows() -> dict[str, dict[str, str | list[str]]]:
    rows: dict[str, dict[str, str | list[str]]] = read_yaml(Path(__file__).with_name("cues.yaml"))
    return rows
