"""Tables of a posting: what is asked for row by row, and the columns that say whether it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.posting import AskedKind
from knowledge.markup.line import Line
from knowledge.markup.tables import cells, is_table_rule
from knowledge.posting.parts import marked_as, named_in
from knowledge.posting.pieces import Piece
from knowledge.posting.words import folded, pattern
from language.sentences import count_words

_TICK = re.compile(r"[✓✔☑☒✗xX•●*+]|yes|ja|si|sí|oui|sim|是|有")
_CODE = re.compile(r"[A-Z](?:\s*[/,&+]?\s*[A-Z])*")
"""How a criterion will be looked at, as "A/I" (application, interview); it asks for nothing."""
_LONGEST_NAME = 2
_SEVERAL = re.compile(r"\s*(?:•|[;；])\s*")


class Table:
    """One table, row after row; its head tells which columns say how things are asked for."""

    def __init__(self) -> None:
        self._head: list[str] = []
        self._begun = False

    @property
    def tells(self) -> bool:
        """Whether its head says itself what is asked for, be there no title above it."""
        return bool(self._head)

    def asked(self, line: Line, kind: AskedKind) -> Iterator[Piece]:
        """What the next row asks for, in a part of `kind`."""
        held = [cell.strip() for cell in cells(line)]
        begun, self._begun = self._begun, True
        row = [cell for cell in held if cell]
        if is_table_rule(line) or not row:
            return
        if not begun and _is_head(row):
            self._head = held
            return
        for found, text in self._read(held, kind):
            yield Piece(
                found, text, line.number, line.number, item=True, kept=found is not kind or self.tells
            )

    def _read(self, held: Sequence[str], kind: AskedKind) -> Iterator[tuple[AskedKind, str]]:
        columns = self._columns(len(held))
        by_column = {each for each in columns if each is not None} >= {AskedKind.MUST, AskedKind.NICE}
        if by_column:
            yield from _by_column(held, columns)
            return
        if (place := _only_column(columns)) is not None and count_words(held[place]) > _LONGEST_NAME:
            # "Factor | Essential criteria | Method of assessment": the last is none of what is asked.
            yield columns[place] or kind, held[place]
            return
        marks = [marked_as(cell) for cell in held]
        told = next((each for each in marks if each is not None), None)
        row = [
            cell
            for cell, mark in zip(held, marks, strict=True)
            if cell and mark is None and not (told is not None and _CODE.fullmatch(cell))
        ]
        if row and (told is not None or not _only_names(held, row)):
            yield told if told is not None and kind is not AskedKind.DUTY else kind, ": ".join(row)

    def _columns(self, width: int) -> list[AskedKind | None]:
        kinds = [named_in(cell) if cell else None for cell in self._head]
        return [*kinds, *([None] * width)][:width]


def _by_column(held: Sequence[str], columns: Sequence[AskedKind | None]) -> Iterator[tuple[AskedKind, str]]:
    """What stands or is ticked in columns of their own: "Criteria | Essential | Desirable"."""
    # "Criteria" is a word for what is needed, too: where a column is ticked, it is what is told.
    ticked = [place for place, cell in enumerate(held) if _TICK.fullmatch(cell) and columns[place]]
    if ticked:
        text = ": ".join(
            cell for cell in held if cell and not _TICK.fullmatch(cell) and not _CODE.fullmatch(cell)
        )
        kind = columns[ticked[0]]
        if text and kind is not None:
            yield kind, text
        return
    for place, (cell, kind) in enumerate(zip(held, columns, strict=True)):
        if kind is None or not cell or (place == 0 and AskedKind.MUST in columns[1:]):
            continue
        for text in _SEVERAL.split(cell):
            if text:
                yield kind, text


def _only_column(columns: Sequence[AskedKind | None]) -> int | None:
    """The place of the one column, beside a first that says nothing of it, in which things are asked for."""
    told = [place for place, kind in enumerate(columns) if kind is not None]
    return told[0] if len(told) == 1 and told[0] > 0 else None


def _only_names(held: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row only names what stands below it, or has nothing beside its name: "Training | "."""
    if not (len(row) == 1 < len(held) and row[0] == held[0]):
        return False
    return count_words(row[0]) <= _LONGEST_NAME or row[0].startswith(("**", "__"))


def _is_head(row: Sequence[str]) -> bool:
    return (
        all(count_words(cell) <= 3 for cell in row)
        and pattern("requires").search(folded(" ".join(row))) is None
        and any(named_in(cell) is not None for cell in row)
    )
