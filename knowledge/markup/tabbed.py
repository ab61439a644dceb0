"""A table pasted as text, with tabs between its cells: `Metric⇥Before⇥After` over rows with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.markup.line import Kind, Line

_FEWEST_ROWS = 3
_FEWEST_CELLS = 3


def with_tabbed_rows(lines: Sequence[Line]) -> list[Line]:
    """`lines` with such tables as rows below their header; in linear time."""
    result: list[Line] = []
    for run in _runs(lines):
        rows = [_cells(line) for line in run]
        result += _written(run, rows) if len(run) >= _FEWEST_ROWS and _has_a_header(rows) else run
    return result


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, those below each other with as many cells together."""
    run: list[Line] = []
    for line in lines:
        width = len(_cells(line))
        if run and (width < _FEWEST_CELLS or width != len(_cells(run[-1]))):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.split("\t")] if line.kind is Kind.TEXT else []


def _has_a_header(rows: Sequence[Sequence[str]]) -> bool:
    """Are the names of the columns in the first row, and a figure in each of the others?"""
    figures = [any(any(map(str.isdigit, cell)) for cell in row[1:]) for row in rows]
    return not figures[0] and all(figures[1:]) and all(rows[0])


def _written(run: Sequence[Line], rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    for place, (line, row) in enumerate(zip(run, rows, strict=True)):
        text = " | ".join(cell.replace("|", "\\|") for cell in row)
        yield replace(line, kind=Kind.ROW, text=f"| {text} |")
        if not place:
            yield replace(line, kind=Kind.ROW, text=f"|{' --- |' * len(row)}")
