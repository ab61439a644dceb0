""" "I did say that": what the candidate holds against a verdict, and what came of looking again."""

from __future__ import annotations

from enum import StrEnum

from domain.guide import KeyPoint
from domain.values import Frozen, Moment, Share
from domain.verdict import Evidence, Label


class Ruling(StrEnum):
    """What looking again at the words came to; `agents.reasons` has the sentence for each."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    NOT_SURE = "not_sure"
    NOT_SAID = "not_said"
    OTHERWISE = "otherwise"
    TAKEN_BACK = "taken_back"
    WRONG_FIGURE = "wrong_figure"
    NOT_HEARD = "not_heard"
    NO_MORE = "no_more"

    @property
    def is_accepted(self) -> bool:
        """Whether the key point counts for more than before."""
        return self in (Ruling.ACCEPTED, Ruling.IN_PART)


OPEN_TO_OBJECTION = (Label.UNSURE, Label.MISSING, Label.PARTLY, Label.CONTRADICTED)
"""What may be objected to, in the order in which `/said` counts it; what is covered counts in full."""


class Objection(Frozen):
    """One objection: to what was found of `key_point`, since `words` of the answer are to say it.

    `before` and `after` are its labels, and `score_before` is the whole score until then, None where there
    was none.
    """

    key_point: KeyPoint
    words: Evidence
    ruling: Ruling
    before: Label
    after: Label
    score_before: Share | None = None
    at: Moment
