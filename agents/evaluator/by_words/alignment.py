"""Which words of an answer say what a key point says, and how much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from language.text import Text, Token, subtext
from language.thesaurus import SYNONYMS

# What a word counts, when matched, relative to the same word said exactly.
SYNONYM_CREDIT = 0.85
MISSPELT_CREDIT = 0.8
# Repeating the question's words says little, and small words ("by", "into") a little; both say something.
QUESTION_WORD_WEIGHT = 0.2
FUNCTION_WORD_WEIGHT = 0.25
# In so few sentences everything stands beside everything.
_NEIGHBOURS = 2
# Two sentences are a passage where they say so many times as much as any one of the answer.
_A_GOOD_DEAL = 1.4
_MISSPELT_FROM_LETTERS = 5
_MISSPELT_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much of a key point an answer says, 0 to 1, and the sentences that say most of it."""

    credit: float
    passage: Text | None


class Vocabulary:
    """The content words of a text, asked for by meaning: exact stem, synonym, or a slip of the keyboard."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.stems = frozenset(stems)
        self._by_initial: dict[str, list[str]] = {}
        for stem in self.stems:
            if len(stem) >= _MISSPELT_FROM_LETTERS:
                self._by_initial.setdefault(stem[0], []).append(stem)
        self._known: dict[str, float] = {}

    def credit(self, stem: str) -> float:
        """1 for the word itself, less for a synonym or a misspelling, 0 where nothing like it was said."""
        if stem not in self._known:
            self._known[stem] = self._look_up(stem)
        return self._known[stem]

    def _look_up(self, stem: str) -> float:
        if stem in self.stems:
            return 1.0
        if not SYNONYMS.get(stem, frozenset()).isdisjoint(self.stems):
            return SYNONYM_CREDIT
        if len(stem) < _MISSPELT_FROM_LETTERS or stem.isdigit():
            return 0.0
        near = any(likeness(stem, other) >= _MISSPELT_LIKENESS for other in self._by_initial.get(stem[0], ()))
        return MISSPELT_CREDIT if near else 0.0


def weigh(tokens: Iterable[Token], question: Vocabulary) -> dict[str, float]:
    """The weight of each distinct word: 1 for words of content that the question does not have."""
    weights: dict[str, float] = {}
    for token in tokens:
        if token.is_function_word:
            weights[token.stem] = FUNCTION_WORD_WEIGHT
        else:
            weights[token.stem] = QUESTION_WORD_WEIGHT if token.stem in question.stems else 1.0
    return weights


def recall(weights: dict[str, float], said: Vocabulary) -> float:
    """The weighted share of the words of `weights` that were said, 0 to 1; 0 for no words."""
    whole = sum(weights.values())
    return sum(weight * said.credit(stem) for stem, weight in weights.items()) / whole if whole else 0.0


def align(key_point: dict[str, float], answer: Text, said: Vocabulary) -> Alignment:
    """Align the weighted words of a key point with `answer`.

    The credit counts words anywhere in the answer, because a spoken answer spreads a point over several
    sentences; the passage is the one sentence, or two neighbours, that say most of it.
    """
    credit = recall(key_point, said)
    if not credit:
        return Alignment(0.0, None)
    wanted = _serving(said.stems, key_point)
    if len(answer.sentences) > _NEIGHBOURS:
        credit -= _by_the_way(key_point, wanted, answer, said)
    return Alignment(credit, _best_passage(key_point, answer, wanted))


def _by_the_way(key_point: dict[str, float], wanted: set[str], answer: Text, said: Vocabulary) -> float:
    """The credit for small words and the question's that stand beside no word of the key point's own.

    The more is said, the more of them are said by chance: an echo of the question, a turn of phrase.
    """
    if all(weight < 1.0 for weight in key_point.values()):
        return 0.0
    own = {stem for stem in wanted if key_point.get(stem, 1.0) == 1.0}
    stems = [sentence.all_stems for sentence in answer.sentences]
    telling = [bool(own & each) for each in stems]
    beside = frozenset().union(
        *(each for at, each in enumerate(stems) if any(telling[max(0, at - 1) : at + 2]))
    )
    lost = sum(
        weight * said.credit(stem)
        for stem, weight in key_point.items()
        if weight < 1.0 and stem not in beside and stem in said.stems
    )
    return lost / sum(key_point.values())


def _best_passage(key_point: dict[str, float], answer: Text, wanted: set[str]) -> Text | None:
    # Small words stand in every sentence; they must not choose the quote.
    gains = [
        {token.stem: key_point.get(token.stem, 0.5) for token in sentence.content if token.stem in wanted}
        for sentence in answer.sentences
    ]
    alone = [sum(gain.values()) for gain in gains]
    best = max(range(len(gains)), key=alone.__getitem__, default=0)
    if not any(alone):
        return None
    together = [sum((one | other).values()) if one and other else 0.0 for one, other in pairwise(gains)]
    pair = max(range(len(together)), key=together.__getitem__, default=0)
    # A second sentence must bring a good deal, or quotes grow for a stray word.
    if together and together[pair] > _A_GOOD_DEAL * alone[best]:
        first, second = answer.sentences[pair : pair + 2]
        return subtext(answer, (*first.tokens, *second.tokens))
    return answer.sentences[best]


def _serving(stems: Collection[str], key_point: dict[str, float]) -> set[str]:
    """Those of `stems` that say a word of the key point: the word, a synonym, or the word misspelt."""
    same = set(key_point).union(*(SYNONYMS.get(wanted, ()) for wanted in key_point))
    by_letter: dict[str, list[str]] = {}
    for wanted in key_point:
        by_letter.setdefault(wanted[0], []).append(wanted)
    return {
        stem
        for stem in stems
        if stem in same or any(_misspelt(stem, wanted) for wanted in by_letter.get(stem[0], ()))
    }


def _misspelt(one: str, other: str) -> bool:
    long_enough = min(len(one), len(other)) >= _MISSPELT_FROM_LETTERS
    return long_enough and likeness(one, other) >= _MISSPELT_LIKENESS


@lru_cache(maxsize=65536)
def letter_trigrams(word: str) -> frozenset[str]:
    """The trigrams of a word with its edges marked."""
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of two words' letter trigrams, 0 to 1."""
    if abs(len(one) - len(other)) > 3:
        return 0.0
    left, right = letter_trigrams(one), letter_trigrams(other)
    return 2 * len(left & right) / (len(left) + len(right))
