"""Files of flash-card programs: a card on each line, its sides in columns."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.markup.anki_blocks import BACK, FRONT
from knowledge.markup.cards import FEWEST_CARDS, as_card
from knowledge.markup.kinds_in_rows import column_of_kinds
from knowledge.markup.page import Page

_HEADER = re.compile(r"^#(?P<name>[a-z]+(?: [a-z]+)?)\s*:(?P<value>.*)$", re.IGNORECASE)
_NAMES = frozenset(
    {
        "separator",
        "html",
        "columns",
        "tags",
        "tags column",
        "deck",
        "deck column",
        "notetype",
        "notetype column",
    }
    | {"guid column", "if matches"}
)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_FRONT = re.compile(rf"^(?:{FRONT})$", re.IGNORECASE)
_BACK = re.compile(rf"^(?:{BACK})$", re.IGNORECASE)
_FEWEST_ROWS = 5
_FEWEST_COLUMNS = 3
_ASKED = ("?", "？")
_MOST_LINES_IN_A_CELL = 40
_BREAK = re.compile(r"<br\s*/?>|</(?:div|p|li|tr|h\d)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|\[sound:[^\[\]]*\]", re.IGNORECASE)
_INDENT = re.compile(r"^\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?")
_GAP = re.compile(r"\{\{c\d{1,2}::")


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the file: where it begins, how many lines it fills, its cells."""

    index: int
    lines: int
    cells: tuple[str, ...]


def with_exported_cards(page: Page) -> bool:
    """Write the rows of an export as cards, or as rows of a table; False where `page` is none."""
    headers: dict[str, str] = {}
    for line in page.lines:
        found = _HEADER.match(line)
        if found is None or found["name"].lower() not in _NAMES:
            break
        headers[found["name"].lower()] = found["value"].strip()
    body = range(len(headers), len(page.lines))
    announced = bool(headers.keys() & {"separator", "columns"})
    sign = _separator(headers, [page.lines[index] for index in body])
    if not sign:
        return False
    records = _records(page, body, sign, announced=announced)
    filled = sum(1 for index in body if page.lines[index].strip() and not page.lines[index].startswith("#"))
    rows = [record for record in records if len(record.cells) > 1]
    if not announced and (len(rows) < FEWEST_CARDS or sum(row.lines for row in rows) * 5 < filled * 4):
        return False
    return _written(page, rows, headers, sign, announced=announced)


def _separator(headers: dict[str, str], lines: Sequence[str]) -> str:
    """What stands between the cells: as announced, else a tab, or a semicolon or comma behind a question."""
    named = headers.get("separator", "")
    if named:
        return _SEPARATORS.get(named.lower(), named[:1])
    if any("\t" in line for line in lines):
        return "\t"
    filled = [line for line in lines if line.strip()]
    for sign in (";", ","):
        asked = sum(f"?{sign}" in line or f'?"{sign}' in line or f"？{sign}" in line for line in filled)
        if asked >= FEWEST_CARDS and asked * 5 >= len(filled) * 4:
            return sign
    return next((sign for sign in (",", ";") if _is_a_sheet(filled, sign)), "")


def _is_a_sheet(filled: Sequence[str], sign: str) -> bool:
    """Are there columns, three at least and as many in nearly every line, one of which names kinds?"""
    if len(filled) < _FEWEST_ROWS or sum(line.count(sign) > 1 for line in filled) * 5 < len(filled) * 4:
        return False
    rows = _parsed(filled, sign)
    widths = Counter(map(len, rows))
    width, most = widths.most_common(1)[0] if widths else (0, 0)
    return width > _FEWEST_COLUMNS - 1 and most * 5 >= len(rows) * 4 and column_of_kinds(rows[1:]) is not None


def _parsed(lines: Sequence[str], sign: str) -> list[list[str]]:
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return [line.split(sign) for line in lines]


