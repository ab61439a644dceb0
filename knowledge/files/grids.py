"""Tables as rows of equal length under a header: what is merged is spread, what is a title stands above."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.files.rich import Block, Cell, Heading, Table

_ASKS = ("?", "？", "؟")
_FEWEST_SIGNS_OF_AN_ANSWER = 8
_MOST_COLUMNS = 200
# A name that stands for several rows is repeated in each of them; a text is not.
_LONGEST_REPEATED = 120


@dataclass(frozen=True, slots=True)
class Titled:
    """A row that is one cell: the title of what stands below it, or a text of its own."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A header and the rows below it, all of one length, their cells as Markdown in one line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells as text; `whole` is the one cell that fills it; `goes_on` with the row above it."""

    texts: tuple[str, ...]
    whole: Cell | None = None
    goes_on: bool = False


def parts_of(table: Table, written: Callable[[Cell], str]) -> Iterator[Titled | Grid]:
    """What `table` is made of, in order; `written` writes a cell as one line.

    A table that only arranges (one column, one row, or headings within cells) comes as its cells' content.
    """
    rows = _spread(table, written)
    if _only_arranges(table, rows):
        yield from (Titled(cell.blocks) for row in table.rows for cell in row)
        return
    header: tuple[str, ...] = ()
    body: list[tuple[str, ...]] = []
    for row in rows:
        if row.whole is not None:
            if body:
                yield Grid(header, tuple(body))
                body = []
            yield Titled(row.whole.blocks)
        elif not any(row.texts):
            continue
        elif row.goes_on and body:
            body[-1] = (body[-1][0], f"{body[-1][1]} {row.texts[1]}".strip())
        elif header or (not table.heads and _asks(row.texts)):
            header = header or _header_for(row.texts)
            body.append(row.texts)
        else:
            header = row.texts
    if body or header:
        yield Grid(header, tuple(body))


def _only_arranges(table: Table, rows: Sequence[_Row]) -> bool:
    width = max((len(row.texts) for row in rows), default=0)
    return (
        width < 2
        or (len(rows) < 2 and not any(_asks(row.texts) for row in rows))
        or any(isinstance(block, Heading) for row in table.rows for cell in row for block in cell.blocks)
    )


def _spread(table: Table, written: Callable[[Cell], str]) -> list[_Row]:
    """Each row with the cells from above that reach into it, all as long as the longest."""
    reaching: dict[int, tuple[int, str]] = {}
    placed = [_place(row, reaching, written) for row in table.rows]
    width = max((max(texts, default=-1) + 1 for texts, _ in placed), default=0)
    rows = []
    for row, (texts, filled) in zip(table.rows, placed, strict=True):
        whole = row[0] if len(row) == 1 and row[0].across >= width > 1 and not filled else None
        # Beside one merged cell of two columns stands one text in several rows; of more, several things.
        goes_on = width == 2 and 0 in filled
        rows.append(_Row(tuple(texts.get(column, "") for column in range(width)), whole, goes_on))
    return rows


def _place(
    row: Sequence[Cell], reaching: dict[int, tuple[int, str]], written: Callable[[Cell], str]
) -> tuple[dict[int, str], set[int]]:
    """The texts of a row by their columns, and the columns that `reaching` fills from above."""
    filled = {column for column, (left, _) in reaching.items() if left > 0}
    texts = {column: reaching[column][1] for column in filled}
    for column in filled:
        reaching[column] = (reaching[column][0] - 1, texts[column])
    column = 0
    for cell in row:
        while column in filled:
            column += 1
        text = written(cell)
        if column >= _MOST_COLUMNS:
            texts[_MOST_COLUMNS - 1] = f"{texts.get(_MOST_COLUMNS - 1, '')} {text}".strip()
            continue
        for n in range(column, min(column + cell.across, _MOST_COLUMNS)):
            texts[n] = text if n == column else ""
            reaching[n] = (cell.down - 1, texts[n] if len(text) <= _LONGEST_REPEATED else "")
        column += cell.across
    return texts, filled


def _asks(row: Sequence[str]) -> bool:
    """Is this a row of a table without header: a question beside what is no word of a header?"""
    asked = _question_in(row)
    if asked is None:
        return False
    others = [text for n, text in enumerate(row) if n != asked]
    return max(map(len, others)) >= _FEWEST_SIGNS_OF_AN_ANSWER and not any(map(_is_question, others))


def _question_in(row: Sequence[str]) -> int | None:
    return next((n for n, text in enumerate(row) if _is_question(text)), None)


def _is_question(text: str) -> bool:
    return text.rstrip('*"”»“ ').endswith(_ASKS)


def _header_for(row: Sequence[str]) -> tuple[str, ...]:
    """A header that says what the columns of a table without one are."""
    asked = _question_in(row)
    others = [n for n in range(len(row)) if n != asked]
    answer = max(others, key=lambda n: len(row[n]))
    return tuple("Question" if n == asked else "Answer" if n == answer else "" for n in range(len(row)))
