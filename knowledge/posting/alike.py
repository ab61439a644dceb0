"""What is comparable to what a posting asks for, and not it: RabbitMQ to Kafka, a project led to a team."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from domain.guide import TalkingPoint
from domain.posting import Asked
from domain.values import Frozen
from knowledge.base import KnowledgeBase
from knowledge.posting.naming import by_one_name, denies, names
from knowledge.posting.words import folded, pattern
from language.figures import Dimension, figures
from language.sentences import sentences
from language.tables import read_yaml


class Alike(Frozen):
    """Something that is asked for and stands nowhere, and a name of the same kind that the guides tell."""

    asked: str
    told: str


class Family(Frozen):
    """Names of one kind, as they are written; the `distinct` ones are words of no language.

    Families of one `kind` are choices beside each other, and not comparable: Python to Java.
    """

    members: tuple[str, ...]
    distinct: tuple[str, ...]
    kind: str = ""


@cache
def families() -> tuple[Family, ...]:
    """The kinds of products and methods that are known, in the order of their file."""
    return tuple(
        Family(
            members=(*(distinct := tuple(map(str, each.get("names", ())))), *map(str, each.get("plain", ()))),
            distinct=distinct,
            kind=each.get("kind", ""),
        )
        for each in read_yaml(Path(__file__).with_name("families.yaml"))
    )


def family_of(name: str) -> Family | None:
    """The kind that a name belongs to, None where it is not known."""
    return _kinds().get(by_one_name(name))


def known_names(text: str) -> tuple[str, ...]:
    """The names in `text` that are known to be such, in order, as they are written there."""
    return tuple(found[0] for found in _known().finditer(text))


def alike(tool: str, points: Sequence[TalkingPoint], knowledge: KnowledgeBase) -> Alike | None:
    """The name of the same kind as `tool` that a talking point tells, None where none does."""
    family = family_of(tool)
    if family is None:
        return None
    told = (
        other
        for other in family.members
        if by_one_name(other) != by_one_name(tool)
        and any(names(point, other) and not denies(point, other, knowledge) for point in points)
    )
    return next((Alike(asked=tool, told=other) for other in told), None)


def wanted(asked: Asked) -> list[tuple[str, ...]]:
    """The names that are asked for, as groups of which all are: "Kotlin or Java, and Spring Boot" are two."""
    groups: list[list[str]] = []
    at = 0
    for tool in asked.tools:
        start = asked.text.find(tool, at)
        between = folded(asked.text[at : max(start, at)])
        apart = bool(groups) and pattern("and").search(between) is not None
        if groups and not (apart and _differ(groups[-1][-1], tool)):
            groups[-1].append(tool)
        else:
            groups.append([tool])
        at = max(start, at) + len(tool)
    return [tuple(each) for each in groups]


def are_of_a_kind(tools: Sequence[str]) -> bool:
    """Whether all of the names are known to be of one kind."""
    kinds = {family.kind or family.members if (family := family_of(tool)) else tool for tool in tools}
    return len(tools) > 1 and len(kinds) == 1


def _differ(one: str, other: str) -> bool:
    """Whether two names are known to be of two kinds."""
    first, second = family_of(one), family_of(other)
    return first is not None and second is not None and not are_of_a_kind((one, other))


def leads_people(text: str) -> bool:
    """Whether `text` tells of leading people, or asks for it; a course in it is another thing."""
    plain = folded(text)
    return pattern("leads_people").search(plain) is not None and pattern("taught").search(plain) is None


def tells_of_leading(point: TalkingPoint) -> bool:
    """Whether a talking point tells of leading people; a title may only ask whether somebody did."""
    asks = point.title.rstrip().endswith(("?", "？"))
    return leads_people(point.text if asks else f"{point.title}. {point.text}")


def people_led(text: str) -> int:
    """How many people `text` tells to be led, at most: 14 of "Lead a team of 14"; 0 where it does not say."""
    counts = [
        figure.high
        for sentence in sentences(text)
        if pattern("leads_people").search(folded(sentence)) is not None
        for figure in figures(sentence)
        if figure.dimension is Dimension.COUNT
    ]
    return round(max(counts, default=0))


def leads_projects(point: TalkingPoint) -> bool:
    """Whether a talking point tells of leading a project, which is nobody's superior."""
    text = folded(f"{point.title} {point.text}")
    return pattern("leads_projects").search(text) is not None


@cache
def _kinds() -> dict[str, Family]:
    return {by_one_name(name): family for family in families() for name in family.members}


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(_written()))


def _written() -> Iterator[str]:
    # The longest first: "React Native" is no React.
    for name in sorted((name for family in families() for name in family.distinct), key=len, reverse=True):
        yield rf"(?<![\w.+#-]){re.escape(name)}(?![\w+#])"
