"""A table of a Word file: its rows, with cells that reach over several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.files.rich import Block, Cell, Paragraph, Table, is_empty
from knowledge.files.word.xml import below, number, switch, w

_AROUND = frozenset(map(w, "sdt sdtContent ins customXml moveTo".split()))
_MOST_COLUMNS = 1000


@dataclass(slots=True)
class _Open:
    """A cell while its table is read."""

    blocks: list[Block]
    across: int
    down: int = 1


def table_of(table: Element, content: Callable[[Element], Sequence[Block]]) -> Table:
    """`table` as it is drawn; `content` reads a cell. Rows that were deleted or hidden are left out."""
    rows: list[list[_Open]] = []
    above: dict[int, tuple[int, _Open]] = {}
    for row in _children(table, "tr"):
        if below(row, "trPr/del") is not None or switch(below(row, "trPr"), "hidden"):
            continue
        column = number(row, "trPr/gridBefore") or 0
        rows.append([])
        for cell in _children(row, "tc"):
            across = max(1, min(number(cell, "tcPr/gridSpan") or 1, _MOST_COLUMNS))
            merged = below(cell, "tcPr/vMerge")
            if merged is not None and merged.get(w("val")) != "restart" and column in above:
                line, first = above[column]
                first.down = len(rows) - line
                # Word shows nothing of a cell that another reaches over; a few files have text there.
                first.blocks.extend(filter(_is_filled, content(cell)))
            else:
                rows[-1].append(_Open(list(content(cell)), across))
                above[column] = (len(rows) - 1, rows[-1][-1])
            column += across
    made = (tuple(Cell(tuple(cell.blocks), cell.across, cell.down) for cell in row) for row in rows)
    return Table(tuple(made), heads=_heads(table))


def _children(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table, also within content controls and tracked insertions."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, name)


def _heads(table: Element) -> int:
    marked = [switch(below(row, "trPr"), "tblHeader") for row in _children(table, "tr")]
    return next((n for n, mark in enumerate(marked) if not mark), len(marked))


def _is_filled(block: Block) -> bool:
    return not isinstance(block, Paragraph) or not is_empty(block.spans)