def _records(page: Page, body: range, sign: str, *, announced: bool) -> list[_Record]:
    """The rows; a tab that only indents is between no cells."""
    records = []
    index = body.start
    while index < body.stop:
        line = page.lines[index]
        if sign not in (line if announced else _INDENT.sub("", line)) or line.startswith("#"):
            index += 1
            continue
        used = _lines_of(page, index, body.stop, sign)
        text = "\n".join(page.lines[index : index + used])
        try:
            cells = next(csv.reader(text.splitlines(keepends=True), delimiter=sign), [])
        except csv.Error:
            cells = line.split(sign)
        records.append(_Record(index, used, tuple(cell.strip() for cell in cells)))
        index += used
    return records


def _lines_of(page: Page, index: int, stop: int, sign: str) -> int:
    """A cell in quotes may go on over several lines."""
    line = page.lines[index]
    if line.count('"') % 2 == 0 or not (line.startswith('"') or f'{sign}"' in line):
        return 1
    for used in range(1, min(_MOST_LINES_IN_A_CELL, stop - index)):
        if page.lines[index + used].count('"') % 2:
            return used + 1
    return 1


def _written(page: Page, rows: list[_Record], headers: dict[str, str], sign: str, *, announced: bool) -> bool:
    by_kind = column_of_kinds([row.cells for row in rows]) is not None
    named = None if by_kind else _named_columns(headers, rows, sign)
    front, back = (
        (-1, -1) if by_kind else named or _asking_columns(rows, _aside(headers), announced=announced)
    )
    if front < 0 and sign != "\t" and not by_kind:
        return False
    for index in range(len(headers)):
        page.hide(index)
    if by_kind:
        for index, line in page.said("#"):
            # `# Deck: …` between the rows of one file.
            if line.startswith("#"):
                page.hide(index)
    headed = bool(rows) and not headers.get("columns") and named is not None
    for place, row in enumerate(rows):
        if headed and place == 0:
            page.lines[row.index] = ""
            continue
        cells = [_text(cell, headers.get("html", "").lower() != "false") for cell in row.cells]
        if any(cells):
            page.lines[row.index] = _line(cells, front, back)
            page.apart.add(row.index)
        else:
            page.hide(row.index)
        for index in range(row.index + 1, row.index + row.lines):
            page.hide(index)
    return True


def _line(cells: Sequence[str], front: int, back: int) -> str:
    if front < 0:
        return f"| {' | '.join(cells)} |"
    asked = cells[front] if front < len(cells) else ""
    said = cells[back] if back < len(cells) else ""
    # A sentence with gaps asks nothing that could be said aloud.
    return f"{asked} {said}".strip() if _GAP.search(asked) else as_card(asked, said)


def _named_columns(headers: dict[str, str], rows: Sequence[_Record], sign: str) -> tuple[int, int] | None:
    """The columns of front and back by the names over them; None where nothing names them."""
    names = [name.strip() for name in headers.get("columns", "").split(sign)]
    if not headers.get("columns"):
        names = list(rows[0].cells) if rows else []
    front = next((place for place, name in enumerate(names) if _FRONT.match(name)), -1)
    if front < 0:
        return None
    back = next((place for place, name in enumerate(names) if _BACK.match(name)), front + 1)
    return front, back


def _aside(headers: dict[str, str]) -> set[int]:
    """Columns that are neither front nor back: the deck's, the note type's, the tags'."""
    numbers = [value for name, value in headers.items() if name.endswith("column")]
    return {int(number) - 1 for number in numbers if number.isdigit()}


def _asking_columns(rows: Sequence[_Record], aside: set[int], *, announced: bool) -> tuple[int, int]:
    """The first column of which half asks, and the one behind it; (-1, -1) where none does."""
    columns = [
        place for place in range(max((len(row.cells) for row in rows), default=0)) if place not in aside
    ]
    for number, place in enumerate(columns[:-1]):
        asked = sum(row.cells[place].endswith(_ASKED) for row in rows if place < len(row.cells))
        if asked * 2 >= len(rows):
            return place, columns[number + 1]
    return (columns[0], columns[1]) if announced and len(columns) > 1 else (-1, -1)


def _text(cell: str, marked_up: bool) -> str:
    if marked_up:
        cell = _TAG.sub("", _BREAK.sub(" ", cell)) if "<" in cell or "[" in cell else cell
        cell = html.unescape(cell) if "&" in cell else cell
    return " ".join(cell.split())
