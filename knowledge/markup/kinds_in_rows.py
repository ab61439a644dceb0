"""Tables and sheets with a column that says what each row is: a question, a figure, something not to say.

Such a table is a whole guide, row by row. Its rows become the sections they would be without a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells
from knowledge.markup.weighing import hints_of
from language.sentences import count_words

LEVEL = 6
"""How deep the sections stand that rows become: below the titles that a guide marks."""
_FEWEST_ROWS = 4
_FEWEST_KINDS = 3
_MOST_WORDS_OF_A_KIND = 4
_SURELY = 0.7
_MOST_MARKS = 4
_MOST_WORDS_OF_A_MARK = 2
_RULE = frozenset(" -:|+")
_LISTS = frozenset({Topic.FACTS, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.TO_ASK, Topic.CHECKLIST})
_TURNED = frozenset({Topic.RED_FLAGS, Topic.WEAK_AREAS})


def kind_named(cell: str) -> Topic | None:
    """What a cell says that its row is: "Story", "Figure", "Don't", "Weak spot"."""
    if not cell or count_words(cell) > _MOST_WORDS_OF_A_KIND:
        return None
    named = Phrase(cell).topic
    if named is not None:
        return named
    hinted = hints_of(cell)
    best = max(hinted, key=lambda topic: hinted[topic], default="")
    return Topic(best) if best and hinted[best] >= _SURELY else None


def column_of_kinds(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column that says what each of `rows` is; None where none does."""
    if len(rows) < _FEWEST_ROWS:
        return None
    for column in range(max(map(len, rows)) - 1):
        named = [row[column] for row in rows if column < len(row) and row[column]]
        kinds = [kind for cell in named if (kind := kind_named(cell)) is not None]
        repeated = len(set(named)) < len(named)
        if repeated and len(set(kinds)) >= _FEWEST_KINDS and len(kinds) * 4 >= len(rows) * 3:
            return column
    return None


def with_kinds_of_rows(lines: Sequence[Line]) -> list[Line]:
    """`lines` with the rows of such tables as sections, those of one kind together; in linear time."""
    result: list[Line] = []
    table: list[Line] = []
    for line in chain(lines, [Line(0, Kind.BLANK)]):
        if line.kind is Kind.ROW:
            table.append(line)
            continue
        result += _as_sections(table) if table else []
        table = []
        result.append(line)
    return result[:-1]


def _as_sections(table: list[Line]) -> list[Line]:
    rows = [(line, cells(line)) for line in table if not set(line.text) <= _RULE]
    body = rows[1:]
    column = column_of_kinds([row for _, row in body])
    if column is None:
        return table
    kept = [place for place in _columns(body) if place != column]
    by_kind: dict[str, list[tuple[Line, list[str]]]] = {}
    for line, row in body:
        name = row[column] if column < len(row) else ""
        said = [row[place] for place in kept if place < len(row) and row[place]]
        by_kind.setdefault(name, []).append((line, said))
    return [
        Line(rows[0][0].number, Kind.MARK),
        *(part for name, held in by_kind.items() for part in _section(name, held)),
    ]


def _columns(body: Sequence[tuple[Line, list[str]]]) -> Iterator[int]:
    """The columns that say something, not only how far one is ("done", "3/5")."""
    for place in range(max((len(row) for _, row in body), default=0)):
        held = [row[place] for _, row in body if place < len(row) and row[place]]
        marks = len(set(held)) <= min(_MOST_MARKS, len(held) - 1) and all(
            count_words(cell) <= _MOST_WORDS_OF_A_MARK for cell in held
        )
        if held and not marks:
            yield place


def _section(name: str, held: Sequence[tuple[Line, list[str]]]) -> Iterator[Line]:
    kind = kind_named(name)
    first = held[0][0].number
    yield Line(first, Kind.HEADING, name or "-", level=LEVEL)
    for line, said in held:
        if not said:
            continue
        title, *rest = said
        if kind in _LISTS:
            joins = " → " if kind in _TURNED else ": "
            text = f"{title}{joins if rest else ''}{'; '.join(rest)}"
            yield Line(line.number, Kind.ITEM, text, marker="-")
            continue
        if rest:
            asked = f"Q: {title}" if kind is Topic.QUESTIONS else title
            yield Line(line.number, Kind.HEADING, asked, level=LEVEL + 1)
        for text in rest or [title]:
            yield Line(line.number, Kind.TEXT, text)
            yield Line(line.number, Kind.BLANK)
