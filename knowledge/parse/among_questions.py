"""Headings that only name what is asked, told by where they stand: among sisters that ask.

`Food poisoning outbreak` between `When would you close a kitchen?` and `What gets reported?`: nobody's list
has such titles, but a guide has them in one row with its questions, and below each what to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.lines.heads import names_a_chapter
from knowledge.lines.labels import STAR
from knowledge.lines.names import named
from knowledge.lines.to_write import is_still_to_write
from knowledge.lines.topics import Topic
from knowledge.lines.why_names import asks_why
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section
from knowledge.markup.weighing import topic_by_signs
from language.sentences import count_words

_FEWEST_THAT_ASK = 2
_SHARE_THAT_ASKS = 3
"""One of so many sisters must ask."""
_FEWEST_WORDS_TOLD = 4
_MOST_WORDS_OF_A_CHAPTER = 3
_LOOK_AHEAD = 40
# `Salary (they always ask)`
_OF_ROWS = frozenset({None, Topic.QUESTIONS})
_WITH_WORDS = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})


def is_among_questions(section: Section) -> bool:
    """Does a heading without a topic stand in one row with others that ask, over what may be said to it?"""
    above = section.parent
    return above is not None and id(section) in above.asked_among(_named_among)


def _named_among(above: Section) -> frozenset[int]:
    """The sections right below `above` that are asked as their sisters are, by their identities."""
    return frozenset(id(section) for row in _rows(above.children) for section in _named_in(row, above))


def _rows(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Sections one behind the other, of one level, that ask or say nothing of their kind."""
    row: list[Section] = []
    for section in sections:
        belongs = _asks(section) or (
            section.own_topic in _OF_ROWS and not section.children and not _begins_to_ask(section)
        )
        if row and (not belongs or section.level != row[0].level):
            yield row
            row = []
        if belongs:
            row.append(section)
    if row:
        yield row


def _named_in(row: Sequence[Section], above: Section) -> Iterator[Section]:
    asking = [place for place, section in enumerate(row) if _asks(section) or _asks_within(section)]
    if (
        not any(map(_asks, row))
        or len(asking) < _FEWEST_THAT_ASK
        or len(asking) * _SHARE_THAT_ASKS < len(row)
    ):
        return
    # What stands before all questions of a guide may be about anything; in a chapter it is one of its row.
    start = 0 if above.heading is not None and above.level > 1 else asking[0]
    for section in row[start : asking[-1] + 1]:
        if not _asks(section) and _is_answered(section):
            yield section


def _asks(section: Section) -> bool:
    heading = section.heading
    return heading is not None and (
        heading.asks or heading.question is not None or asks_why(named(heading.text))
    )


def _asks_within(section: Section) -> bool:
    """Is there a question over its answer between the paragraphs below a heading?"""
    lines = section.lines[:_LOOK_AHEAD]
    return any(
        above.kind is Kind.BLANK
        and line.kind is Kind.TEXT
        and line.ends_as_question
        and below.kind is Kind.TEXT
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


def _begins_to_ask(section: Section) -> bool:
    """`Motivation` over `Why law?`: does a question stand first below a heading?"""
    first = next((line for line in section.lines[:_LOOK_AHEAD] if line.kind in _WITH_WORDS), None)
    return first is not None and first.ends_as_question


def _is_answered(section: Section) -> bool:
    """May what stands below a title be said to it: no list of questions, no labelled story, no note?"""
    heading = section.heading
    if heading is None or heading.labels or section.is_ticked():
        return False
    if names_a_chapter(heading.clean) and count_words(heading.clean) <= _MOST_WORDS_OF_A_CHAPTER:
        return False
    said = [line for line in section.lines[:_LOOK_AHEAD] if line.kind in _WITH_WORDS]
    if not any(map(_answers, said)) or any(line.label(*STAR) or line.question for line in said):
        return False
    if sum(line.ends_as_question for line in said) * 2 > len(said):
        return False
    told = sum(count_words(line.text) for line in said)
    return told >= _FEWEST_WORDS_TOLD and topic_by_signs(heading, section.lines) is None


def _answers(line: Line) -> bool:
    return line.kind in {Kind.TEXT, Kind.ITEM} and not is_still_to_write(line.text)
