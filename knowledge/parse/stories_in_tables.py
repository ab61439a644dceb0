"""Stories in tables: a row or a column for each, or one table for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import LETTERS, STAR, Role
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, is_placeholder, titled
from knowledge.parse.place import Place
from knowledge.parse.stories.stories import Star
from knowledge.parse.table import Table, cell_of, rest_of

FEWEST_STAR_PARTS = 3
_COLUMN_LETTER = re.compile(r"^(?:[A-H]|\d{1,2})\s*[:.)]\s*(?=\S)")
_LETTERS_OF_STORIES = {
    "STAR": STAR,
    "SAHE": STAR,
    "SAVE": STAR,
    "SAR": (Role.SITUATION, Role.ACTION, Role.RESULT),
    "PAR": (Role.SITUATION, Role.ACTION, Role.RESULT),
    "CAR": (Role.SITUATION, Role.ACTION, Role.RESULT),
}


def star_columns(table: Table) -> dict[str, int]:
    """The columns that tell the parts of a story, by the part's name."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(table.header):
        label = Phrase(f"**{clean(cell)}:** told").label(*STAR) if clean(cell) else None
        if label is not None:
            columns.setdefault(label.role.value, number)
    return columns


def story_in_rows(table: Table) -> Star | None:
    """The story of a table with a row for each part: `| Situation | … |`; its header may be the first."""
    star: Star | None = None
    if (
        table.column(cue("column_tested"), 0) is not None
        or table.column(cue("column_meaning"), 0) is not None
    ):
        # It says what each part is for.
        return None
    for line, row in ((table.head, table.header), *table.rows):
        label = (
            Phrase(f"**{clean(row[0])}:** told").label(*STAR, Role.LEARNING)
            if row and clean(row[0])
            else None
        )
        if label is None or label.name in LETTERS or len(row) < 2:
            continue
        role = Role.RESULT if label.role is Role.LEARNING else label.role
        star = star or Star(line.number, named_surely=True)
        star.parts.setdefault(role, []).append(replace(line, kind=Kind.TEXT, text=rest_of(row, (0,))))
    return star if star is not None and star.is_real() else None


def stories_in_columns(table: Table) -> list[tuple[str, Star]]:
    """Stories in the columns of a table whose rows are named S, T, A and R, each below its title."""
    letters = "".join(clean(row[0]).rstrip(".:")[:1].upper() for _, row in table.rows if row and row[0])
    if letters not in _LETTERS_OF_STORIES or len(letters) != len(table.rows):
        return []
    stories: list[tuple[str, Star]] = []
    for column in range(1, len(table.header)):
        star = Star(table.head.number, named_surely=True)
        for role, (line, row) in zip(_LETTERS_OF_STORIES[letters], table.rows, strict=True):
            if text := cell_of(row, column):
                star.parts.setdefault(role, []).append(replace(line, kind=Kind.TEXT, text=text))
        title = _COLUMN_LETTER.sub("", cell_of(table.header, column))
        if title and star.is_real():
            stories.append((titled(title), star))
    # One column may be called anything, and be explained by the one beside it.
    return stories if len(stories) > 1 and len(stories) == len(table.header) - 1 else []


def story_of(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    """A row whose columns are situation, action, result …"""
    told = {part: cell_of(row, column) for part, column in star_columns(table).items()}
    parts = {
        part: pieces_of([Line(line.number, Kind.TEXT, text)])
        for part, text in told.items()
        if not is_placeholder(text)
    }
    if len(parts) < FEWEST_STAR_PARTS:
        return None
    title = _title_beside(table, row)
    draft = Draft(TalkingPointKind.STAR_STORY, title, line.number, line.number, place.path)
    draft.star = parts
    draft.answer = [piece for pieces in parts.values() for piece in pieces]
    return draft


def _title_beside(table: Table, row: Sequence[str]) -> str:
    asked = table.column(cue("column_question"))
    columns = star_columns(table).values()
    beside = (n for n in range(len(row)) if n not in columns and any(map(str.isalpha, row[n])))
    return titled(cell_of(row, asked if asked is not None else next(beside, 0)))
