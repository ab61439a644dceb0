"""What became of a language model's work where it was not simply used."""

from __future__ import annotations

from agents.reasons.said import said
from domain.interview import ENGLISH
from domain.refinement import Fault, Outcome, Refinement
from domain.verdict import Provenance

# Why a judge's labels were not used, in the order in which they are told apart.
_OF_LABELS = (Fault.ABSENT, Fault.NOT_SAID, Fault.OVERLONG, Fault.OVERLAPPING, Fault.UNPROVED)
# Said where whole runs are compared, which is done in English.
_OF_MOST = {
    Fault.ABSENT: "were missing from its reply",
    Fault.NOT_SAID: "rested on words that you did not say",
    Fault.OVERLONG: "quoted too much to show anything",
    Fault.OVERLAPPING: "quoted the words of another key point",
    Fault.UNPROVED: "rested on words that do not bear them out",
}
_DROPPED = {"coach": "better_dropped"}
"""What was dropped, where it is not a wording of what was drafted."""


def faulty(fault: Fault, language: str = ENGLISH) -> str:
    """Which check a model's work failed: "it asked something else"."""
    return said(f"fault.{fault.value}", language)


def mostly_unused(refinement: Refinement) -> str:
    """Why most of a judge's labels were not used, the same for all that failed alike."""
    commonest = max(refinement.why, key=lambda kind: refinement.why[kind], default=Fault.NOT_SAID)
    return f"too many of its labels {_OF_MOST[commonest]}"


def unused(refinement: Refinement, language: str = ENGLISH) -> str:
    """Why a model's work was not used, to be put behind a colon or into brackets."""
    if refinement.fault is None:
        return refinement.what
    if refinement.fault is Fault.UNPROVED:
        # As it was told before the reasons were kept one by one.
        key = "refined.unproved" if refinement.why else "refined.unproved_before"
        why = _told_apart(refinement, language)
        return said(key, language, count=refinement.dropped, labels=refinement.labels, why=why)
    what = said("refined.because", language, parts=refinement.what) if refinement.what else ""
    return f"{faulty(refinement.fault, language)}{what}"


def note(made: Provenance, language: str = ENGLISH) -> str:
    """What became of a model's work on something, "" where it was simply used or there was none."""
    found = made.refinement
    if found is None:
        return ""
    if found.outcome is Outcome.REPAIRED:
        return _repaired(found, language)
    if made.agent == "evaluator":
        end = "." if found.outcome is Outcome.REJECTED else ""
        return f"{said('refined.judge_unused', language, why=unused(found, language))}{end}"
    taken_back = said("refined.taken_back", language) if found.taken_back else ""
    if found.outcome is Outcome.FAILED:
        return said("refined.without_model", language, why=found.what, taken_back=taken_back)
    dropped = f"refined.{_DROPPED.get(made.agent, 'wording_dropped')}"
    return said(dropped, language, why=unused(found, language), taken_back=taken_back)


def _told_apart(refinement: Refinement, language: str) -> str:
    """Why labels were not used, in brackets: " (2 missing from its reply, 1 with a quote too long …)"."""
    told = [
        said(f"label_unused.{kind.value}", language, count=refinement.why[kind])
        for kind in _OF_LABELS
        if kind in refinement.why
    ]
    return said("refined.because", language, parts=", ".join(told)) if told else ""


def _repaired(found: Refinement, language: str) -> str:
    """What a judgement that was used was used without."""
    if found.dropped and not found.why:
        return said("refined.dropped_before", language, count=found.dropped)
    parts = []
    if found.fault is Fault.CUT_SHORT:
        parts.append(said("refined.broke_off", language, what=found.what))
    if found.dropped:
        why = _told_apart(found, language)
        parts.append(said("refined.labels_unused", language, count=found.dropped, why=why))
    if found.narrowed:
        key = "refined.one_narrowed" if found.narrowed == 1 else "refined.narrowed"
        parts.append(said(key, language, count=found.narrowed))
    return " ".join(parts)
