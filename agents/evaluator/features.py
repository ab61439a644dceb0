"""What is measured of an answer beside its model answer: figures from 0 to 1, the same for any question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.alignment import Alignment, Vocabulary, align, letter_trigrams, recall, weigh
from agents.evaluator.text import Text

LEXICAL = (
    "key_points",
    "covered_points",
    "new_recall",
    "new_precision",
    "new_share",
    "bm25",
    "length",
    "pairs",
    "letters",
)
SEMANTIC = (*LEXICAL, "whole_meaning")
# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework": the usual constants.
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Reference:
    """A model answer made ready: its text, its key points' weighted words, their weights, the question."""

    text: Text
    question: Vocabulary
    points: tuple[dict[str, float], ...]
    point_texts: tuple[str, ...]
    point_weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one answer and what is behind them.

    Each figure is 0 to 1, and 1 for the model answer itself. `credits` has one value from 0 to 1 a key point.
    """

    figures: dict[str, float]
    alignments: tuple[Alignment, ...]
    credits: NDArray[np.float64]
    weights: NDArray[np.float64]

    def with_credits(self, credits: NDArray[np.float64]) -> Measured:
        """The same answer with other credits for its key points."""
        return replace(self, figures=self.figures | _of_points(credits, self.weights), credits=credits)


def measure(answer: Text, reference: Reference, meaning: NDArray[np.float64] | None = None) -> Measured:
    """Measure `answer` against `reference`.

    `meaning` holds cosines, one row a sentence of the answer and a last row for the whole answer, one column
    a key point and a last column for the whole model answer. Without it the semantic figures are left out.
    """
    said = Vocabulary(answer.stems)
    alignments = tuple(align(point, answer, said) for point in reference.points)
    credits = np.array([alignment.credit for alignment in alignments])
    if meaning is not None:
        credits = combine(credits, meaning[:, :-1].max(axis=0))
    new_reference = {token.stem for token in reference.text.content} - reference.question.stems
    new_answer = {token.stem for token in answer.content} - reference.question.stems
    expected = Vocabulary(reference.text.stems)
    new_words = dict.fromkeys(new_reference, 1.0) or weigh(reference.text.content, reference.question)
    figures = {
        **_of_points(credits, reference.point_weights),
        "new_recall": recall(new_words, said),
        "new_precision": _mean([expected.credit(stem) for stem in new_answer]),
        "new_share": _ratio(
            len(new_answer) / max(1, len(answer.stems)),
            len(new_reference) / max(1, len(reference.text.stems)),
        ),
        "bm25": _bm25_against_self(answer, reference),
        "length": _ratio(len(answer.content), len(reference.text.content)),
        "pairs": _pairs_kept(answer, reference),
        "letters": _letters(answer, reference.text),
    }
    if meaning is not None:
        figures["whole_meaning"] = float(ramp(meaning[:, -1].max(), 0.1, 0.9))
    return Measured(figures, alignments, credits, reference.point_weights)


def combine(credits: NDArray[np.float64], cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """The credit for each key point from the words said and from the best cosine of a sentence with it.

    Meaning can raise what the words show, never lower it: the cosine of a right answer in other words is
    telling, that of a terse one is not.
    """
    return np.maximum(credits, 0.5 * credits + 0.5 * ramp(cosines, 0.2, 0.85))


def _of_points(credits: NDArray[np.float64], weights: NDArray[np.float64]) -> dict[str, float]:
    whole = float(weights.sum()) or 1.0
    return {
        "key_points": float(credits @ weights) / whole,
        "covered_points": float(ramp(credits, 0.25, 0.75) @ weights) / whole,
    }


def prepare(question: Text, text: Text, points: Sequence[tuple[Text, float]]) -> Reference:
    """Make a model answer ready. `points` are its key points with their weights."""
    asked = Vocabulary(question.stems)
    return Reference(
        text,
        asked,
        tuple(weigh(point.content, asked) for point, _ in points),
        tuple(point.raw for point, _ in points),
        # A key point without a content word cannot be recognised and must not count against anyone.
        np.array([weight if point.content else 0.0 for point, weight in points]),
    )


def ramp(value: NDArray[np.float64] | np.float64 | float, low: float, high: float) -> NDArray[np.float64]:
    """0 below `low`, 1 above `high`, a straight line between."""
    return np.clip((np.asarray(value) - low) / (high - low), 0.0, 1.0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _ratio(value: float, target: float) -> float:
    if target <= 0:
        return 1.0 if value else 0.0
    return min(1.0, value / target)


def _bm25_against_self(answer: Text, reference: Reference) -> float:
    """BM25 of the model answer's words in the answer, as a share of what the model answer itself scores."""
    wanted = weigh(reference.text.content, reference.question)
    length = max(1, len(reference.text.content))

    def score(text: Text) -> float:
        counts = Counter(token.stem for token in text.content)
        # The penalty for length is for answers beyond the model answer's: a terse one is not rewarded for it.
        norm = _K1 * (1 - _B + _B * max(1.0, len(text.content) / length))
        return sum(
            weight * counts[stem] * (_K1 + 1) / (counts[stem] + norm) for stem, weight in wanted.items()
        )

    return _ratio(score(answer), score(reference.text))


def _pairs_kept(answer: Text, reference: Reference) -> float:
    """The share of the model answer's neighbouring content words that are near each other in the answer."""
    wanted = [token.stem for token in reference.text.content]
    pairs = {frozenset(pair) for pair in pairwise(wanted) if pair[0] != pair[1]}
    if not pairs:
        return recall(dict.fromkeys(wanted, 1.0), Vocabulary(answer.stems))
    said = [token.stem for token in answer.content]
    near = {frozenset((said[at], other)) for at in range(len(said)) for other in said[at + 1 : at + 4]}
    return len(pairs & near) / len(pairs)


def _letters(answer: Text, reference: Text) -> float:
    """The cosine of the two texts' letter trigrams, which forgives spelling and inflection."""

    def counts(text: Text) -> Counter[str]:
        return Counter(trigram for stem in text.stems for trigram in letter_trigrams(stem))

    one, other = counts(answer), counts(reference)
    product = sum(count * other[trigram] for trigram, count in one.items())
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return product / norm if norm else 0.0
