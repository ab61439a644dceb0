"""The draft verdict: what arithmetic alone can tell of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import scoring
from agents.evaluator.alignment import Vocabulary, recall
from agents.evaluator.calibration import Calibration, calibration
from agents.evaluator.claims import contradicts_earlier, new_names
from agents.evaluator.contradictions import contradicts
from agents.evaluator.delivery import deliver, delivery_flags
from agents.evaluator.features import Measured, Reference, measure, prepare
from agents.evaluator.integrity import Integrity, examine
from agents.evaluator.judgeable import why_not
from agents.evaluator.material import Material
from agents.evaluator.red_flags import Similarity, red_flags_said
from agents.evaluator.structure import build_of, form_of, structure_flags
from agents.evaluator.text import Text, read
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import Flag, FlagKind, KeyPointVerdict, Label, Provenance, Score, Unscored, Verdict

# Nobody speaks longer than this in one turn; beyond it a text is not heard, whatever its size.
MOST_WORDS = 3000
COVERED, PARTLY = 0.6, 0.3
_OFF_TOPIC = 0.35


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer held against one talking point."""

    point: TalkingPoint
    measured: Measured
    key_points: tuple[KeyPointVerdict, ...]


def draft(
    answer: str,
    question: Question,
    point: TalkingPoint,
    material: Material,
    *,
    similarity: Similarity | None = None,
    seconds: float | None = None,
    index_version: str = "",
) -> Verdict:
    """Judge `answer` without a language model; see `agent.evaluate` for the arguments."""
    fitted = calibration()
    text = read(answer, MOST_WORDS)
    provenance = Provenance(agent="evaluator", index_version=index_version)
    delivery = deliver(text, question, point, seconds)
    asked = read(question.text)
    reason = why_not(text, point, read(point.text or point.title))
    if reason:
        flags = (Flag(kind=FlagKind.OTHER_LANGUAGE, message=reason),) if "language" in reason else ()
        return Verdict(
            outcome=Unscored(reason=reason),
            flags=flags,
            delivery=delivery,
            calibration=fitted.version,
            provenance=provenance,
        )
    integrity = examine(text, asked, read(point.text or point.title))
    compared = _best(integrity.heard, question, point, material, similarity)
    structure = build_of(text, form_of(question, point))
    return Verdict(
        outcome=_score(compared, integrity, fitted),
        key_points=compared.key_points,
        red_flags=red_flags_said(integrity.heard, material.red_flags, similarity),
        flags=(
            *integrity.flags,
            *_belongs_elsewhere(integrity, compared, point, material, fitted),
            *contradicts_earlier(integrity.heard, material.earlier_answers),
            *new_names(integrity.heard, _known(question, point, material)),
            *structure_flags(text, structure),
            *delivery_flags(text, delivery, point),
        ),
        structure=structure,
        delivery=delivery,
        calibration=fitted.version,
        provenance=provenance,
    )


def _score(compared: Compared, integrity: Integrity, fitted: Calibration) -> Score:
    if not integrity.heard.tokens:
        return scoring.nothing(integrity.reason)
    return scoring.score(
        compared.measured.figures, len(compared.key_points), fitted, integrity.ceiling, integrity.reason
    )


def _best(
    heard: Text, question: Question, point: TalkingPoint, material: Material, similarity: Similarity | None
) -> Compared:
    """The answer held against its talking point or, where any story would do, the story it tells."""
    own = compare(heard, question, point, similarity)
    if question.phase is not Phase.STORY or point.kind is not TalkingPointKind.STAR_STORY:
        return own
    stories = [
        other
        for other in material.other_points
        if other.kind is TalkingPointKind.STAR_STORY and other.key_points
    ]
    # Naming the story in the question asks for this one.
    if set(read(point.title).stems) <= set(read(question.text).stems):
        return own
    others = [compare(heard, question, other, similarity) for other in stories]
    best = max(others, key=lambda each: each.measured.figures["key_points"], default=own)
    margin = best.measured.figures["key_points"] - own.measured.figures["key_points"]
    return best if margin > 0.15 else own


