"""What came of holding a posting against the guides: each thing asked, and what there is to show for it."""

from __future__ import annotations

from enum import StrEnum

from domain.guide import Source, TalkingPoint
from domain.posting import Asked
from domain.values import Frozen
from knowledge.posting.alike import Alike
from knowledge.posting.told import Told

_GUESS = 0.15
"""What the encoder finds less likely than this shows a line once in ten times (docs/posting.md)."""


NEAR = 0.38
"""A passage as near as this (cosine) to what is asked may be about it."""
CLOSE = 0.52
"""A passage as near as this is about it."""
WORDS = 0.6
"""So much of the telling words of what is asked stands in a passage that is about it."""
MOST_SHOWN = 3


class Coverage(StrEnum):
    """What the guides have for something that is asked."""

    COVERED = "covered"
    THIN = "thin"
    """Something is there, and it is little: one of several names, a mention, a title without an answer."""
    COMPARABLE = "comparable"
    """Something of the same kind is there, and not it: Kafka is asked for, and RabbitMQ told."""
    UNSURE = "unsure"
    """Something near it is there; whether it shows this cannot be told."""
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    """The guides tell that it is not so: nine years are asked for, and they tell six."""


class Shown(Frozen):
    """A talking point that shows something, where it stands, and how near it is (0 to 1)."""

    talking_point_id: str
    title: str
    source: Source
    score: float

    @property
    def is_a_guess(self) -> bool:
        """Whether it is rather unlikely to show it, and only likelier than all else."""
        return self.score < _GUESS


def shown_as(point: TalkingPoint) -> Shown:
    """A talking point that shows something by what it says, however near it is."""
    return Shown(talking_point_id=point.id, title=point.title, source=point.source, score=NEAR)


class Matched(Frozen):
    """One thing that is asked for, what the guides have for it, and why that is thought."""

    asked: Asked
    coverage: Coverage
    shown: tuple[Shown, ...] = ()
    lacks: tuple[str, ...] = ()
    """Names that are asked for and stand nowhere in the guides."""
    alike: tuple[Alike, ...] = ()
    """Of these names what the guides tell instead, which is of the same kind."""
    told: Told | None = None
    """The years that the guides tell, where years are asked for."""
