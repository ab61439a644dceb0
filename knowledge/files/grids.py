"""Tables as rows of equal length under a header: what is merged is spread, what is a title stands above."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.files.rich import Block, Cell, Heading, Table
from knowledge.inline import without_marks
from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role

_ASKS = ("?", "？", "؟")
_FEWEST_SIGNS_OF_AN_ANSWER = 8
_MOST_WORDS_OF_A_LABEL = 4
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?:Q[1-4]\s*|H[12]\s*|FY\s*)?(?:19|20)\d\d(?:\s*[–/-]\s*\d{2,4})?")
_FIGURES = ("What", "Value")
_MOST_COLUMNS = 200
# A name that stands for several rows is repeated in each of them; a text is not.
_LONGEST_REPEATED = 120


@dataclass(frozen=True, slots=True)
class Titled:
    """A row that is one cell: the title of what stands below it, or a text of its own."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row of a form: a label, and what stands beside it."""

    label: str
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


def parts_of(table: Table, written: Callable[[Cell], str]) -> Iterator[Titled | Labelled | Grid]:
    """What `table` is made of, in order; `written` writes a cell as one line.

    A table that only arranges (one column, one row, or headings within cells) comes as its cells' content.
    """
    rows = _spread(table, written)
    if _only_arranges(table, rows):
        yield from (Titled(cell.blocks) for row in table.rows for cell in row)
        return
    if _is_a_form(rows):
        yield from (
            Labelled(row.texts[0].rstrip(":： "), cells[-1].blocks)
            for row, cells in zip(rows, table.rows, strict=True)
        )
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
        elif header or (not table.heads and (_asks(row.texts) or _counts(row.texts, rows))):
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


def _is_a_form(rows: Sequence[_Row]) -> bool:
    """Is the left column one of labels, a question's first: "Question", "Answer", "Follow-ups:"?"""
    return (
        len(rows) > 1
        and all(len(row.texts) == 2 and row.whole is None and not row.goes_on for row in rows)
        and _labels(rows[0].texts[0], Role.QUESTION)
        and all(_labels(row.texts[0], *Role) for row in rows)
    )


def _labels(text: str, *roles: Role) -> bool:
    """Is `text` a label of one of `roles`, or set as one?"""
    name = without_marks(text)
    if not name or len(name.split()) > _MOST_WORDS_OF_A_LABEL or any(sign in name for sign in (*_ASKS, "|")):
        return False
    known = Phrase(f"**{name.rstrip(':： ')}:** told").label(*roles) is not None
    return known or (len(roles) > 1 and name.endswith((":", "：")))


def _asks(row: Sequence[str]) -> bool:
    """Is this a row of a table without header: a question, and behind it what is no word of a header?"""
    asked = _question_in(row)
    if asked is None:
        return False
    behind = row[asked + 1 :]
    return max(map(len, behind), default=0) >= _FEWEST_SIGNS_OF_AN_ANSWER and not any(
        map(_is_question, behind)
    )


def _counts(row: Sequence[str], rows: Sequence[_Row]) -> bool:
    """Is this a row of two columns without header, whose right cells are figures: "Budget | 1.2 million"?"""
    figures = [held.texts[1] for held in rows if len(held.texts) == 2 and held.whole is None]
    return len(row) == 2 and len(figures) > 1 and all(map(_is_figure, figures)) and not _FIGURE.search(row[0])


def _is_figure(text: str) -> bool:
    # "2024" heads a column of figures.
    return bool(_FIGURE.search(text)) and not _YEAR.fullmatch(without_marks(text).strip())


def _question_in(row: Sequence[str]) -> int | None:
    return next((n for n, text in enumerate(row) if _is_question(text)), None)


def _is_question(text: str) -> bool:
    return text.rstrip('*"”»“ ').endswith(_ASKS)


def _header_for(row: Sequence[str]) -> tuple[str, ...]:
    """A header that says what the columns of a table without one are."""
    asked = _question_in(row)
    if asked is None:
        return _FIGURES
    answer = max(range(asked + 1, len(row)), key=lambda n: len(row[n]))
    return tuple("Question" if n == asked else "Answer" if n == answer else "" for n in range(len(row)))