def compare(heard: Text, question: Question, point: TalkingPoint, similarity: Similarity | None) -> Compared:
    """Measure the answer against `point` and label its key points."""
    reference = reference_of(question.text, point)
    measured = measure(heard, reference, _meaning(heard, reference, similarity))
    passages = [alignment.passage for alignment in measured.alignments]
    turned = [
        passage is not None and credit >= PARTLY and contradicts(passage, read(key_point.text))
        for key_point, passage, credit in zip(point.key_points, passages, measured.credits, strict=True)
    ]
    if any(turned):
        measured = measured.with_credits(np.where(turned, 0.0, measured.credits))
    verdicts: list[KeyPointVerdict] = []
    for key_point, passage, wrong, amount in zip(
        point.key_points, passages, turned, measured.credits, strict=True
    ):
        credit = min(1.0, float(amount))
        label = Label.CONTRADICTED if wrong else label_of(credit)
        shown = passage.evidence() if passage is not None and label is not Label.MISSING else None
        verdicts.append(KeyPointVerdict(key_point=key_point, label=label, credit=credit, evidence=shown))
    return Compared(point, measured, tuple(verdicts))


def label_of(credit: float) -> Label:
    """The label for the share of a key point that was said."""
    if credit >= COVERED:
        return Label.COVERED
    return Label.PARTLY if credit >= PARTLY else Label.MISSING


def _meaning(heard: Text, reference: Reference, similarity: Similarity | None) -> NDArray[np.float64] | None:
    if similarity is None or not heard.tokens:
        return None
    rows = [*(sentence.said for sentence in heard.sentences[:60]), heard.said[:4000]]
    cosines = similarity(rows, [*reference.point_texts, reference.text.raw])
    return None if cosines is None else np.nan_to_num(np.asarray(cosines, dtype=np.float64))


@lru_cache(maxsize=512)
def reference_of(question: str, point: TalkingPoint) -> Reference:
    """The talking point made ready to be measured against."""
    points = [(read(key_point.text), key_point.weight) for key_point in point.key_points]
    text = read(point.text or "\n".join(key_point.text for key_point in point.key_points))
    return prepare(read(question), text, points)


def _belongs_elsewhere(
    integrity: Integrity, compared: Compared, point: TalkingPoint, material: Material, fitted: Calibration
) -> tuple[Flag, ...]:
    """An answer that fits another talking point better, or none at all."""
    heard = integrity.heard
    if compared.point.id != point.id:
        message = f'You told "{compared.point.title}" here; it was held against that story.'
        return (Flag(kind=FlagKind.OTHER_ANSWER, message=message, source=compared.point.source),)
    if len(heard.content) < 6 or integrity.ceiling < 1:
        return ()
    figures = compared.measured.figures
    if (
        scoring.relevance(figures, fitted.semantic_gate if "whole_meaning" in figures else fitted.gate)
        >= _OFF_TOPIC
    ):
        return ()
    said = Vocabulary(heard.stems)
    fits = [
        (recall(_words_of(other.id, other.text), said), other)
        for other in material.other_points
        if other.text
    ]
    share, other = max(fits, key=lambda fit: fit[0], default=(0.0, point))
    if share > 0.35:
        message = f'This answers another question: "{other.title}".'
        return (Flag(kind=FlagKind.OTHER_ANSWER, message=message, source=other.source),)
    return (Flag(kind=FlagKind.OFF_TOPIC, message="This hardly touches what was asked."),)


@lru_cache(maxsize=4096)
def _words_of(_point_id: str, text: str) -> dict[str, float]:
    return dict.fromkeys(read(text).stems, 1.0)


def _known(question: Question, point: TalkingPoint, material: Material) -> frozenset[str]:
    points = (point, *material.facts, *material.red_flags, *material.other_points)
    words = [
        word
        for each in points
        for word in _all_words(each.id, f"{each.title}\n{each.text}\n{each.say_instead}")
    ]
    said = [word for text in (question.text, *material.earlier_answers) for word in read(text).words]
    return frozenset(words) | frozenset(said)


@lru_cache(maxsize=4096)
def _all_words(_point_id: str, text: str) -> frozenset[str]:
    return frozenset(read(text).words)
