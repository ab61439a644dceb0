"""How a score came about, and key point by key point what was heard: `/why` in the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from agents import reasons
from agents.reasons.said import decimal
from app.display import words
from app.display.labels import label
from app.display.places import in_short
from domain.verdict import Score, Verdict

_NARROW = 100
"""Columns under which four do not fit side by side."""


def arithmetic(score: Score, language: str) -> Table:
    """The parts of `score` with their weights and why each is what it is, and what they come to."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=34)
    grid.add_column(justify="right")
    grid.add_column(justify="right", style="dim")
    grid.add_column(style="dim", overflow="fold", max_width=52)
    for part in score.parts:
        value, weight = (decimal(each, 2, language) for each in (part.value, part.weight))
        grid.add_row(reasons.part(part, language), value, f"× {weight}", reasons.because(part, language))
    value = decimal(score.value, 2, language)
    grid.add_row(label("why_score", language), value, "", label("why_coverage", language))
    return grid


def key_points(verdict: Verdict, language: str, width: int) -> Table:
    """Each key point with what was heard of it, the words that show it, and its place; `width` in columns."""
    narrow = width < _NARROW
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=16)
    grid.add_column(overflow="fold", max_width=50)
    if not narrow:
        grid.add_column(overflow="fold", max_width=36)
    grid.add_column(style="dim", overflow="fold", max_width=26)
    for found in verdict.key_points:
        quote = words.quoted(found.evidence, language) if found.evidence is not None else ""
        heard, point = words.labelled(found, language), Text(found.key_point.text)
        place, said = in_short((found.key_point.source,)), Text(quote, style="italic")
        if not narrow:
            grid.add_row(heard, point, said, place)
            continue
        grid.add_row(heard, point, place)
        if quote:
            grid.add_row("", said, "")
    return grid
