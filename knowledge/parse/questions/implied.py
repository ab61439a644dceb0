"""Headings and lines that no one asks by, and that everybody is asked about.

"Why Harbour & Vine", a scenario, the first ninety days, what to leave them with: a guide names them, and has
below what to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from domain.guide import TalkingPointKind
from knowledge.closings import is_closing
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR
from knowledge.lines.names import named
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import CLOSED, Topic
from knowledge.lines.why_names import WHY_NAME, asks_why
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.markup.sections import Section
from knowledge.markup.tables import cells
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import Draft, Reading, last_line
from knowledge.parse.place import Place
from knowledge.parse.question_headings import heading_question
from language.sentences import count_words

_FEWEST_WORDS_TO_CLOSE_WITH = 4
_FEWEST_STAR_PARTS = 3
_FEWEST_WORDS_OF_A_THEME = 5
# In these such titles name something else.
_NO_THEMES = frozenset({Topic.STORIES, Topic.TIPS, Topic.COMPANY, Topic.STRENGTHS, Topic.HOOKS})
_LABELLED = re.compile(r"^(?P<name>[^:：]{3,40}?)\s*[:：]\s*(?P<said>\S.*)$", re.DOTALL)


def read_implied(place: Place, reading: Reading) -> bool:
    """Read a section whose heading implies a question; True where that was done."""
    section = place.section
    heading = section.heading
    if heading is None or place.question:
        return False
    closes = is_closing(named(heading.text))
    if not closes and not _implies(heading) and not _names_a_theme(section):
        return False
    belongs = not any(_stands_alone(child) for child in section.children)
    lines: Sequence[Line] = section.flattened() if belongs else section.lines
    if _tells_a_story(section):
        return False
    if not closes:
        # A key message at the end is no part of a scenario.
        lines = list(takewhile(lambda line: _closing_of(line) is None, lines))
    answer = read_answer([line for line in lines if line.number not in reading.taken])
    if not answer.pieces:
        return False
    title = named(heading.text)
    why = bool(WHY_NAME.match(title))
    reading.add(
        Draft(
            TalkingPointKind.STRENGTH if closes else TalkingPointKind.QUESTION_ANSWER,
            f"{title.rstrip('?')}?" if why else title,
            heading.number,
            last_line(lines, heading.number),
            place.path,
            answer=answer.pieces,
            wanted=answer.wanted,
            why=answer.why,
            hooks=answer.hooks,
            seconds=answer.seconds or spoken_seconds(heading.text),
        )
    )
    if belongs:
        reading.finish(section)
    read_closing_lines(place, reading)
    return True


def _stands_alone(child: Section) -> bool:
    """Is the section below a heading something of its own, and no part of the answer?"""
    if heading_question(child, None) or child.own_topic in CLOSED:
        return True
    return child.heading is not None and (_implies(child.heading) or is_closing(named(child.title)))


def _implies(heading: Line) -> bool:
    title = named(heading.text)
    plain = folded(title)
    return bool(cue("scenario").search(plain) or cue("first_days").search(plain)) or asks_why(title)


def _names_a_theme(section: Section) -> bool:
    """`A time I was wrong`, `Une réussite`: what everybody is asked about, over what is told."""
    heading = section.heading
    if heading is None or section.topic in _NO_THEMES or heading.topic is not None or section.children:
        return False
    if not Phrase(named(heading.text)).names_a_theme:
        return False
    said = [line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM}]
    asking = sum(line.ends_as_question or line.question is not None for line in said)
    return (
        bool(said) and not asking and sum(count_words(line.text) for line in said) >= _FEWEST_WORDS_OF_A_THEME
    )


def _tells_a_story(section: Section) -> bool:
    labels = {label.role for line in section.lines if (label := line.label(*STAR)) is not None}
    return len(labels) >= _FEWEST_STAR_PARTS


def read_closing_lines(place: Place, reading: Reading) -> None:
    """`**Key message:** …` on a line of its own, and a table's row for the closing, as a closing."""
    if place.is_an_answer:
        return
    for line in reading.free(place.section.lines):
        found = _closing_of(line)
        if found is None or _has_closing(reading):
            continue
        title, said = found
        draft = Draft(TalkingPointKind.STRENGTH, title, line.number, line.number, place.path)
        draft.answer = pieces_of([Line(line.number, Kind.TEXT, said)])
        reading.add(draft)


def _closing_of(line: Line) -> tuple[str, str] | None:
    """What closes the interview, and its label."""
    if line.kind is Kind.ROW:
        name, *rest = [clean(cell) for cell in cells(line)] or [""]
        said = "; ".join(cell for cell in rest if cell)
    elif line.kind in {Kind.TEXT, Kind.ITEM} and (parted := _LABELLED.match(line.clean)):
        name, said = parted["name"], parted["said"]
    else:
        return None
    if not is_closing(name) or count_words(said) < _FEWEST_WORDS_TO_CLOSE_WITH:
        return None
    return clean(name), said


def _has_closing(reading: Reading) -> bool:
    return any(is_closing(draft.title) for draft in reading.drafts)
