"""The draft verdict: what arithmetic alone can tell of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.against.claims import contradicts_earlier, new_figures, new_names
from agents.evaluator.against.red_flags import Similarity, red_flags_said
from agents.evaluator.by_words.alignment import Vocabulary, recall
from agents.evaluator.comparison import Compared, compare, model_answer
from agents.evaluator.form.delivery import deliver, delivery_flags
from agents.evaluator.form.structure import build_of, form_of, structure_flags
from agents.evaluator.hearing.hidden import visible
from agents.evaluator.hearing.integrity import Integrity, examine
from agents.evaluator.hearing.judgeable import why_not
from agents.evaluator.material import Material
from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import Calibration, calibration
from agents.evaluator.text import Text, read
from agents.evaluator.words import FIRST_SINGULAR
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import FigureLabel, FigureVerdict, Flag, FlagKind, Provenance, Score, Unscored, Verdict
from knowledge.entailment.model import Entailment
from knowledge.figures import check_figures

# Nobody speaks longer than this in one turn; beyond it a text is not heard, whatever its size.
MOST_WORDS = 3000
_OFF_TOPIC, _NOTHING_OF_IT = 0.35, 0.05
# The most that an answer scores which was taken back, or says nothing in the guide's words.
_NOT_MEANT = 0.05
# A short answer that says "it" or "that" of what was asked is weak, not off the subject.
_POINTING_BACK = frozenset("it it's its that's this".split())
_SHORT = 15
_ANY_WOULD_DO = frozenset(
    {(Phase.STORY, TalkingPointKind.STAR_STORY), (Phase.OPENING, TalkingPointKind.PITCH)}
)
"""Where one of the candidate's own may stand for another, unless the question names which."""


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
    fitted = calibration()
    text = read(visible(answer), MOST_WORDS)
    provenance = Provenance(agent="evaluator", index_version=index_version)
    delivery = deliver(text, question, point, seconds)
    reason = (
        "Questions of your own are not scored."
        if question.phase is Phase.THEIR_QUESTIONS
        else why_not(text, point, model_answer(point))
    )
    if reason:
        flags = (Flag(kind=FlagKind.OTHER_LANGUAGE, message=reason),) if "language" in reason else ()
        verdict = Verdict(
            outcome=Unscored(reason=reason),
            flags=flags,
            delivery=delivery,
            calibration=fitted.version,
            provenance=provenance,
        )
        return Drafted(verdict, Integrity(text), None)
    integrity = examine(text, read(question.text), model_answer(point))
    compared = _best(integrity.heard, question, point, material, similarity, entailment)
    integrity = integrity.as_read(by_meaning=compared.by_meaning)
    structure = build_of(text, form_of(question, point))
    known_texts = _known_texts(question, point, material)
    figures = _figures(compared, integrity.heard, material)
    verdict = Verdict(
        outcome=_score(compared, integrity, fitted),
        key_points=compared.key_points,
        figures=figures,
        red_flags=red_flags_said(integrity.heard, material.red_flags, similarity),
        flags=(
            *integrity.flags,
            *compared.denied,
            *((compared.turned,) if compared.turned is not None else ()),
            *_belongs_elsewhere(integrity, compared, question.phase, point, material, fitted),
            *contradicts_earlier(integrity.heard, material.earlier_answers),
            *new_names(integrity.heard, frozenset().union(*map(_all_words, known_texts))),
            *new_figures(figures, known_texts, model_answer(compared.point).raw),
            *structure_flags(text, structure),
            *delivery_flags(text, delivery, point),
        ),
        structure=structure,
        delivery=delivery,
        calibration=fitted.version,
        encoder=entailment.fingerprint if entailment is not None and compared.by_meaning else "",
        provenance=provenance,
    )
    return Drafted(verdict, integrity, compared)


