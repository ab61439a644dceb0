"""The answers of an old session, judged again."""

from __future__ import annotations

from pydantic import Field

from domain.values import Frozen, Moment, Share
from domain.verdict import Provenance, Verdict


class Rejudged(Frozen):
    """The new verdict on everything that was said to one question; `turn` holds the one it stands beside."""

    question_id: str
    turn: int = Field(ge=1, le=1_000_000)
    verdict: Verdict


class Rescoring(Frozen):
    """What another evaluator made of a session, kept beside what was made of it then.

    `score` is the mean of the scored questions, 0 to 1, None where nothing could be scored.
    `unmasked` says that masking of personal data was switched off.
    """

    at: Moment
    judged: tuple[Rejudged, ...]
    score: Share | None
    provenance: Provenance
    unmasked: bool = False
