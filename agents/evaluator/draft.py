"""The draft verdict: what arithmetic alone can tell of an answer, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from agents import reasons
from agents.evaluator.against.claims import contradicts_earlier, new_figures, new_names
from agents.evaluator.against.red_flags import red_flags_said
from agents.evaluator.compared import Compared, model_answer
from agents.evaluator.figures.by_facts import by_facts
from agents.evaluator.form.delivery import deliver, delivery_flags
from agents.evaluator.form.structure import build_of, form_of, structure_flags
from agents.evaluator.hearing.hear import hear
from agents.evaluator.hearing.integrity import Integrity, because
from agents.evaluator.material import Material
from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import calibration
from agents.evaluator.subject import belongs_elsewhere, best_match
from agents.similarity import Similarity
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.scoring import Because, BecauseKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Delivery,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from knowledge.entailment.model import Entailment
from language.text import read

# The most that an answer scores which was taken back, or says nothing in the guide's words.
_NOT_MEANT = 0.05


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft verdict and what it was made from; a judge goes on from here."""

    verdict: Verdict
    integrity: Integrity
    compared: Compared | None


def draft(
    answer: str,
    question: Question,
    point: TalkingPoint,
    material: Material,
    *,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
    seconds: float | None = None,
    index_version: str = "",
) -> Drafted:
    """Judge `answer` without a language model; see `agent.evaluate` for the arguments."""
    hearing = hear(answer, question, point, model_answer(point))
    delivery = deliver(hearing.text, question, point, seconds)
    provenance = Provenance(agent="evaluator", index_version=index_version)
    if hearing.unscored is not None:
        verdict = _without_score(hearing.unscored, delivery, provenance)
        return Drafted(verdict, hearing.integrity, None)
    compared = best_match(hearing.integrity.heard, question, point, material, similarity, entailment)
    integrity = hearing.integrity.as_read(by_meaning=compared.by_meaning, told=compared.tells)
    compared, heard = _without_guesses(compared, integrity), integrity.heard
    figures = by_facts(compared.figures, heard, material.facts)
    structure = build_of(hearing.text, form_of(question, point))
    verdict = Verdict(
        outcome=_with_doubt(_score(compared, integrity), compared, integrity),
        key_points=compared.key_points,
        figures=figures,
        red_flags=red_flags_said(heard, material.red_flags, similarity),
        flags=(
            *_on_content(integrity, compared, figures, question, point, material, entailment),
            *structure_flags(hearing.text, structure),
            *delivery_flags(hearing.text, delivery, question, point),
        ),
        structure=structure,
        delivery=delivery,
        calibration=calibration().version,
        encoder=compared.encoder,
        provenance=provenance,
    )
    return Drafted(verdict, integrity, compared)


def rescored(drafted: Drafted, key_points: tuple[KeyPointVerdict, ...]) -> Score:
    """The score of what was drafted, had its key points come out as `key_points`, by the same arithmetic."""
    assert drafted.compared is not None  # what has key points was compared
    relabelled = _relabelled(drafted.compared, key_points)
    return _with_doubt(_score(relabelled, drafted.integrity), relabelled, drafted.integrity)


def _without_score(unscored: Unscored, delivery: Delivery, provenance: Provenance) -> Verdict:
    flag = Flag(kind=FlagKind.OTHER_LANGUAGE, message=reasons.unscored(unscored))
    return Verdict(
        outcome=unscored,
        flags=(flag,) if unscored.kind is UnscoredKind.OTHER_LANGUAGE else (),
        delivery=delivery,
        calibration=calibration().version,
        provenance=provenance,
    )


def _on_content(
    integrity: Integrity,
    compared: Compared,
    figures: tuple[FigureVerdict, ...],
    question: Question,
    point: TalkingPoint,
    material: Material,
    entailment: Entailment | None,
) -> tuple[Flag, ...]:
    """What is worth telling about what was said, beside its key points."""
    heard, known = integrity.heard, material.known_texts(question, point)
    of_the_whole = (
        compared.turned,
        belongs_elsewhere(integrity, compared, question, point, material, entailment),
    )
    return (
        *integrity.flags,
        *compared.denied,
        *(flag for flag in of_the_whole if flag is not None),
        *contradicts_earlier(heard, material.earlier_answers),
        *new_names(heard, known),
        *new_figures(heard, figures, known, model_answer(compared.point).raw),
    )


def _without_guesses(compared: Compared, integrity: Integrity) -> Compared:
    """`compared`; of who says not to know, what may have been told is missing where no word of it was said.

    "I don't know" is near to many a thing that nobody could find.
    """
    if all(flag.kind is not FlagKind.DONT_KNOW for flag in integrity.flags):
        return compared
    kept = (
        found.model_copy(update={"label": Label.MISSING, "credit": 0.0, "evidence": None})
        if found.label in (Label.PARTLY, Label.UNSURE) and not _shares_a_word(found)
        else found
        for found in compared.key_points
    )
    return _relabelled(compared, tuple(kept))


def _shares_a_word(found: KeyPointVerdict) -> bool:
    said = found.evidence.quote if found.evidence is not None else ""
    return not read(said).stems.isdisjoint(read(found.key_point.text).stems)


def _with_doubt(score: Score, compared: Compared, integrity: Integrity) -> Score:
    """`score`, as far down and up as the key points would carry it that may have been told in other words."""
    if not compared.in_other_words:
        return score
    low, high = (
        _score(_relabelled(compared, found), integrity).value
        for found in (_as(compared.key_points, 0.0), _as(compared.key_points, 1.0))
    )
    return score.model_copy(update={"low": min(score.low, low), "high": max(score.high, high)})


def _as(key_points: tuple[KeyPointVerdict, ...], credit: float) -> tuple[KeyPointVerdict, ...]:
    return tuple(
        found.model_copy(update={"credit": credit}) if found.label is Label.UNSURE else found
        for found in key_points
    )


def _relabelled(compared: Compared, key_points: tuple[KeyPointVerdict, ...]) -> Compared:
    measured = compared.measured.relabelled(np.array([found.credit for found in key_points]))
    return replace(compared, measured=measured, key_points=key_points)


def _score(compared: Compared, integrity: Integrity) -> Score:
    if not integrity.heard.tokens:
        return arithmetic.nothing(integrity.reason or Because(kind=BecauseKind.EMPTY))
    ceiling, reason = integrity.ceiling, integrity.reason
    if compared.turned is not None and ceiling > _NOT_MEANT:
        ceiling, reason = _NOT_MEANT, because(compared.turned)
    return arithmetic.score(
        compared.measured.figures,
        len(compared.key_points),
        calibration(),
        ceiling,
        reason,
        sound=compared.measured.sound,
        told=arithmetic.share_told(compared.key_points),
    )
