"""A CV's talking points: facts with their dates, what is asked of each post, and what is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from domain.guide import TalkingPointKind
from knowledge.cv.entries import Named
from knowledge.cv.values import Achieved, Cv, Position
from knowledge.markup.line import Kind
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, last_line
from language.tables import read_yaml

_K = TalkingPointKind
_ENGLISH = "en"


def drafts_of(cv: Cv) -> list[Draft]:
    """What `cv` holds, each with its lines.

    What somebody did at a post can be held against the CV. How they achieved a figure stands in none: that is
    asked, and nothing is held against it before somebody writes it down.
    """
    return [draft for draft in _drafts(cv) if draft.title]


def _drafts(cv: Cv) -> Iterator[Draft]:
    for position in cv.positions:
        yield from _position(position, cv.language)
    for degree in cv.degrees:
        year = str(degree.finished) if degree.finished is not None else ""
        yield Draft(_K.FACT, degree.text, degree.line.number, degree.line.number, text=year)
    for skills in cv.skills:
        number = skills.line.number
        yield Draft(_K.FACT, skills.name, number, number, text=", ".join(skills.listed))
    for line in cv.languages:
        yield Draft(_K.FACT, _asked("languages", cv.language), line.number, line.number, text=line.clean)
    for achieved in cv.achieved:
        yield _achieved(achieved, cv.language)
    for claim in cv.claims:
        yield Draft(_K.STRENGTH, claim.text.rstrip("."), claim.line.number, claim.line.number)


def _position(position: Position, language: str) -> Iterator[Draft]:
    first = position.head[0].number
    name = ", ".join(each for each in (position.title, position.employer) if each) or Named(position.head).all
    last = position.head[-1].number
    if position.period is not None:
        yield Draft(_K.FACT, name, first, last, text=position.period.quote)
    if position.told and name:
        key = (
            "position"
            if position.title and position.employer
            else "employer"
            if position.employer
            else "title"
        )
        yield Draft(
            _K.QUESTION_ANSWER,
            _asked(key, language, title=position.title or name, employer=position.employer),
            first,
            last_line(position.told, last),
            answer=pieces_of(line for line in position.told if line.kind is not Kind.RULE),
        )


def _achieved(achieved: Achieved, language: str) -> Draft:
    said = achieved.text.rstrip(" .。;；")
    number = achieved.line.number
    return Draft(_K.UNANSWERED_QUESTION, _asked("achieved", language, said=said), number, number)


def _asked(key: str, language: str, **told: str) -> str:
    by_language = _rows()[key]
    return by_language.get(language, by_language[_ENGLISH]).format(**told)


@cache
def _rows() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("cv.yaml"))
    return rows
