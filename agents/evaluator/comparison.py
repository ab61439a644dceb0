"""An answer held against one talking point: credits, labels and the words that show them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.contradictions import contradicts
from agents.evaluator.features import Measured, Reference, measure, prepare
from agents.evaluator.in_place import in_place
from agents.evaluator.red_flags import Similarity
from agents.evaluator.text import Text, read
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.verdict import Evidence, FigureLabel, FigureVerdict, KeyPointVerdict, Label
from knowledge.figures import check_figures

# From these credits on a key point is called covered, or partly covered.
COVERED, PARTLY = 0.6, 0.3
# What is left of a key point's credit when its figure is wrong.
WRONG_FIGURE_CREDIT = 0.5
_MOST_SENTENCES = 60
_MOST_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer held against one talking point. `figures` are those of the answer, by the point's own."""

    point: TalkingPoint
    measured: Measured
    key_points: tuple[KeyPointVerdict, ...]
    figures: tuple[FigureVerdict, ...]


def compare(heard: Text, question: Question, point: TalkingPoint, similarity: Similarity | None) -> Compared:
    """Measure the answer against `point` and label its key points."""
    reference = reference_of(question.text, point)
    meaning = _meaning(heard, reference, similarity)
    measured = measure(heard, reference, meaning)
    # What lies beyond the words that were heard is not read: 100 KB of figures would take a second.
    figures = check_figures(
        heard.raw[: heard.span[1]], [(each.text, each.source) for each in point.key_points]
    )
    figures = tuple(found for found in figures if _within(found.said, heard))
    shown = [
        _shown(heard, at, measured, None if meaning is None else meaning[:-1, at])
        for at in range(len(point.key_points))
    ]
    turned = [
        passage is not None
        and measured.credits[at] >= PARTLY
        and contradicts(passage, read(point.key_points[at].text))
        for at, passage in enumerate(shown)
    ]
    figures = in_place(heard, figures, point.key_points, shown, measured.credits.tolist())
    wrong = _with_wrong_figure(point, figures)
    if any(turned) or any(wrong):
        measured = measured.times(np.where(turned, 0.0, np.where(wrong, WRONG_FIGURE_CREDIT, 1.0)))
    verdicts: list[KeyPointVerdict] = []
    for at, key_point in enumerate(point.key_points):
        credit = min(1.0, float(measured.credits[at]))
        passage = shown[at]
        label = (
            Label.CONTRADICTED if turned[at] else label_of(credit) if passage is not None else Label.MISSING
        )
        evidence = passage.evidence() if passage is not None and label is not Label.MISSING else None
        verdicts.append(KeyPointVerdict(key_point=key_point, label=label, credit=credit, evidence=evidence))
    return Compared(point, measured, tuple(verdicts), figures)


def label_of(credit: float) -> Label:
    """The label for the share of a key point that was said."""
    if credit >= COVERED:
        return Label.COVERED
    return Label.PARTLY if credit >= PARTLY else Label.MISSING


@lru_cache(maxsize=512)
def reference_of(question: str, point: TalkingPoint) -> Reference:
    """The talking point made ready to be measured against."""
    points = [(read(key_point.text), key_point.weight) for key_point in point.key_points]
    return prepare(read(question), model_answer(point), points)


def model_answer(point: TalkingPoint) -> Text:
    """What the guide would have the candidate say."""
    return read(point.text or "\n".join(key_point.text for key_point in point.key_points))


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


def _with_wrong_figure(point: TalkingPoint, figures: tuple[FigureVerdict, ...]) -> list[bool]:
    missed = [found for found in figures if found.label is FigureLabel.WRONG and found.expected]
    return [
        any(found.expected in key_point.text and found.source == key_point.source for found in missed)
        for key_point in point.key_points
    ]


def _within(said: Evidence, heard: Text) -> bool:
    """Whether a figure stands in what was heard, and not in a part that does not count."""
    return any(said.start < token.end and token.start < said.end for token in heard.tokens)
