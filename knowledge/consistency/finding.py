"""Put two statements that do not go together into a `Contradiction`."""

from __future__ import annotations

from collections.abc import Iterable

from domain.contradiction import Contradiction, ContradictionClass, Severity
from knowledge.consistency.statements import Statement

_SEVERITY = {
    ContradictionClass.HARD: Severity.HIGH,
    ContradictionClass.LABEL: Severity.MEDIUM,
    ContradictionClass.DRIFT: Severity.LOW,
}


def found(
    check: str,
    topic: str,
    pair: tuple[Statement, Statement],
    sentence: str,
    question: str,
    *,
    kind: ContradictionClass = ContradictionClass.HARD,
    severity: Severity | None = None,
    others: Iterable[Statement] = (),
) -> Contradiction:
    """A contradiction between `pair`; `others` that repeat a line of it are left out."""
    first, second = pair
    taken = {(first.guide, first.line), (second.guide, second.line)}
    more = []
    for other in others:
        if (other.guide, other.line) not in taken:
            taken.add((other.guide, other.line))
            more.append(other.stated())
    return Contradiction(
        topic=topic,
        check=check,
        kind=kind,
        severity=severity or _SEVERITY[kind],
        first=first.stated(),
        second=second.stated(),
        others=tuple(more),
        sentence=sentence,
        question=question,
    )
