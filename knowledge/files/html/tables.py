"""A table of HTML while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.files.rich import Block, Cell, Spans, Table

_MOST = 1000


@dataclass(slots=True)
class OpenTable:
    """The rows read so far, and which of them are headers."""

    caption: Spans = ()
    _rows: list[list[Cell]] = field(default_factory=list)
    _heads: list[bool] = field(default_factory=list)
    _across: int = 1
    _down: int = 1
    _head: bool = False

    def begin(self, tag: str, attributes: Mapping[str, str], in_head: bool) -> None:
        """A row or a cell begins."""
        if tag == "tr" or not self._rows:
            self._rows.append([])
            self._heads.append(in_head)
        if tag != "tr":
            self._across = _reach(attributes.get("colspan"))
            self._down = _reach(attributes.get("rowspan"))
            self._head = tag == "th"

    def put(self, blocks: tuple[Block, ...]) -> None:
        """The content of the cell that began last."""
        self._heads[-1] = self._heads[-1] or (self._head and not self._rows[-1])
        if not self._head:
            self._heads[-1] = False
        self._rows[-1].append(Cell(blocks, self._across, self._down))
        self._across = self._down = 1

    def closed(self) -> Table:
        """The whole table."""
        heads = next((n for n, head in enumerate(self._heads) if not head), len(self._heads))
        return Table(tuple(map(tuple, self._rows)), heads, self.caption)


def _reach(text: str | None) -> int:
    return (
        max(1, min(int(text), _MOST)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
    )
