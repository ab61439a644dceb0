"""The verdict on work: its score is the arithmetic of its parts."""

from __future__ import annotations

from domain.scoring import Because, BecauseKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import Band, Provenance, Score, ScorePart, Verdict
from domain.work import Weighed, Work

_HALF_WIDTH = 0.11
"""Half the interval that held for eight of ten solutions judged by hand (docs/code.md)."""


def as_verdict(work: Work, talk: Verdict | None, index_version: str) -> Verdict:
    """The verdict that keeps `work`; `talk` is the one on what was said, None where nothing could be.

    Its key points, figures and red flags are those of the talk.
    """
    provenance = Provenance(agent="evaluator", index_version=index_version)
    outcome = _score(work) or Unscored(kind=UnscoredKind.WORK_UNREAD)
    if talk is None:
        return Verdict(outcome=outcome, work=work, provenance=provenance)
    return talk.model_copy(update={"outcome": outcome, "work": work, "flags": (), "provenance": provenance})


def _score(work: Work) -> Score | None:
    value = work.score
    if value is None:
        return None
    return Score(
        value=value,
        low=max(0.0, value - _HALF_WIDTH),
        high=min(1.0, value + _HALF_WIDTH),
        band=Band.of(value),
        parts=_parts(work.parts),
    )


def _parts(parts: tuple[Weighed, ...]) -> tuple[ScorePart, ...]:
    known = [each for each in parts if each.met is not None]
    whole = sum(each.weight for each in known)
    return tuple(
        ScorePart(
            kind=each.part,
            value=each.met or 0.0,
            weight=each.weight / whole,
            why=(Because(kind=BecauseKind.MEASURED, amount=each.met or 0.0),),
        )
        for each in known
    )
