"""Tables whose header, or whose section, tells what their rows are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.times import minutes_between, minutes_long
from knowledge.lines.topics import Topic
from knowledge.lines.worded import has_figure
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Reading, is_a_note, is_placeholder, titled
from knowledge.parse.place import Place
from knowledge.parse.stories.stories import story_draft
from knowledge.parse.stories_in_tables import (
    FEWEST_STAR_PARTS,
    star_columns,
    stories_in_columns,
    story_in_rows,
    story_of,
)
from knowledge.parse.table import Table, cell_of, rest_of, tables_in
from language.sentences import count_words

# Percentages that are rounded.
_NEARLY = 0.6
# Where a table of nothing but questions is one of the interviewer's.
_ASKED = frozenset({None, Topic.QUESTIONS, Topic.STORIES})
_ASKED_BY_SHAPE = frozenset({None, Topic.QUESTIONS, Topic.HOOKS, Topic.STORIES})
_TOLD_BY_FIGURES = frozenset(
    {None, Topic.COMPANY, Topic.STRENGTHS, Topic.TIPS, Topic.QUESTIONS, Topic.STORIES}
)
_TASKS = {
    Topic.CODING: TalkingPointKind.CODING_CHALLENGE,
    Topic.SYSTEM_DESIGN: TalkingPointKind.SYSTEM_DESIGN,
}
_FEWEST_ROWS = 2
_FEWEST_WORDS_OF_A_TASK = 2
_FEWEST_WORDS_OF_AN_ANSWER = 5
_TICK = re.compile(
    r"^(?:[✔✓✅☑x×X–—-]\ufe0f?|ok|done|yes|ja|sí|si|oui|sim|erledigt|hecho|fait)$", re.IGNORECASE
)
_BOX = re.compile(r"^\s*(?:[☐☑☒□■▢🔲✅]|\[[ xX]?\])\s*$")


RowReader = Callable[[Table, Line, Sequence[str], Place], Draft | None]


def read_tables(place: Place, reading: Reading) -> None:
    """The rows of the tables in a section; tables that are part of an answer are left to it."""
    if place.is_an_answer:
        return
    for table in tables_in(reading.free(place.section.lines)):
        if (boxes := _boxes(table)) is not None:
            _read_boxes(table, boxes, place, reading)
            continue
        if lettered := stories_in_columns(table):
            for title, star in lettered:
                reading.add(story_draft(star, place, alone=False, title=title))
            continue
        told = story_in_rows(table)
        if told is not None:
            reading.add(story_draft(told, place, alone=True))
            continue
        reader = _reader_of(table, place)
        if reader is None:
            continue
        for line, row in _with_figures(table.facts()) if reader is _fact else table.rows:
            story = story_of(table, line, row, place) if reader is _question or reader is _told else None
            if story is not None and story.title:
                reading.add(story)
            draft = reader(table, line, row, place)
            if draft is not None and draft.title and any(sign.isalnum() for sign in draft.title):
                reading.add(draft)


def _with_figures(rows: Sequence[tuple[Line, Sequence[str]]]) -> Sequence[tuple[Line, Sequence[str]]]:
    """The rows without those that have no figure, where nearly all have one: "Budget | confidential"."""
    told = [row for row in rows if any(map(has_figure, row[1][1:] or row[1]))]
    return told if len(told) < len(rows) and len(told) * 3 >= len(rows) * 2 else rows


def _boxes(table: Table) -> int | None:
    """The column that holds nothing but boxes to tick."""
    columns = range(max((len(row) for _, row in table.rows), default=0))
    whole = (
        n for n in columns if all(_BOX.match(row[n]) if n < len(row) else False for _, row in table.rows)
    )
    return next(whole, _ticked(table))


def _ticked(table: Table) -> int | None:
    """The column called "Done" that holds ticks or nothing: a box that nobody drew."""
    column = table.column(cue("column_done"))
    if column is None or len(table.header) < 2:
        return None
    cells = [row[column].strip() if column < len(row) else "" for _, row in table.rows]
    return column if all(not cell or _TICK.match(cell) for cell in cells) else None


def _read_boxes(table: Table, boxes: int, place: Place, reading: Reading) -> None:
    for line, row in table.rows:
        title = next((clean(cell) for n, cell in enumerate(row) if n != boxes and clean(cell)), "")
        if title and not is_placeholder(title):
            reading.add(_draft(TalkingPointKind.CHECKLIST_ITEM, title, line, place))


def _reader_of(table: Table, place: Place) -> RowReader | None:
    weight = table.column(cue("column_weight"))
    if lists_red_flags(table, place.topic):
        return _red_flag
    if weight is not None and len(table.header) > 1:
        return _criterion
    if place.topic is Topic.TO_ASK:
        return _question_to_ask
    if table.column(cue("column_time")) == 0 and any(
        minutes_between(row[0]) or minutes_long(row[0]) for _, row in table.rows if row
    ):
        return _schedule_item
    if place.topic is Topic.FACTS:
        return _fact
    gap = table.column(cue("column_gap"))
    if (gap is not None and len(table.header) > 1) or place.topic is Topic.WEAK_AREAS:
        return _question if gap is None and _asks_in_rows(table) else _weak_area
    wanted = table.column(cue("column_requirement"))
    if wanted is not None and table.column(cue("column_evidence"), wanted) is not None:
        return _requirement
    if len(star_columns(table)) >= FEWEST_STAR_PARTS:
        return _told
    question = table.column(cue("column_question"))
    if question is not None and table.column(cue("column_answer"), question) is not None:
        return _question
    if question is not None and place.topic in _ASKED and _all_ask(table, question):
        return _bare_question
    if _gives_tasks(table, place):
        return _task
    return _reader_by_shape(table, place.topic)


def _gives_tasks(table: Table, place: Place) -> bool:
    """A section of tasks, each named in a row? The data of one task's code or query are none."""
    if place.topic not in _TASKS or len(table.rows) < _FEWEST_ROWS or len(table.header) < 2:
        return False
    if any(line.kind is Kind.CODE for line in place.section.flattened()):
        return False
    return all(count_words(cell_of(row, 0)) >= _FEWEST_WORDS_OF_A_TASK for _, row in table.rows)


