"""Tables of a guide: which lines are theirs, and the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.markup.line import Line

# One dash is what a cell holds that says nothing, but for one with a colon.
_DASHES = r"\s*(?::?-{2,}:?|:-:?|-:)\s*"
_TABLE_RULE = re.compile(rf"^\s*\|?{_DASHES}(?:\|{_DASHES})+\|?\s*$|^\s*\|{_DASHES}\|\s*$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")


def cells(row: Line) -> list[str]:
    """The cells of a table's row."""
    text = row.text.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", text)]


def is_table_rule(row: Line) -> bool:
    """Is this the line of dashes below a table's header?"""
    return bool(_TABLE_RULE.match(row.text))


def rows_of(raw: Sequence[str], code: Sequence[bool], marks: Sequence[bool]) -> list[bool]:
    """Which lines belong to tables, with or without bars at their ends."""
    rows = [False] * len(raw)
    inside = False
    for index, line in enumerate(raw):
        if code[index] or marks[index] or "|" not in line:
            inside = False
            continue
        text = _QUOTED.sub("", line)
        if _TABLE_RULE.match(text) and "|" in text:
            inside = True
            rows[index] = True
            if index and "|" in raw[index - 1] and not code[index - 1]:
                rows[index - 1] = True
            continue
        framed = text.strip().startswith("|") and text.count("|") >= 2
        rows[index] = inside or framed
    return rows
