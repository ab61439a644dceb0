"""A table of a guide: its header, its rows, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule

_MOST_WORDS_IN_A_GRADE = 3
_FEWEST_WORDS_ASKED = 3
_COUNT = re.compile(r"^\d{1,2}[.)]?$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header's line and cells, and the rows below; `ruled` says that dashes part them."""

    head: Line
    header: tuple[str, ...]
    rows: tuple[tuple[Line, tuple[str, ...]], ...]
    ruled: bool = True

    def facts(self) -> tuple[tuple[Line, tuple[str, ...]], ...]:
        """The rows, and the header where it tells a figure like them: columns pasted without one."""
        headless = not self.ruled and _tells_figures(self.header)
        return ((self.head, self.header), *self.rows) if headless else self.rows

    def column(self, pattern: re.Pattern[str], but: int | None = None) -> int | None:
        """The first column whose header fits, `but` aside."""
        fits = (
            n
            for n, cell in enumerate(self.header)
            if n != but and pattern.search(folded(clean(cell)) or cell)
        )
        return next(fits, None)

    def grades(self, but: Sequence[int | None]) -> set[int]:
        """The columns, `but` some, that only say how well something fits ("Strength", "✅ / partial")."""
        grade = cue("column_grade")
        return {
            n
            for n, cell in enumerate(self.header)
            if n not in but and grade.search(folded(clean(cell)) or cell) and self._is_terse(n)
        }

    def _is_terse(self, column: int) -> bool:
        told = [cell_of(row, column) for _, row in self.rows]
        return all(len(cell.split()) <= _MOST_WORDS_IN_A_GRADE for cell in told)


def tables_in(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables in `lines`."""
    rows: list[Line] = []
    for line in [*lines, Line(0, Kind.BLANK)]:
        if line.kind is Kind.ROW:
            rows.append(line)
            continue
        if len(rows) > 1:
            body = [(row, tuple(cells(row))) for row in rows if not is_table_rule(row)]
            # Word's tables come with an empty header over the real one.
            while len(body) > 2 and not any(body[0][1]) and not _is_a_row(body[1][1]):
                del body[0]
            if body:
                yield Table(*body[0], tuple(body[1:]), ruled=len(body) < len(rows))
        rows = []


def _is_a_row(row: Sequence[str]) -> bool:
    """Does what is below an empty header tell a figure, have a number or ask, so that it is none itself?"""
    if _tells_figures(row) or (row and _COUNT.match(row[0].strip())):
        return True
    return any(cell.endswith(("?", "？")) and len(cell.split()) >= _FEWEST_WORDS_ASKED for cell in row)


def _tells_figures(row: Sequence[str]) -> bool:
    """Does a row tell figures, so that it is no header?"""
    return any(sign.isdigit() for cell in row[1:] for sign in cell)


def cell_of(row: Sequence[str], column: int | None) -> str:
    """The words of a cell; empty where there is no such column."""
    return clean(row[column]) if column is not None and column < len(row) else ""


def rest_of(row: Sequence[str], but: Sequence[int | None]) -> str:
    """What the other cells say, those in the columns `but` aside."""
    return "; ".join(clean(cell) for n, cell in enumerate(row) if n not in but and clean(cell))
