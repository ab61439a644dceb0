"""Lines with the places that they stand on: side by side, on a narrow screen one below the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Group
from rich.table import Table
from rich.text import Text

_NARROW = 66
"""Columns under which a line beside its place is broken after every other word."""
_MOST_OF_A_PLACE = 28


class CitedRow(NamedTuple):
    """What stands before a line, the line, and its place; "" where it has none."""

    head: str
    line: Text
    place: str = ""


def cited_rows(
    rows: Iterable[CitedRow],
    width: int,
    *,
    heads: int,
    most: int,
    places: int = 0,
    style: str = "",
) -> Table:
    """`rows` on a screen of `width` columns: `heads` for what stands before, `most` for the lines.

    `places` are those that a place has at the least, where it comes only later. `style` is that of the heads.
    """
    narrow = width < _NARROW
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=heads, style=style, no_wrap=bool(style))
    grid.add_column(overflow="fold", max_width=most)
    if narrow:
        for head, line, place in rows:
            grid.add_row(head, Group(line, Text(place, style="dim")) if place else line)
        return grid
    grid.add_column(style="dim", overflow="fold", min_width=places or None, max_width=_MOST_OF_A_PLACE)
    for row in rows:
        grid.add_row(*row)
    return grid