def _reader_by_shape(table: Table, topic: Topic | None) -> RowReader | None:
    """What reads a table whose header says little: the shape of its rows tells."""
    if _tells_of_terms(table) or _tells_of_figures(table, topic):
        return _fact
    return _question_by_shape if _by_shape(table, topic) is not None else None


def _tells_of_terms(table: Table) -> bool:
    return table.column(cue("column_term")) == 0 and table.column(cue("column_meaning"), 0) is not None


def _tells_of_figures(table: Table, topic: Topic | None) -> bool:
    """Does the header name a figure and its value, and has each row one? No heading needs to say so."""
    value = table.column(cue("column_value"), 0)
    if topic not in _TOLD_BY_FIGURES or value is None or table.column(cue("column_figure")) != 0:
        return False
    return all(any(map(str.isdigit, cell_of(row, value))) for _, row in table.rows)


def _by_shape(table: Table, topic: Topic | None) -> tuple[int, int] | None:
    """The columns of question and answer where no header names them: one asks in each row, one tells more."""
    if topic not in _ASKED_BY_SHAPE or len(table.rows) < _FEWEST_ROWS:
        return None
    told = [[cell_of(row, n) for _, row in table.rows] for n in range(len(table.header))]
    asking = [n for n, said in enumerate(told) if all(Phrase(cell).ends_as_question for cell in said)]
    if len(asking) != 1:
        return None
    words = {n: min(map(count_words, said)) for n, said in enumerate(told) if n != asking[0]}
    longest = max(words, key=words.__getitem__, default=None)
    if longest is None or words[longest] < _FEWEST_WORDS_OF_AN_ANSWER:
        return None
    return asking[0], longest


