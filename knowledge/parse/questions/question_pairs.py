"""A question under a heading of its own, its answer under the next: `## Question - 2`, `## Answer - 2`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.labels import Role
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, pieces_of
from knowledge.markup.sections import Section
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import Draft, Reading, last_line, titled
from knowledge.parse.place import Place
from knowledge.parse.question_labels import MOST_WORDS_IN_A_QUESTION
from language.sentences import count_words

_LOOK_AHEAD = 20
_NUMBER = re.compile(r"\d{1,3}")


def read_question_pairs(place: Place, reading: Reading) -> None:
    """The sections right below this one whose headings say no more than "question", each with its answer."""
    for child, following in zip_longest(place.section.children, place.section.children[1:]):
        number = _number_under(child, Role.QUESTION)
        if number is None or id(child) in reading.done or (not number and _is_a_list(child.lines)):
            continue
        answer = _answer_of(child, following, number)
        if _add(child, answer, reading):
            read = [child] if answer is None else [child, answer]
            reading.done.update(id(section) for held in read for section in held.walk())


def _number_under(section: Section | None, role: Role) -> str | None:
    """The number of a heading that is nothing but a label, "" where it has none; None for any other."""
    heading = section.heading if section is not None else None
    label = heading.heading_label(role) if heading is not None else None
    if heading is None or label is None or any(map(str.isalpha, label.rest)):
        return None
    found = _NUMBER.search(heading.plain)
    return found[0] if found else ""


def _is_a_list(lines: Sequence[Line]) -> bool:
    """Do several items stand right below the heading, so that it names them all?"""
    said = [line for line in lines[:_LOOK_AHEAD] if line.kind is not Kind.BLANK]
    return len(said) > 1 and all(line.kind is Kind.ITEM and line.ends_as_question for line in said[:2])


def _answer_of(question: Section, following: Section | None, number: str) -> Section | None:
    """The section of the answer: the first one below the question, or the one after it."""
    for section in (*question.children[:1], following):
        held = _number_under(section, Role.ANSWER)
        if held is not None and (held == number or not held or not number):
            return section
    return None


def _add(question: Section, answer: Section | None, reading: Reading) -> bool:
    heading = question.heading
    asked, rest = _question_in(question.lines)
    if heading is None or not asked:
        return False
    said: Sequence[Line] = answer.flattened() if answer is not None else rest
    found, beside = read_answer(said), read_answer(rest)
    last = last_line([*question.lines, *said], heading.number)
    reading.add(
        Draft(
            TalkingPointKind.QUESTION_ANSWER if found.pieces else TalkingPointKind.UNANSWERED_QUESTION,
            asked,
            heading.number,
            last,
            Place.of(question).path,
            answer=found.pieces,
            wanted=beside.wanted or found.wanted,
            why=found.why or beside.why,
            hooks=beside.hooks if answer is not None and beside.hooks else found.hooks,
            seconds=found.seconds,
        )
    )
    return True


def _question_in(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The first paragraph, which asks, and the lines behind it."""
    said = [place for place, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.ITEM}]
    if not said:
        return "", list(lines)
    end = next(
        (place for place in range(said[0], len(lines)) if lines[place].kind not in {Kind.TEXT, Kind.ITEM}),
        len(lines),
    )
    pieces = [piece for piece in pieces_of(lines[said[0] : end]) if piece.form is not Form.CODE]
    asked = clean(" ".join(piece.text for piece in pieces))
    return (titled(asked) if count_words(asked) <= MOST_WORDS_IN_A_QUESTION else ""), list(lines[end:])
