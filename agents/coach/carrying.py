"""Whether words of an answer carry a key point: then they may be shown for it, or kept in a better one."""

from __future__ import annotations

from domain.interview import ENGLISH
from knowledge.entailment.model import Entailment
from language.figures import Dimension, figures, values
from language.hesitating import knows_not
from language.questioning import subject
from language.text import read
from language.thesaurus import SYNONYMS

# From this probability on the encoder, reading the words alone, finds the key point in them, whole or half.
_FOUND = 0.5
_FIGURE = 2


def carries(words: str, key_point: str, language: str, entailment: Entailment | None = None) -> bool:
    """Whether `words` alone have something of `key_point`: a word of it, one that says the same, a figure.

    Where they have one word at most, `entailment` tells, where it is there; it reads English.
    """
    if share_of(words, key_point, language) >= _FIGURE:
        return True
    if entailment is None or not reads(language, entailment):
        return share_of(words, key_point, language) > 0
    # One word in common is chance: "on the phone" is said of many things.
    found = entailment.read(words, (key_point,)).found[0]
    return found.covered + found.partly >= _FOUND


def share_of(words: str, key_point: str, language: str) -> float:
    """How much of `key_point` stands in `words`: words that are or say the same, and figures twice."""
    if knows_not(words, language):
        return 0.0
    same = len(subject(words, language) & subject(key_point, language))
    alike = len(read(words).stems & _alike(key_point))
    counted = len(values(words, language).keys() & values(key_point, language).keys())
    return max(same, alike) + _FIGURE * max(counted, len(_measures(words) & _measures(key_point)))


def reads(language: str, entailment: Entailment | None) -> bool:
    """Whether there is an encoder that reads `language`."""
    return entailment is not None and language == ENGLISH


def _measures(text: str) -> frozenset[tuple[Dimension, float, float]]:
    """The quantities of `text` that have a unit: a fortnight's fourteen days are two weeks."""
    return frozenset(
        (figure.dimension, figure.low, figure.high)
        for figure in figures(text)
        if figure.dimension not in (Dimension.COUNT, Dimension.RATIO)
    )


def _alike(text: str) -> frozenset[str]:
    own = read(text).stems
    return own.union(*(SYNONYMS.get(word, frozenset()) for word in own))