def _question_by_shape(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    columns = _by_shape(table, place.topic)
    if columns is None:
        return None
    draft = _draft(TalkingPointKind.QUESTION_ANSWER, titled(cell_of(row, columns[0])), line, place)
    draft.answer = pieces_of([Line(line.number, Kind.TEXT, cell_of(row, columns[1]))])
    return draft


def _task(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    """A task in each row of a table in a section of tasks, with what stands beside it but "done: yes"."""
    if place.topic is None:
        return None
    beside = rest_of(row, (0, *table.grades((0,))))
    draft = _draft(_TASKS[place.topic], titled(cell_of(row, 0)), line, place)
    draft.answer = pieces_of([Line(line.number, Kind.TEXT, beside)]) if beside else []
    return draft


def _asks_in_rows(table: Table) -> bool:
    """Does the header speak of question and answer, and does each row ask? That tells more than a title."""
    asked = table.column(cue("column_question"))
    if asked is None or table.column(cue("column_answer"), asked) is None:
        return False
    return all(Phrase(cell).asks for _, row in table.rows if (cell := cell_of(row, asked)))


def _all_ask(table: Table, asked: int) -> bool:
    """Does each row ask or demand, two at least, and one in so many words?"""
    said = [Phrase(cell) for _, row in table.rows if (cell := cell_of(row, asked))]
    put = all(phrase.asks or phrase.requests for phrase in said)
    return len(said) > 1 and put and any(phrase.asks for phrase in said)


def lists_red_flags(table: Table, topic: Topic | None) -> bool:
    """Does a column hold what not to say, beside one of what to say, or in a section about that?"""
    bad = table.column(cue("column_bad"))
    if topic is Topic.RED_FLAGS:
        return True
    return bad is not None and table.column(cue("column_good"), bad) is not None


def _draft(kind: TalkingPointKind, title: str, line: Line, place: Place, text: str = "") -> Draft:
    return Draft(kind, title, line.number, line.number, place.path, text=text)


def _question(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    asked = table.column(cue("column_question"))
    answer = cell_of(row, table.column(cue("column_answer"), asked))
    said = "" if is_placeholder(answer) or is_a_note(answer) else answer
    kind = TalkingPointKind.QUESTION_ANSWER if said else TalkingPointKind.UNANSWERED_QUESTION
    title = cell_of(row, asked)
    draft = _draft(kind, Phrase(title).question or titled(title), line, place)
    draft.answer = pieces_of([Line(line.number, Kind.TEXT, said)]) if said else []
    return draft


def _bare_question(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    """A question beside what it is to find out, which is what they want to hear, and no answer."""
    draft = _question(table, line, row, place)
    told = rest_of(row, (table.column(cue("column_question")),))
    wanted = table.column(cue("column_tested"))
    if wanted is not None:
        told = cell_of(row, wanted)
        draft.wanted = pieces_of([Line(line.number, Kind.TEXT, told)]) if told else []
    return draft


def _told(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    """The question that a story of a row answers, where its column is one of questions."""
    story = story_of(table, line, row, place)
    if story is None or table.column(cue("column_question")) is None:
        return None
    draft = _draft(TalkingPointKind.QUESTION_ANSWER, story.title, line, place)
    draft.answer = story.answer
    return draft


def _red_flag(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    named = table.column(cue("column_bad"))
    bad = 0 if named is None else named
    good = table.column(cue("column_good"), bad)
    draft = _draft(TalkingPointKind.RED_FLAG, cell_of(row, bad), line, place, rest_of(row, (bad, good)))
    draft.say_instead = cell_of(row, good)
    return draft


def _requirement(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    wanted = table.column(cue("column_requirement"))
    evidence = table.column(cue("column_evidence"), wanted)
    told = rest_of(row, (wanted, *table.grades((wanted, evidence))))
    return _draft(TalkingPointKind.REQUIREMENT, cell_of(row, wanted), line, place, told)


def _criterion(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    weight = table.column(cue("column_weight"))
    name = 0 if weight != 0 else 1
    draft = _draft(
        TalkingPointKind.RUBRIC_CRITERION, cell_of(row, name), line, place, rest_of(row, (name, weight))
    )
    draft.weight_percent = _percent(row, weight)
    is_sum = bool(cue("sum").match(folded(draft.title))) or _adds_up(table, line, weight)
    return None if is_sum else draft


def _adds_up(table: Table, line: Line, weight: int | None) -> bool:
    """Is the last row the sum of all others, whatever it is called?"""
    if line is not table.rows[-1][0]:
        return False
    *others, own = (_percent(row, weight) for _, row in table.rows)
    told = [share for share in others if share is not None]
    return own is not None and len(told) > 1 and abs(sum(told) - own) < _NEARLY


def _percent(row: Sequence[str], column: int | None) -> float | None:
    found = re.search(r"\d{1,3}(?:[.,]\d+)?", cell_of(row, column))
    return float(found[0].replace(",", ".")) if found else None


def _schedule_item(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    draft = _draft(
        TalkingPointKind.SCHEDULE_ITEM, cell_of(row, 1) or cell_of(row, 0), line, place, rest_of(row, (0, 1))
    )
    length = minutes_long(row[0]) if row else None
    draft.minutes = minutes_between(row[0]) if row else None
    if draft.minutes is None and length:
        draft.minutes = (0.0, length)
    return draft


def _fact(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    values = [clean(cell) for cell in row[1:] if clean(cell)]
    text = f"{values[0]} ({'; '.join(values[1:])})" if len(values) > 1 else "".join(values)
    name = cell_of(row, 0)
    if not any(map(str.isalpha, name)) and name:
        # "20 | 1 million" says nothing without its column: "Power 20".
        name = f"{cell_of(table.header, 0)} {name}".strip()
        if cue("column_value").search(folded(clean(table.header[0]))) and len(values) == 1:
            # "34 | hours of training": the figure is the value of what stands beside it.
            return _draft(TalkingPointKind.FACT, values[0], line, place, cell_of(row, 0))
    return _draft(TalkingPointKind.FACT, name, line, place, text)


def _weak_area(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft:
    gap = table.column(cue("column_gap"))
    column = 0 if gap is None else gap
    told = rest_of(row, (column, *table.grades((column,))))
    return _draft(TalkingPointKind.WEAK_AREA, cell_of(row, column), line, place, told)


def _question_to_ask(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    asked = table.column(cue("column_question"))
    column = next((n for n, cell in enumerate(row) if "?" in cell or "？" in cell), asked)
    title = cell_of(row, column)
    return (
        _draft(TalkingPointKind.QUESTION_TO_ASK, titled(title), line, place, rest_of(row, (column,)))
        if title
        else None
    )
