"""Text to search terms: words stemmed in their language, Chinese and its like in pairs of signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from language.patterns import regex
from language.words import FUNCTION_WORDS, LANGUAGES

if TYPE_CHECKING:
    import Stemmer

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# In this order: a figure ("91.2", "1,000"), a run of CJK signs, a name that ends in signs ("c++"), a word. Of
# folded text, which has no capitals.
_TERM = regex(rf"\d+(?:[.,]\d+)*|[{_CJK}]+|[a-z]+(?:\+\+|#)|[^\W_{_CJK}]+")
_ACCENT = regex(r"[\u0300-\u036f]")
# Signs that join words and are part of few: pairs across them would match nothing.
_PARTICLE = regex("[的了吗呢吧和与在是我你您们请]")
_IS_CJK = regex(rf"[{_CJK}]")


def split(text: str) -> list[str]:
    """The words, figures and runs of CJK signs of `text` in order, folded."""
    return _TERM.findall(fold(text))


def terms(words: Iterable[str], languages: tuple[str, ...] = LANGUAGES[:1]) -> list[tuple[str, ...]]:
    """The search terms of `words` in order, repeats kept, words without a topic left out.

    A term is a word's different stems in `languages`: a passage in any of them matches it. A run of CJK
    signs is cut into pairs, the usual unit where there is no dictionary; a lone sign stands for itself.
    """
    found: list[tuple[str, ...]] = []
    for word in words:
        if not word.isascii() and _IS_CJK.match(word):
            for run in filter(None, _PARTICLE.split(word)):
                found += [(run[i : i + 2],) for i in range(len(run) - 1)] or [(run,)]
        elif term := _term(word, languages):
            found.append(term)
    return found


def fold(text: str) -> str:
    """Lower case, full-width and styled letters made plain, accents dropped."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold())))


@cache
def _small(language: str) -> frozenset[str]:
    """The words of a language that carry no topic, folded as those that are looked up."""
    return frozenset(map(fold, FUNCTION_WORDS[language]))


# Guides repeat their words: an index of 10,000 passages is built in half the time.
@lru_cache(maxsize=65_536)
def _term(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The word's different stems; none where it carries no topic in one of `languages`."""
    if any(word in _small(language) for language in languages):
        return ()
    return tuple(dict.fromkeys(_stemmer(language).stemWord(word) for language in languages))


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    import Stemmer  # noqa: PLC0415  (only where guides are searched)

    return Stemmer.Stemmer(language)
