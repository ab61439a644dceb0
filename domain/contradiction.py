"""Two statements of a candidate's own guides that do not go together."""

from __future__ import annotations

from enum import StrEnum

from domain.guide import Stated
from domain.values import Frozen


class ContradictionClass(StrEnum):
    """hard: both cannot be true. drift: one fact told with two numbers. label: one number for two things."""

    HARD = "hard"
    DRIFT = "drift"
    LABEL = "label"


class Severity(StrEnum):
    """How badly an interviewer could embarrass the candidate with it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Contradiction(Frozen):
    """A fact that the guides tell in two ways.

    `topic` names the fact in a few words ("years of backend engineering"), `check` the kind of comparison
    that found it. `first` and `second` are the clearest pair in reading order, `others` further places that
    side with one of them. `sentence` tells the candidate what is wrong, `question` is what an interviewer
    would ask.
    """

    topic: str
    check: str
    kind: ContradictionClass
    severity: Severity
    first: Stated
    second: Stated
    others: tuple[Stated, ...] = ()
    sentence: str
    question: str
