"""Tables: cells between rules, and cells that only stand below each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.files.pdf.drawn import Drawn, Rule
from knowledge.files.pdf.lines import Line

_NEAR = 3.0
_MOST_EDGES = 2_000
# In the size of the letters: how far apart the lines of one cell are at most.
_WIDEST_LEADING = 1.38
_LOOK_AHEAD = 8


@dataclass(slots=True)
class Table:
    """Rows of cells, each cell the lines in it; `head` says that the first row is set as a header."""

    page: int
    top: float
    x0: float
    rows: list[list[list[Line]]] = field(default_factory=list)
    order: int = 0


@dataclass(slots=True)
class _Grid:
    columns: list[float]
    rows: list[float]


def ruled_tables(page: Drawn, lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables that rules draw, and the lines that stand in none."""
    grids = _grids(page)
    cells: list[dict[tuple[int, int], list[Line]]] = [{} for _ in grids]
    rest: list[Line] = []
    tops = [grid.rows[0] for grid in grids]
    for line in lines:
        # Grids that stand beside each other have about the same top: look at the few before.
        last = bisect_right(tops, line.baseline)
        for index in range(last - 1, max(last - 9, -1), -1):
            place = _cell(grids[index], line)
            if place is not None:
                cells[index].setdefault(place, []).append(line)
                break
        else:
            rest.append(line)
    tables = []
    for grid, held in zip(grids, cells, strict=True):
        filled = list(held)
        if len({row for row, _ in filled}) < 2 or len({column for _, column in filled}) < 2:
            rest += [line for content in held.values() for line in content]
            continue
        table = Table(lines[0].page, grid.rows[0], grid.columns[0])
        table.order = min(line.order for content in held.values() for line in content)
        for row in sorted({row for row, _ in filled}):
            table.rows.append([held.get((row, column), []) for column in range(len(grid.columns) - 1)])
        tables.append(table)
    return tables, rest


def _cell(grid: _Grid, line: Line) -> tuple[int, int] | None:
    y = line.baseline - 0.3 * line.size
    x = min((line.x0 + line.x1) / 2, line.x0 + 2 * line.size)
    row, column = bisect_right(grid.rows, y) - 1, bisect_right(grid.columns, x) - 1
    if 0 <= row < len(grid.rows) - 1 and 0 <= column < len(grid.columns) - 1:
        return row, column
    return None


def _grids(page: Drawn) -> list[_Grid]:
    """Rules that touch, as rows and columns, from top to bottom."""
    across = sorted(page.across)[: _MOST_EDGES * 10]
    down = sorted(page.down, key=lambda rule: rule.start)[: _MOST_EDGES * 10]
    grids = []
    for group in _by_height(down):
        top, bottom = min(rule.start for rule in group), max(rule.end for rule in group)
        first = bisect_left(across, top - _NEAR, key=lambda rule: rule.at)
        levels = across[first : bisect_right(across, bottom + _NEAR, key=lambda rule: rule.at)]
        for x0, x1 in _spans(levels):
            columns = _distinct(rule.at for rule in group if x0 - _NEAR <= rule.at <= x1 + _NEAR)
            rows = _distinct(
                rule.at for rule in levels if x0 - _NEAR <= rule.start and rule.end <= x1 + _NEAR
            )
            if 3 <= len(columns) <= 60 and 2 < len(rows) <= _MOST_EDGES:
                grids.append(_Grid(columns, rows))
    return sorted(grids, key=lambda grid: grid.rows[0])


def _by_height(down: list[Rule]) -> list[list[Rule]]:
    """Vertical rules grouped by where they overlap or touch."""
    groups: list[list[Rule]] = []
    reach = float("-inf")
    for rule in down:
        if rule.start > reach + _NEAR or not groups:
            groups.append([])
            reach = rule.end
        groups[-1].append(rule)
        reach = max(reach, rule.end)
    return groups


def _spans(levels: list[Rule]) -> list[tuple[float, float]]:
    """The widths that horizontal rules cover together."""
    spans: list[tuple[float, float]] = []
    for rule in sorted(levels, key=lambda held: held.start):
        if spans and rule.start <= spans[-1][1] + _NEAR:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return spans


def _distinct(places: object) -> list[float]:
    found: list[float] = []
    for place in sorted(places):  # type: ignore[call-overload]
        if not found or place > found[-1] + _NEAR:
            found.append(place)
    return found


def aligned_tables(rows: list[list[Line]]) -> list[list[Line] | Table]:
    """The rows of a region; runs of rows whose parts stand below each other become tables."""
    out: list[list[Line] | Table] = []
    index = 0
    while index < len(rows):
        columns = _columns(rows, index)
        end = _run(rows, index, columns)
        above = out[-1] if out and isinstance(out[-1], list) else None
        head = above if above is not None and _heads(above, rows[index]) else None
        table = _aligned(rows[index:end], head, columns) if end - index >= 2 else None
        if table is None:
            out.append(rows[index])
            index += 1
            continue
        if head:
            out.pop()
        _take_wrapped_head(table, out)
        out.append(table)
        index = end
    return out


