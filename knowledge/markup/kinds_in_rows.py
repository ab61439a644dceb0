"""Tables and sheets with a column that says what each row is: a question, a figure, something not to say.

Such a table is a whole guide, row by row. Its rows become the sections they would be without a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.times import is_a_date
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule
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
_NUMBERED = re.compile(r"^[#A-Za-z]{0,3}[.-]?\d{1,4}[.)]?$")
# Tags beside the kind: "clinical todo".
_HOW_FAR = re.compile(
    r"\b(?:todo|done|wip|draft|ok|new|offen|fertig|hecho|pendiente|fait|feito|fatto|klaar)\b", re.IGNORECASE
)
_STATE = re.compile(
    r"(?:status|state|done|progress|ready|stand|fertig|erledigt|estado|hecho|[eé]tat|statut|fait|stato|fatto|feito"
    r"|klaar|状态|进度)\??$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BOX = re.compile(r"^(?:\[[ xX✓]?\]|[□☐☑✓✔])\s*")
_RULE = frozenset(" -:|+")
_LISTS = frozenset({Topic.FACTS, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.TO_ASK, Topic.CHECKLIST})
_TURNED = frozenset({Topic.RED_FLAGS, Topic.WEAK_AREAS})
_SAID = frozenset({Topic.QUESTIONS, Topic.STORIES, Topic.PITCH, None})
"""Where a column of answers holds what is said, the others are remarks to oneself."""


def kind_named(cell: str) -> Topic | None:
    """What a cell says that its row is: "Story", "Figure", "Don't", "Weak spot"."""
    cell = _HOW_FAR.sub("", cell).strip()
    if not cell or count_words(cell) > _MOST_WORDS_OF_A_KIND:
        return None
    named = Phrase(cell).topic
    if named is not None:
        return named
    if cue("they_will_ask").search(folded(cell)):
        return Topic.QUESTIONS
    hinted = hints_of(cell)
    best = max(hinted, key=lambda topic: hinted[topic], default="")
    return Topic(best) if best and hinted[best] >= _SURELY else None


def column_of_kinds(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column that says what each of `rows` is; None where none does."""
    if len(rows) < _FEWEST_ROWS:
        return None
    for column in range(max(map(len, rows))):
        named = [row[column] for row in rows if column < len(row) and row[column]]
        kinds = [kind for cell in named if (kind := kind_named(cell)) is not None]
        repeated = len(set(named)) < len(named)
        most = len(kinds) * 4 >= len(rows) * 3 or (
            len(set(kinds)) > _FEWEST_KINDS and len(kinds) * 2 >= len(rows)
        )
        if repeated and len(set(kinds)) >= _FEWEST_KINDS and most:
            return column
    return None


def with_kinds_of_rows(lines: Sequence[Line]) -> list[Line]:
    """`lines` with the rows of such tables as sections, those of one kind together; in linear time."""
    result: list[Line] = []
    table: list[Line] = []
    gap: list[Line] = []
    for line in chain(lines, [Line(0, Kind.TEXT)]):
        if line.kind is Kind.ROW:
            if gap and any(set(row.text) <= _RULE for row in (*table, line)):
                # A table with a header ends at a blank line; the rows of an export go on behind it.
                result += [*_as_sections(table), *gap]
                table = []
            gap = []
            table.append(line)
        elif table and line.kind in {Kind.BLANK, Kind.MARK}:
            gap.append(line)
        else:
            result += [*(_as_sections(table) if table else []), *gap, line]
            table, gap = [], []
    return result[:-1]


def _as_sections(table: list[Line]) -> list[Line]:
    rows = [(line, cells(line)) for line in table if not set(line.text) <= _RULE]
    column = column_of_kinds([row for _, row in rows[1:]])
    if column is None:
        return table
    ruled = len(table) > 1 and is_table_rule(table[1])
    body = rows[1:] if ruled or _is_a_header(rows[0][1], rows[1:], column) else rows
    names = rows[0][1] if body is not rows else []
    kept = [place for place in _columns(body, names) if place != column]
    said = _columns_of_answers(body, names, kept, column)
    by_kind: dict[str, list[tuple[Line, list[str]]]] = {}
    for line, row in body:
        name = row[column] if column < len(row) else ""
        kind = kind_named(name)
        places = [kept[0], *said] if said and kind in _SAID else kept
        told = [row[place] for place in places if place < len(row) and row[place]]
        if said and kind is Topic.RED_FLAGS and not any(place < len(row) and row[place] for place in said):
            told = _with_its_reason(told)
        by_kind.setdefault(name, []).append((line, told))
    return [
        *(Line(line.number, Kind.MARK) for line in table if line is rows[0][0] and body is not rows),
        *(part for name, held in by_kind.items() for part in _section(name, held)),
    ]


