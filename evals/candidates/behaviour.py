"""What a simulated candidate is: answers that know what they were built to say."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.guide import TO_BE_SAID, KeyPoint, TalkingPoint
from domain.interview import FollowUp, MessageKind, Question
from domain.verdict import FlagKind
from domain.work import HandedIn
from knowledge.base import KnowledgeBase

Parameter = float | int | str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or follow-up as it reaches the candidate.

    `said` are the ids of the key points this question has heard already, `before` the talking points of
    earlier questions. `rng` is seeded by scenario, question and follow-up.
    """

    point: TalkingPoint
    question: Question
    follow_up: FollowUp | None
    said: frozenset[str]
    before: tuple[TalkingPoint, ...]
    knowledge: KnowledgeBase
    rng: random.Random
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def key_points(self) -> tuple[KeyPoint, ...]:
        """The key points that can be said, in the guide's order."""
        return spoken(self.point)

    @property
    def aim(self) -> KeyPoint | None:
        """The key point a follow-up digs for, None where it digs for something else."""
        aim = self.follow_up.aim if self.follow_up is not None else ""
        return next((found for found in self.key_points if found.id == aim), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the candidate says, and the truth about it.

    `said` are the ids of the key points the words were built from; `unclear` those that a fair judge may
    hold either way (half a point, a point with a wrong figure in it); `contradicted` those denied.
    `wrong_figures` are the altered figures as said, `red_flags` the ids of the red flags said. `twin` is an
    answer that says the same in the guide's own words, without the attack or the ornament: a fair score is
    the same. An answer that is not `known` (a script, a model) has no such truth; `not_known` are then the
    ids of the key points that whoever speaks was never given. `work` is what is handed in with it.
    """

    text: str
    kind: MessageKind = MessageKind.ANSWER
    said: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()
    contradicted: frozenset[str] = frozenset()
    wrong_figures: tuple[str, ...] = ()
    red_flags: frozenset[str] = frozenset()
    twin: str | None = None
    known: bool = True
    not_known: frozenset[str] = frozenset()
    work: HandedIn | None = None


@dataclass(frozen=True, slots=True)
class Fair:
    """What a fair interviewer does with a first answer: `why` says it in words.

    The score is at least `least`, at most `most`, and within `near` of the share of the key points' weight
    that was said; at least one of `flags` is raised; `unscored` asks for no score at all.
    """

    why: str
    least: float | None = None
    most: float | None = None
    near: float | None = None
    flags: frozenset[FlagKind] = frozenset()
    unscored: bool = False


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A way to answer. `tier` orders behaviours on one question (a higher one deserves the higher score)."""

    name: str
    summary: str
    fair: Fair
    respond: Callable[[Asked], Answer]
    tier: int | None = None
    parameters: frozenset[str] = frozenset()


def spoken(point: TalkingPoint) -> tuple[KeyPoint, ...]:
    """The key points of `point` that a candidate can say aloud, in the guide's order."""
    return tuple(found for found in point.key_points if found.origin in TO_BE_SAID)


def ids(key_points: tuple[KeyPoint, ...] | list[KeyPoint]) -> frozenset[str]:
    """The ids of `key_points`."""
    return frozenset(found.id for found in key_points)