def _take_wrapped_head(table: Table, out: list[list[Line] | Table]) -> None:
    """Headers stand on the lowest line of their row; above it begins one that is wrapped."""
    above = out[-1] if out and isinstance(out[-1], list) else None
    heads = [cell[0] for cell in table.rows[0] if cell]
    if above is None or not heads or heads[0].baseline - above[0].baseline > 1.5 * heads[0].size:
        return
    places = [_column(part, [head.x0 for head in heads]) for part in above]
    if all(places) and len(heads) == len(table.rows[0]):
        for place, part in zip(places, above, strict=True):
            table.rows[0][place or 0].insert(0, part)
        out.pop()


def _columns(rows: list[list[Line]], start: int) -> list[float]:
    """Where the columns begin, by the next rows, too: headers and cells may lack some."""
    own = [part.x0 for part in rows[start]]
    ahead = rows[start : start + _LOOK_AHEAD]
    begins = sorted(part.x0 for row in ahead for part in row)
    columns: list[float] = []
    for x, following in pairwise(begins):
        # Twice at the same place.
        if following - x <= _NEAR and x >= own[0] - _NEAR and not (columns and x - columns[-1] <= _NEAR):
            columns.append(x)
    fits = len(columns) > len(own) and all(_fits(part, columns) for row in ahead[:3] for part in row)
    return columns if fits else own


def _fits(part: Line, columns: list[float]) -> bool:
    place = _column(part, columns)
    if place is None:
        return False
    return place + 1 == len(columns) or part.x1 < columns[place + 1] - 0.3 * part.size


def _run(rows: list[list[Line]], start: int, columns: list[float]) -> int:
    """Where the rows end that may be a table with these columns."""
    if len(rows[start]) < 2:
        return start
    end = start + 1
    while end < len(rows) and _follows(rows[end - 1], rows[end], columns):
        end += 1
    return end


def _heads(above: list[Line], row: list[Line]) -> bool:
    """Is the row above the header of these columns, set in their middle?"""
    if len(above) < 2 or len(above) != len(row) or row[0].baseline - above[0].baseline > 3.2 * row[0].size:
        return False
    ends = [part.x0 - 0.5 * part.size for part in row[1:]] + [float("inf")]
    return all(
        part.x0 - 0.5 * part.size <= head.x0 and head.x1 <= end
        for head, part, end in zip(above, row, ends, strict=True)
    )


def _follows(above: list[Line], row: list[Line], columns: list[float]) -> bool:
    size = row[0].size
    if abs(size - above[0].size) > 0.06 * size:
        return False
    if row[0].page == above[0].page and row[0].baseline - above[0].baseline > 3.2 * size:
        return False
    places = [_column(part, columns) for part in row]
    if None in places or len(set(places)) != len(places):
        return False
    return len(row) > 1 or places[0] != 0 or row[0].x1 < columns[1] - 0.5 * size


def _column(part: Line, columns: list[float]) -> int | None:
    near = [index for index, x in enumerate(columns) if abs(part.x0 - x) <= 0.7 * part.size]
    return near[0] if near else None


def _aligned(rows: list[list[Line]], head: list[Line] | None, columns: list[float]) -> Table | None:
    """The rows as a table; None where it would be too small to be sure of."""
    first = head or rows[0]
    whole = [row for row in ([head, *rows] if head else rows) if len(row) > 1]
    bold_head = all(part.all_bold for part in first) and not all(part.all_bold for part in rows[-1])
    if len(whole) < 3 and not (len(whole) == 2 and bold_head):
        return None
    table = Table(rows[0][0].page, first[0].baseline, first[0].x0)
    if head:
        table.rows.append([[part] for part in head])
    wraps = _wrapping([*([head] if head else []), *rows], len(columns))
    if head:
        wraps = wraps[1:]
    for row, goes_on in zip(rows, wraps, strict=True):
        if not goes_on:
            table.rows.append([[] for _ in columns])
        for part in row:
            table.rows[-1][_column(part, columns) or 0].append(part)
    return table


def _wrapping(rows: list[list[Line]], width: int) -> list[bool]:
    """Which rows go on with the cells of the row above: those as near to it as lines of one cell are."""
    steps = [
        below[0].baseline - above[0].baseline if above[0].page == below[0].page else 0.0
        for above, below in pairwise(rows)
    ]
    # Where rows are not farther apart than lines, only a row without some of its cells goes on.
    padded = sum(step > _WIDEST_LEADING * rows[0][0].size for step in steps) >= 0.2 * len(steps)
    out = [False]
    for row, step in zip(rows[1:], steps, strict=True):
        near = 0 < step <= _WIDEST_LEADING * row[0].size
        out.append(near and len(row) < width if not padded else near)
    return out