def _columns_of_answers(
    body: Sequence[tuple[Line, list[str]]], names: Sequence[str], kept: Sequence[int], column: int
) -> list[int]:
    """The columns that are called answers, where half of what is asked has one: the others are remarks."""
    called = [place for place in kept[1:] if place < len(names) and _holds_answers(names[place])]
    asked = [
        row for _, row in body if kind_named(row[column] if column < len(row) else "") is Topic.QUESTIONS
    ]
    filled = sum(any(place < len(row) and row[place] for place in called) for row in asked)
    return called if filled * 2 >= len(asked) else []


def _holds_answers(name: str) -> bool:
    return bool(cue("column_answer").search(folded(name)))


def _with_its_reason(told: list[str]) -> list[str]:
    """What is not to be said, with why; `say: …` among the remarks is what to say instead."""
    title, *rest = told or [""]
    if not rest or any(cue("says_instead").match(folded(text)) for text in rest):
        return told
    return [f"{title} — {'; '.join(rest)}"]


def _is_a_header(first: Sequence[str], others: Sequence[tuple[Line, list[str]]], column: int) -> bool:
    """Does a row name the columns, and is none of the kinds below it its own?"""
    name = first[column] if column < len(first) else ""
    return kind_named(name) is None and not any(
        column < len(row) and row[column] == name for _, row in others
    )


def _columns(body: Sequence[tuple[Line, list[str]]], names: Sequence[str]) -> Iterator[int]:
    """The columns that say something, not only how far one is ("done", "3/5") or since when it stands there.

    `names` stand over them.
    """
    for place in range(max((len(row) for _, row in body), default=0)):
        held = [row[place] for _, row in body if place < len(row) and row[place]]
        named = place < len(names) and bool(_STATE.match(names[place].strip()))
        marks = (named or _are_few(held)) and all(count_words(cell) <= _MOST_WORDS_OF_A_MARK for cell in held)
        if held and not marks and not all(map(_NUMBERED.match, held)) and not all(map(is_a_date, held)):
            yield place


def _are_few(held: Sequence[str]) -> bool:
    """Do cells say the same few things again and again?"""
    few = len(set(held))
    return few <= min(_MOST_MARKS, len(held) - 1) or (
        few * 2 <= len(held) and not any(map(_DIGIT.search, held))
    )


def _section(name: str, held: Sequence[tuple[Line, list[str]]]) -> Iterator[Line]:
    kind = kind_named(name)
    first = held[0][0].number
    asks = kind is Topic.QUESTIONS or (
        kind is None and any(said and Phrase(said[0]).asks for _, said in held)
    )
    titles = [said[0] for _, said in held if said]
    only_kinds = kind in _LISTS and len(set(titles)) < len(titles) and all(map(kind_named, titles))
    yield Line(first, Kind.HEADING, name or "-", level=LEVEL, told=kind)
    for line, said in held:
        if not said:
            continue
        title, *rest = said[1:] if only_kinds and len(said) > 1 else said
        if kind is Topic.TO_ASK:
            yield Line(line.number, Kind.ITEM, _BOX.sub("", title), marker="-")
            for text in rest:
                yield Line(line.number, Kind.ITEM, text, indent=4, marker="-")
            continue
        if kind in _LISTS:
            joins = " → " if kind in _TURNED else ": "
            text = _BOX.sub("", f"{title}{joins if rest else ''}{'; '.join(rest)}")
            yield Line(line.number, Kind.ITEM, text, marker="-")
            continue
        if rest or asks:
            # A question without an answer is no part of the answer above it.
            asked = f"Q: {title}" if asks else title
            yield Line(line.number, Kind.HEADING, asked, level=LEVEL + 1)
        for text in rest or ([] if asks else [title]):
            yield Line(line.number, Kind.TEXT, text)
            yield Line(line.number, Kind.BLANK)
