"""What is measured of an answer beside its model answer: figures from 0 to 1, the same for any question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.by_words.alignment import Alignment, Vocabulary, align, letter_trigrams, weigh
from language.text import Text

# docs/adr/0006-scoring.md lists what else was measured and brought nothing.
LEXICAL = ("key_points", "precision", "letters", "length")
SEMANTIC = (*LEXICAL, "meaning")
# The weighted share of the key points that the encoder finds conveyed.
ENTAILED = "entailed"
# How far the same key points are told in their own words, those that are denied left out.
WORDED = "worded"
# From this share of its words on a key point is told in them; nobody says all of a sentence's words.
TOLD_IN_WORDS = 0.6


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

    Each figure is 0 to 1, and 1 for the model answer itself. `credits` has a value from 0 to 1 for each key
    point: by its words, or by its meaning where that shows more. `sound` is the share of what was said of the
    key points that is not wrong, 1 unless a figure is wrong or a statement turned round.
    """

    figures: dict[str, float]
    alignments: tuple[Alignment, ...]
    credits: NDArray[np.float64]
    weights: NDArray[np.float64]
    sound: float = 1.0

    def times(self, factors: NDArray[np.float64]) -> Measured:
        """The same answer with each key point's credit times its factor, 0 to 1."""
        said = _weighted(self.credits, self.weights)
        sound = _weighted(factors * self.credits, self.weights) / said if said else 1.0
        return replace(self, credits=factors * self.credits, sound=min(1.0, sound))

    def with_entailed(self, credits: NDArray[np.float64], denied: Sequence[bool]) -> Measured:
        """The same answer with the credits that the encoder gives, and which key points are denied."""
        words = np.array([alignment.credit for alignment in self.alignments]) / TOLD_IN_WORDS
        figures = self.figures | {
            ENTAILED: _weighted(credits, self.weights),
            WORDED: _weighted(np.where(denied, 0.0, np.minimum(words, 1.0)), self.weights),
        }
        return replace(self, credits=credits, figures=figures)

    def relabelled(self, credits: NDArray[np.float64]) -> Measured:
        """The same answer with the credits of labels that were given anew, as it was measured."""
        if ENTAILED in self.figures:
            figures = self.figures | {ENTAILED: _weighted(credits, self.weights)}
            return replace(self, credits=credits, figures=figures)
        words = max(self.figures["key_points"], _weighted(credits, self.weights))
        return replace(self, credits=credits, figures=self.figures | {"key_points": words})


def measure(answer: Text, reference: Reference, meaning: NDArray[np.float64] | None = None) -> Measured:
    """Measure `answer` against `reference`.

    `meaning` holds cosines: a row for each sentence of the answer and a last one for the whole answer, a
    column for each key point and a last one for the whole model answer. Without it "meaning" is left out.
    """
    said = Vocabulary(answer.all_stems)
    expected = Vocabulary(reference.text.stems)
    alignments = tuple(align(point, answer, said) for point in reference.points)
    by_words = np.array([alignment.credit for alignment in alignments])
    new = answer.stems - reference.question.stems
    figures = {
        "key_points": _weighted(by_words, reference.point_weights),
        "precision": sum(expected.credit(stem) for stem in new) / len(new) if new else 0.0,
        "letters": _letters(answer, reference.text),
        "length": min(1.0, len(answer.content) / max(1, len(reference.text.content))),
    }
    if meaning is None:
        return Measured(figures, alignments, by_words, reference.point_weights)
    figures["meaning"] = float(ramp(meaning[:, -1].max(), 0.1, 0.9))
    credits = combine(by_words, meaning[:, :-1].max(axis=0))
    return Measured(figures, alignments, credits, reference.point_weights)


def prepare(question: Text, text: Text, points: Sequence[tuple[Text, float]]) -> Reference:
    """Make a model answer ready. `points` are its key points with their weights."""
    asked = Vocabulary(question.stems)
    return Reference(
        text,
        asked,
        tuple(weigh(point.tokens, asked) for point, _ in points),
        tuple(point.raw for point, _ in points),
        # A key point without a word cannot be recognised and must not count against anyone.
        np.array([weight if point.tokens else 0.0 for point, weight in points]),
    )


def combine(credits: NDArray[np.float64], cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """The credit for each key point from the words said and from the best cosine of a sentence with it.

    Meaning can raise what the words show, never lower it: the cosine of a right answer in other words is
    telling, that of a terse one is not.
    """
    return np.maximum(credits, 0.5 * credits + 0.5 * ramp(cosines, 0.4, 0.85))


def ramp(value: NDArray[np.float64] | np.float64 | float, low: float, high: float) -> NDArray[np.float64]:
    """0 below `low`, 1 above `high`, a straight line between."""
    return np.clip((np.asarray(value) - low) / (high - low), 0.0, 1.0)


def _weighted(credits: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    whole = float(weights.sum())
    # Rounding may carry a mean of ones a hair above one.
    return min(1.0, float(credits @ weights) / whole) if whole else 0.0


def _letters(answer: Text, reference: Text) -> float:
    """The cosine of the two texts' letter trigrams, which forgives spelling and inflection."""
    one, other = _trigrams(answer), _trigrams(reference)
    product = sum(count * other[trigram] for trigram, count in one.items())
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return min(1.0, product / norm) if norm else 0.0


def _trigrams(text: Text) -> Counter[str]:
    return Counter(trigram for stem in text.stems for trigram in letter_trigrams(stem))
