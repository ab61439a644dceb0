"""Contradictions as an interviewer raises them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from domain.contradiction import Contradiction, ContradictionClass, Severity
from domain.guide import TalkingPoint, TalkingPointKind

_REQUIREMENT = "requirement"


def doubts(contradictions: Iterable[Contradiction]) -> tuple[TalkingPoint, ...]:
    """The contradictions worth a question: those that cannot both be true and would embarrass most.

    Nothing in them can be scored, for the guides hold two answers. A claim that falls short of what the job
    asks is no second answer, so it is left to the question about that requirement.
    """
    return tuple(
        _doubt(found)
        for found in contradictions
        if found.kind is ContradictionClass.HARD
        and found.severity is Severity.HIGH
        and found.check != _REQUIREMENT
    )


def _doubt(found: Contradiction) -> TalkingPoint:
    told = f"{found.first.quote}\n{found.second.quote}"
    digest = hashlib.blake2b(f"{found.question}\n{told}".encode(), digest_size=8).hexdigest()
    return TalkingPoint(
        id=f"contradiction-{digest}",
        kind=TalkingPointKind.CONTRADICTION,
        title=found.question,
        text=told,
        source=found.first.source,
        stated=(found.first, found.second),
    )
