"""An answer held against a talking point by the words in common, or with embeddings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.against.denials import Denial, Heard
from agents.evaluator.by_meaning.conveyed import unsure_credit
from agents.evaluator.by_words.features import Measured, Reference, measure
from agents.evaluator.compared import (
    FEWEST_OWN_WORDS,
    WRONG_FIGURE_CREDIT,
    Compared,
    denials_told,
    figures_in_place,
    figures_said,
    is_whole,
    label_of,
    with_wrong_figure,
)
from agents.similarity import Similarity
from domain.guide import KeyPoint, TalkingPoint
from domain.verdict import Flag, FlagKind, KeyPointVerdict, Label
from language.text import Text
from language.tongue import nearest

# What is left of a key point's credit when a lesser part of it is denied.
_PARTLY_DENIED_CREDIT = 0.4
_MOST_SENTENCES = 60
_MOST_LETTERS = 4000


def compare_words(
    heard: Text,
    point: TalkingPoint,
    reference: Reference,
    similarity: Similarity | None,
    *,
    unread: bool = False,
) -> Compared:
    """Words alone, or with embeddings; `unread` is what the encoder would have read in its own language.

    There other words may have said what these did not: no key point is called missing for them.
    """
    meaning = _meaning(heard, reference, similarity)
    measured = measure(heard, reference, meaning)
    said = figures_said(heard, point)
    shown = [
        _shown(heard, at, measured, None if meaning is None else meaning[:-1, at])
        for at in range(len(point.key_points))
    ]
    cut = Heard(heard, nearest(reference.text.raw))
    denials = denials_told(cut, reference.point_texts, reference, measured)
    turned = [is_whole(denial) for denial in denials]
    said = figures_in_place(heard, said, point, shown, measured.credits.tolist())
    measured = _without_what_is_wrong(measured, denials, turned, with_wrong_figure(point, said))
    in_other_words = unread and _has_other_words(heard, reference)
    verdicts = tuple(
        _verdict_by_words(key_point, credit, passage, denial, in_other_words=in_other_words)
        for key_point, credit, passage, denial in zip(
            point.key_points, measured.credits.tolist(), shown, denials, strict=True
        )
    )
    denied = tuple(
        _denied_in_part(key_point, denial)
        for key_point, denial, whole in zip(point.key_points, denials, turned, strict=True)
        if denial is not None and not whole
    )
    if in_other_words:
        measured = measured.relabelled(np.array([found.credit for found in verdicts]))
    return Compared(point, measured, verdicts, said, denied, in_other_words=in_other_words)


def _without_what_is_wrong(
    measured: Measured, denials: list[Denial | None], turned: list[bool], wrong: list[bool]
) -> Measured:
    if not (any(denials) or any(wrong)):
        return measured
    partly = [1.0 if denial is None else _PARTLY_DENIED_CREDIT for denial in denials]
    factors = np.minimum(np.where(wrong, WRONG_FIGURE_CREDIT, 1.0), partly)
    return measured.times(np.where(turned, 0.0, factors))


def _verdict_by_words(
    key_point: KeyPoint, credit: float, passage: Text | None, denial: Denial | None, *, in_other_words: bool
) -> KeyPointVerdict:
    credit = min(1.0, credit)
    if denial is not None and is_whole(denial):
        return KeyPointVerdict(
            key_point=key_point, label=Label.CONTRADICTED, credit=credit, evidence=denial.evidence
        )
    label = label_of(credit) if passage is not None else Label.MISSING
    evidence = passage.evidence() if passage is not None and label is not Label.MISSING else None
    if label is Label.MISSING and in_other_words:
        label, credit = Label.UNSURE, unsure_credit(credit)
    return KeyPointVerdict(key_point=key_point, label=label, credit=credit, evidence=evidence)


def _has_other_words(heard: Text, reference: Reference) -> bool:
    """Whether so much was said in words that are not the guide's that it may hold a key point."""
    own = heard.stems - reference.question.stems - reference.text.stems
    return len(own) >= FEWEST_OWN_WORDS * len(reference.points)


def _denied_in_part(key_point: KeyPoint, denial: Denial) -> Flag:
    return Flag(
        kind=FlagKind.CONTRADICTS_GUIDE,
        message=f'Your guide says otherwise: "{key_point.text}"',
        evidence=denial.evidence,
        source=key_point.source,
        against=key_point.text,
    )


def _meaning(heard: Text, reference: Reference, similarity: Similarity | None) -> NDArray[np.float64] | None:
    if similarity is None or not heard.tokens:
        return None
    rows = [*(sentence.said for sentence in heard.sentences[:_MOST_SENTENCES]), heard.said[:_MOST_LETTERS]]
    cosines = similarity(rows, [*reference.point_texts, reference.text.raw])
    return None if cosines is None else np.nan_to_num(np.asarray(cosines, dtype=np.float64))


def _shown(heard: Text, at: int, measured: Measured, cosines: NDArray[np.float64] | None) -> Text | None:
    """The passage that shows key point `at`: where its words stand or, when meaning tells more, its sense."""
    alignment = measured.alignments[at]
    if cosines is None or measured.credits[at] <= alignment.credit + 0.1:
        return alignment.passage
    return heard.sentences[int(cosines.argmax())]
