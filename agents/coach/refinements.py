"""What became of the language model's work in a session, from the provenance that every turn keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from domain.interview import Turn, TurnKind
from domain.usage import Usage, told
from domain.verdict import Provenance
from language.wording import counted

# How the agents' notes begin, by what happened.
_REJECTED = ("the model's wording was dropped: ", "the model's better answer was dropped: ")
_FAILED = ("worded without the model: ",)
_JUDGE = "The model judge was not used: "
_JUDGE_REJECTED = "labels rested on words"
_MENDED = "of the judge's labels dropped"


class Outcome(StrEnum):
    """What became of a language model's work: `REPAIRED` was used but for labels without proof, which were
    dropped; `REJECTED` failed a check; `FAILED` never came."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    REJECTED = "rejected"
    FAILED = "failed"


def became_of(provenance: Provenance) -> tuple[Outcome | None, str]:
    """What became of the model's work on this, None where there was none, and why it was rejected."""
    note = provenance.note
    reason = next((note.removeprefix(start) for start in _REJECTED if note.startswith(start)), "")
    if provenance.model != "draft":
        return (Outcome.REPAIRED if _MENDED in note else Outcome.ACCEPTED), ""
    if reason or _JUDGE_REJECTED in note:
        return Outcome.REJECTED, (reason or "it quoted words that do not bear it out").split(" (")[0]
    if note.startswith((*_FAILED, _JUDGE)):
        return Outcome.FAILED, ""
    return None, ""


def refinements(turns: Sequence[Turn], usage: Usage | None = None) -> str:
    """ "14 refinements accepted, 1 repaired, 2 rejected (it asked something else), 3 failed; 5,210 tokens".

    Empty where no model took part. `usage` is that of the whole session.
    """
    outcomes: Counter[Outcome] = Counter()
    rejected: Counter[str] = Counter()
    for provenance in _provenances(turns):
        outcome, reason = became_of(provenance)
        if outcome is not None:
            outcomes[outcome] += 1
        if outcome is Outcome.REJECTED:
            rejected[reason] += 1
    if not outcomes:
        return ""
    parts = [f"{counted(outcomes[Outcome.ACCEPTED], 'refinement')} accepted"]
    if repaired := outcomes[Outcome.REPAIRED]:
        parts.append(f"{repaired} repaired")
    if rejected:
        why = "; ".join(reason for reason, _ in rejected.most_common(3))
        parts.append(f"{rejected.total()} rejected ({why})")
    if failed := outcomes[Outcome.FAILED]:
        parts.append(f"{failed} failed")
    took = told(usage) if usage is not None else ""
    return ", ".join(parts) + (f"; {took}" if took else "")


def _provenances(turns: Iterable[Turn]) -> Iterator[Provenance]:
    for turn in turns:
        if turn.kind is TurnKind.QUESTION:
            yield turn.question.provenance
        if turn.follow_up is not None:
            yield turn.follow_up.provenance
        if turn.verdict is not None:
            yield turn.verdict.provenance
        if turn.advice is not None:
            yield turn.advice.provenance
