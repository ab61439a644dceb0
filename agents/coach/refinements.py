"""What became of the language model's work in a session, from the provenance that every turn keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from agents.reasons import faulty
from agents.reasons.said import said
from agents.reasons.used import told
from domain.interview import ENGLISH, MessageKind, Turn, TurnKind
from domain.refinement import Fault, Outcome
from domain.usage import Usage
from domain.verdict import Provenance


def refinements(turns: Sequence[Turn], usage: Usage | None = None, language: str = ENGLISH) -> str:
    """ "14 refinements accepted, 1 repaired, 2 rejected (it asked something else), 3 failed; 5,210 tokens".

    Empty where no model took part. `usage` is that of the whole session.
    """
    outcomes: Counter[Outcome] = Counter()
    rejected: Counter[Fault] = Counter()
    for provenance in _provenances(turns):
        if provenance.outcome is not None:
            outcomes[provenance.outcome] += 1
        if provenance.refinement is not None and provenance.refinement.fault is not None:
            rejected[provenance.refinement.fault] += 1
    if not outcomes:
        return ""
    accepted = outcomes[Outcome.ACCEPTED]
    parts = [said("model.one_accepted" if accepted == 1 else "model.accepted", language, count=accepted)]
    if repaired := outcomes[Outcome.REPAIRED]:
        parts.append(said("model.repaired", language, count=repaired))
    if rejected:
        why = "; ".join(faulty(fault, language) for fault, _ in rejected.most_common(3))
        parts.append(said("model.rejected", language, count=rejected.total(), why=why))
    if failed := outcomes[Outcome.FAILED]:
        parts.append(said("model.failed", language, count=failed))
    took = told(usage, language) if usage is not None else ""
    return ", ".join(parts) + (f"; {took}" if took else "")


def _provenances(turns: Iterable[Turn]) -> Iterator[Provenance]:
    for turn in turns:
        if turn.kind is TurnKind.QUESTION:
            yield turn.question.provenance
        if turn.follow_up is not None:
            yield turn.follow_up.provenance
        # Whoever passes or stops at a follow-up takes along the verdict on what was said before.
        judged = turn.message is not None and turn.message.kind is MessageKind.ANSWER
        if turn.verdict is not None and judged:
            yield turn.verdict.provenance
        if turn.advice is not None:
            yield turn.advice.provenance
