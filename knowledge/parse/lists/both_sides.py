"""Strengths beside weaknesses: in one list, below bold labels, or in the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Item, Reading, continued, is_placeholder, split_statement, top_items
from knowledge.parse.place import Place
from knowledge.parse.table import tables_in
from language.sentences import count_words

_KINDS = {Topic.STRENGTHS: TalkingPointKind.STRENGTH, Topic.WEAK_AREAS: TalkingPointKind.WEAK_AREA}
_MOST_WORDS_IN_A_NAME = 5
_NAMED = re.compile(r"^(?P<name>[^:：]{2,40}?)\s*(?:[:：]\s*(?P<rest>.*))?$", re.DOTALL)
_BETWEEN = re.compile(r"[,;，；、]\s*")


def read_both_sides(place: Place, reading: Reading) -> None:
    """Tables with a column for each side anywhere; lists below a name of a side where the title has both."""
    if not place.is_an_answer:
        _read_tables(place, reading)
    if place.topic is Topic.BOTH_SIDES and place.question is None:
        _read_lists(place, reading)


def _read_tables(place: Place, reading: Reading) -> None:
    if not any(line.kind is Kind.ROW for line in place.section.lines):
        return
    for table in tables_in(reading.free(place.section.lines)):
        sides = [(column, _side_of(cell)) for column, cell in enumerate(table.header)]
        told = [(column, side) for column, side in sides if side is not None]
        if {side for _, side in told} != set(_KINDS):
            continue
        for line, row in table.rows:
            for column, side in told:
                if column < len(row):
                    _add(place, reading, side, row[column], line, line.number)


def _read_lists(place: Place, reading: Reading) -> None:
    free = reading.free(place.section.lines)
    items = {item.line.number: item for item in top_items(free)}
    side: Topic | None = None
    for line in free:
        if line.kind is Kind.TEXT and (named := _names_a_side(line)) is not None:
            side, rest = named
            reading.head(line)
            for entry in _entries(rest):
                _add(place, reading, side, entry, line, line.number)
        elif line.number in items and (named := _names_a_side(line, heads=_has_items(items[line.number]))):
            _read_named(place, reading, items[line.number], *named)
        elif line.number in items and side is not None:
            _add_item(place, reading, side, items[line.number])


def _read_named(place: Place, reading: Reading, item: Item, side: Topic, rest: str) -> None:
    """`- **Strengths**` with bullets below it, or `- Strengths: calm, clear notes`."""
    for entry in _entries(rest):
        _add(place, reading, side, entry, item.line, item.line.number)
    for below in top_items(item.below):
        _add_item(place, reading, side, below)
    reading.head(item.line)


def _has_items(item: Item) -> bool:
    return any(line.kind is Kind.ITEM for line in item.below)


def _names_a_side(line: Line, *, heads: bool = False) -> tuple[Topic, str] | None:
    """The side that a line names, and what stands behind its name; `heads` says that a list stands below."""
    found = _NAMED.match(line.clean)
    set_off = heads or line.set_as_title or "*" in line.text
    if found is None or (found["rest"] is None and not set_off):
        return None
    side = _side_of(found["name"])
    return (side, clean(found["rest"] or "")) if side is not None else None


def _side_of(name: str) -> Topic | None:
    said = Phrase(clean(name))
    if not said.clean or said.asks or count_words(said.clean) > _MOST_WORDS_IN_A_NAME:
        return None
    return said.topic if said.topic in _KINDS else None


def _entries(rest: str) -> Sequence[str]:
    """`calm, clear notes`; a sentence is one entry."""
    if not rest:
        return ()
    parts = _BETWEEN.split(rest.rstrip(" .。"))
    return parts if all(count_words(part) <= _MOST_WORDS_IN_A_NAME for part in parts) else (rest,)


def _add_item(place: Place, reading: Reading, side: Topic, item: Item) -> None:
    text, below = continued(item)
    name, rest = split_statement(text)
    draft = _add(place, reading, side, name, item.line, item.last)
    if draft is None:
        return
    if side is Topic.STRENGTHS:
        draft.text, draft.answer = rest, pieces_of(below)
    else:
        said = [replace(item.line, kind=Kind.TEXT, text=rest)] if rest else []
        draft.answer = pieces_of([*said, *below])


def _add(place: Place, reading: Reading, side: Topic, text: str, line: Line, last: int) -> Draft | None:
    if is_placeholder(text):
        return None
    draft = Draft(_KINDS[side], clean(text), line.number, last, place.path)
    reading.add(draft)
    return draft
