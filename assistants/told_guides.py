"""What a call about the guides is answered with."""

from __future__ import annotations

from collections import Counter

from pydantic import Field

from domain.contradiction import Contradiction
from domain.guide import Guide as Read
from domain.guide import Passage, TalkingPoint, TalkingPointKind
from domain.values import Count, Frozen, Share


class Found(Frozen):
    """A passage of the guides; `fits` is how well, 0 to 1."""

    title: str
    text: str
    kind: str
    place: str
    fits: Share


class Findings(Frozen):
    """Passages, the best first; none means that nothing in the guides is about it."""

    passages: tuple[Found, ...] = Field(default=())


class Guide(Frozen):
    """A guide, with how many talking points of each kind it has."""

    name: str
    lines: Count
    talking_points: dict[str, int]


class Point(Frozen):
    """A talking point: what the guide would have the candidate say, and what a strong answer says of it."""

    id: str
    kind: TalkingPointKind
    title: str
    text: str
    place: str
    key_points: tuple[str, ...] = ()


class Contradictions(Frozen):
    """Where the guides contradict themselves, the most damaging first."""

    found: tuple[Contradiction, ...] = ()


def found(passage: Passage, point: TalkingPoint) -> Found:
    """A passage with where it stands."""
    return Found(
        title=point.title,
        text=passage.text,
        kind=passage.kind.value,
        place=str(passage.source),
        fits=min(1.0, max(0.0, passage.score)),
    )


def guide(read: Read) -> Guide:
    """A guide in a list."""
    counts = Counter(point.kind.value for point in read.talking_points)
    return Guide(name=read.name, lines=read.lines, talking_points=dict(sorted(counts.items())))


def point(known: TalkingPoint) -> Point:
    """A talking point with where it stands."""
    return Point(
        id=known.id,
        kind=known.kind,
        title=known.title,
        text=known.text,
        place=str(known.source),
        key_points=tuple(each.text for each in known.key_points),
    )