def _figures(compared: Compared, heard: Text, material: Material) -> tuple[FigureVerdict, ...]:
    """The answer's figures: by the question's own talking point first, by the facts to remember second."""
    if not compared.figures or not material.facts:
        return compared.figures
    facts = [(f"{fact.title}: {fact.text}", fact.source) for fact in material.facts]
    by_facts = {found.said.start: found for found in check_figures(heard.raw[: heard.span[1]], facts)}
    return tuple(
        by_facts.get(found.said.start, found) if found.label is FigureLabel.UNKNOWN else found
        for found in compared.figures
    )


def _score(compared: Compared, integrity: Integrity, fitted: Calibration) -> Score:
    if not integrity.heard.tokens:
        return arithmetic.nothing(integrity.reason)
    ceiling, reason = integrity.ceiling, integrity.reason
    if compared.turned is not None and ceiling > _NOT_MEANT:
        ceiling, reason = _NOT_MEANT, compared.turned.message
    return arithmetic.score(
        compared.measured.figures,
        len(compared.key_points),
        fitted,
        ceiling,
        reason,
        sound=compared.measured.sound,
        told=arithmetic.share_told(compared.key_points),
    )


def _best(
    heard: Text,
    question: Question,
    point: TalkingPoint,
    material: Material,
    similarity: Similarity | None,
    entailment: Entailment | None,
) -> Compared:
    """The answer held against its talking point or, where any story or pitch would do, the one it tells."""
    own = compare(heard, question, point, similarity, entailment)
    if (question.phase, point.kind) not in _ANY_WOULD_DO:
        return own
    stories = [other for other in material.other_points if other.kind is point.kind and other.key_points]
    # Naming the story in the question asks for this one.
    if set(read(point.title).stems) <= set(read(question.text).stems):
        return own
    others = [compare(heard, question, other, similarity, entailment) for other in stories]
    best = max(others, key=lambda each: each.coverage, default=own)
    margin = best.coverage - own.coverage
    return best if margin > 0.15 else own


def _belongs_elsewhere(
    integrity: Integrity,
    compared: Compared,
    phase: Phase,
    point: TalkingPoint,
    material: Material,
    fitted: Calibration,
) -> tuple[Flag, ...]:
    """An answer that fits another talking point better, or none at all."""
    heard = integrity.heard
    if compared.point.id != point.id:
        message = f'You told "{compared.point.title}" here; it was held against that story.'
        return (Flag(kind=FlagKind.OTHER_ANSWER, message=message, source=compared.point.source),)
    if len(heard.content) < 6 or integrity.ceiling < 1:
        return ()
    figures = compared.measured.figures
    relevance = arithmetic.relevance(figures, fitted.semantic_gate if "meaning" in figures else fitted.gate)
    # Words in common are no sign of the subject where the encoder finds nothing of it.
    if relevance >= (_OFF_TOPIC if not compared.by_meaning or compared.coverage > _NOTHING_OF_IT else 1):
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
    # Who is asked who they are and speaks of themselves is on the subject, whatever the guide has.
    if phase is Phase.OPENING and not FIRST_SINGULAR.isdisjoint(heard.words):
        return ()
    if len(heard.content) < _SHORT and not _POINTING_BACK.isdisjoint(heard.words):
        return ()
    return (Flag(kind=FlagKind.OFF_TOPIC, message="This hardly touches what was asked."),)


@lru_cache(maxsize=4096)
def _words_of(_point_id: str, text: str) -> dict[str, float]:
    return dict.fromkeys(read(text).stems, 1.0)


def _known_texts(question: Question, point: TalkingPoint, material: Material) -> tuple[str, ...]:
    """Everything the candidate has written or said, and the question."""
    points = (point, *material.facts, *material.red_flags, *material.other_points)
    written = (f"{each.title}\n{each.text}\n{each.say_instead}" for each in points)
    return (question.text, *material.earlier_answers, *material.guide_texts, *written)


@lru_cache(maxsize=4096)
def _all_words(text: str) -> frozenset[str]:
    return frozenset(read(text).words)
