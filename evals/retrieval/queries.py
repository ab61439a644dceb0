"""Queries with the talking points that answer them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from domain.guide import Guide, TalkingPoint
from domain.values import Frozen

QUERIES = Path(__file__).parent / "queries.yaml"
# The line of a query's answer was noted by hand; a parser may begin at the label above it.
LINES_OFF = 2


class QueryType(StrEnum):
    """What makes a query hard: other words, the guide's own title, one exact term, or no answer at all."""

    OWN_WORDS = "own_words"
    TITLE = "title"
    EXACT_TERM = "exact_term"
    NO_ANSWER = "no_answer"


class Place(Frozen):
    """The first line of a talking point."""

    guide: str
    line: int


class Query(Frozen):
    """A query as it is written in queries.yaml."""

    id: str
    type: QueryType
    query: str
    relevant: tuple[Place, ...] = ()


class Judged(Frozen):
    """A query and the ids of the talking points that answer it."""

    id: str
    type: QueryType
    query: str
    relevant: frozenset[str]


def read_queries(path: Path = QUERIES) -> list[Query]:
    """The queries of a YAML file. Raises pydantic.ValidationError where it does not fit."""
    return TypeAdapter(list[Query]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))


def judge(queries: Iterable[Query], points: Iterable[TalkingPoint]) -> tuple[list[Judged], list[str]]:
    """The queries with talking points in place of lines, and the ids of those whose place holds none."""
    points = list(points)
    judged: list[Judged] = []
    lost: list[str] = []
    for query in queries:
        found = [_at(place, points) for place in query.relevant]
        relevant = frozenset(point.id for point in found if point)
        if relevant or query.type is QueryType.NO_ANSWER:
            judged.append(Judged(id=query.id, type=query.type, query=query.query, relevant=relevant))
        else:
            lost.append(query.id)
    return judged, lost


def titles_of(guides: Iterable[Guide]) -> list[Judged]:
    """Every title as a query for the talking points that bear it."""
    bearers: dict[str, set[str]] = {}
    for guide in guides:
        for point in guide.talking_points:
            bearers.setdefault(point.title, set()).add(point.id)
    return [
        Judged(id=f"title-{number}", type=QueryType.TITLE, query=title, relevant=frozenset(ids))
        for number, (title, ids) in enumerate(bearers.items())
    ]


def _at(place: Place, points: list[TalkingPoint]) -> TalkingPoint | None:
    near = [
        point
        for point in points
        if point.source.guide == place.guide and abs(point.source.first_line - place.line) <= LINES_OFF
    ]
    return min(near, key=lambda point: abs(point.source.first_line - place.line), default=None)
