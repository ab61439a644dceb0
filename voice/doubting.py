"""Which words of an answer are marked, so that they are seen before anybody is judged by them.

A recogniser gets figures and small words wrong more often than others, and they weigh more: "0.71" or "0.7",
"we did" or "we didn't". So they are marked below a higher bound of its confidence. The bounds are measured
(docs/voice.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from language.tables import table, words_in
from language.words import NUMBERS
from voice.heard import Doubt, HeardWord

WORD_FLOOR = 0.4
FIGURE_FLOOR = 0.85
DENIAL_FLOOR = 0.7
_SHORT_NOT = "n't"
_PRONOUNS = frozenset({"one"})
"""Number words that are something else far more often."""


def marked(words: Sequence[HeardWord], language: str) -> tuple[HeardWord, ...]:
    """`words` with what is doubtful of them marked."""
    return tuple(replace(word, doubtful=_doubt(word, language)) for word in words)


def _doubt(word: HeardWord, language: str) -> Doubt | None:
    bare = word.bare.replace("’", "'").lower()
    if not bare:
        return None
    if word.confidence < FIGURE_FLOOR and is_figure(bare, language):
        return Doubt.FIGURE
    if word.confidence < DENIAL_FLOOR and bare in _denials(language):
        return Doubt.DENIAL
    return Doubt.WORD if word.confidence < WORD_FLOOR else None


def is_figure(word: str, language: str) -> bool:
    """Whether a word is a number or has one in it, in digits or in words."""
    return any(sign.isdigit() for sign in word) or any(
        part in NUMBERS.get(language, {}) and part not in _PRONOUNS for part in word.split("-")
    )


@cache
def _denials(language: str) -> frozenset[str]:
    """The words that deny, and those that would be taken for them: "can" is one sound away from "can't"."""
    negation = table("negation")
    found: set[str] = set()
    for reach in ("ahead", "around", "near"):
        found |= words_in(negation[reach].get(language, ""))
    shortened = {word.removesuffix(_SHORT_NOT) for word in found if word.endswith(_SHORT_NOT)}
    return frozenset(found | shortened | ({"can", "will"} if shortened else set()))
