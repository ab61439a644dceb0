"""A language model's judgement of the key points, checked quote by quote before any of it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agents.evaluator.draft import Drafted
from agents.evaluator.judging.judgement import Heard, judgement_of, most_tokens
from agents.evaluator.judging.proof import MEANING_SHARED, Proved, proved
from agents.evaluator.judging.quotes import heard_only
from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import calibration
from domain.errors import ModelUnavailable
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.refinement import Fault, Outcome, Refinement
from domain.scoring import Because, BecauseKind, PartKind
from domain.verdict import Flag, FlagKind, KeyPointVerdict, Label, Provenance, Score, ScorePart, Verdict
from language.text import read
from models.language_model import LanguageModel
from prompts.loader import load

# With more than this share of its labels dropped, a judgement says more about the judge than the answer.
MOST_DROPPED = 1 / 3
# Draft and judge further apart than this are shown as disagreeing.
DISAGREEMENT = 0.35

_SAID, _UNSAID = frozenset({Label.COVERED}), frozenset({Label.MISSING, Label.CONTRADICTED})


async def refine(drafted: Drafted, question: Question, judge: LanguageModel) -> Verdict:
    """Let `judge` label the key points, and keep of it what stands in the answer.

    The draft stands, with a note, when the model fails or too much of what it says cannot be found. The
    model gives no number: the score is arithmetic over the labels.
    """
    draft, compared, heard = drafted.verdict, drafted.compared, drafted.integrity.heard
    if compared is None or not heard.tokens:
        return draft
    points = len(compared.point.key_points)
    prompt = load("evaluator/judge").render(
        question=question.text,
        key_points=_numbered(compared.point),
        answer=heard_only(heard),
        references=compared.point.text,
    )
    hearing = Heard()
    broke_off = ""
    try:
        answered = await judge.reply(prompt.at_most(most_tokens(points)), judgement_of(points), hearing.hear)
        labels, model = tuple(answered.value.key_points), answered.model
    except ModelUnavailable as error:
        if not hearing.labels:
            return _kept(draft, Refinement(outcome=Outcome.FAILED, what=str(error)))
        labels, model, broke_off = hearing.labels, judge.name, str(error)
    asked = read(question.text)
    may_raise = all(flag.kind is not FlagKind.INSTRUCTION for flag in draft.flags)
    meaning = [float(credit) >= MEANING_SHARED for credit in compared.measured.credits]
    found = proved(labels, draft.key_points, heard, asked, meaning, may_raise=may_raise)
    became = _became(found, broke_off)
    if became.outcome is Outcome.REJECTED:
        return _kept(draft, became)
    key_points = tuple(each.verdict or own for each, own in zip(found, draft.key_points, strict=True))
    used = became if became.dropped or became.narrowed or broke_off else None
    return _rescored(drafted, key_points, model, prompt.reference, used)


def _became(found: Sequence[Proved], broke_off: str) -> Refinement:
    """What became of the judge's labels; `broke_off` is why its reply did, "" where it came whole."""
    why = Counter(each.fault for each in found if each.fault is not None)
    # What a reply that broke off did not come to is no fault of its other labels.
    counted = len(found) - (why[Fault.ABSENT] if broke_off else 0)
    dropped = why.total() - (why[Fault.ABSENT] if broke_off else 0)
    told = Refinement(
        outcome=Outcome.REPAIRED,
        fault=Fault.CUT_SHORT if broke_off else None,
        what=broke_off,
        dropped=why.total(),
        labels=len(found),
        why=why,
        narrowed=sum(each.narrowed for each in found),
    )
    if not counted or dropped > MOST_DROPPED * counted:
        return told.model_copy(update={"outcome": Outcome.REJECTED, "fault": Fault.UNPROVED})
    return told


def _kept(draft: Verdict, refinement: Refinement) -> Verdict:
    """The draft, with what became of the judge's work."""
    provenance = draft.provenance.model_copy(update={"refinement": refinement})
    return draft.model_copy(update={"provenance": provenance})


def _rescored(
    drafted: Drafted,
    key_points: tuple[KeyPointVerdict, ...],
    model: str,
    prompt: str,
    became: Refinement | None,
) -> Verdict:
    draft = drafted.verdict
    score = scored(key_points, drafted.integrity.ceiling)
    flags = draft.flags
    before = draft.score
    if before is not None and abs(before.value - score.value) > DISAGREEMENT:
        message = f"The judge finds this {score.band}, the draft {before.band}: read the evidence yourself."
        flags = (*flags, Flag(kind=FlagKind.JUDGES_DISAGREE, message=message))
    flags = (*flags, *_read_otherwise(draft.key_points, key_points))
    provenance = Provenance(
        agent="evaluator",
        model=model,
        prompt=prompt,
        index_version=draft.provenance.index_version,
        refinement=became,
    )
    return draft.model_copy(
        update={"outcome": score, "key_points": key_points, "flags": flags, "provenance": provenance}
    )


def scored(key_points: tuple[KeyPointVerdict, ...], ceiling: float) -> Score:
    """The score over labels that a judge gave."""
    fitted = calibration()
    whole = sum(found.key_point.weight for found in key_points)
    covered = sum(found.key_point.weight * found.credit for found in key_points) / whole
    part = ScorePart(
        kind=PartKind.LABELLED,
        value=1 - (1 - min(1.0, covered)) ** fitted.fullness,
        weight=1.0,
        why=(Because(kind=BecauseKind.LABELLED, amount=min(1.0, covered)),),
    )
    return arithmetic.from_labels((part,), len(key_points), fitted, ceiling)


def _read_otherwise(
    draft: tuple[KeyPointVerdict, ...], judged: tuple[KeyPointVerdict, ...]
) -> tuple[Flag, ...]:
    """Where the encoder was sure of one thing and the judge of the other: both are shown."""
    apart = (
        (own, other)
        for own, other in zip(draft, judged, strict=True)
        if own.surely is not None and {own.label, other.label} & _SAID and {own.label, other.label} & _UNSAID
    )
    return tuple(
        Flag(
            kind=FlagKind.JUDGES_DISAGREE,
            message=f"Read here as {own.label.value}, by the judge as {other.label.value}: "
            f'"{own.key_point.text}"',
            evidence=other.evidence or own.evidence,
            source=own.key_point.source,
        )
        for own, other in apart
    )


def _numbered(point: TalkingPoint) -> str:
    lines = (re.sub(r"\s+", " ", key_point.text) for key_point in point.key_points)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
