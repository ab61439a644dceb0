"""An answer in clauses, and the words of it that carry what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from agents.follow_up_prober import cues
from agents.sayings import spoken
from domain.interview import ENGLISH
from language.sentences import sentences
from language.terms import fold
from language.words import small_words

_HAN = "\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:['’][^\W_{_HAN}]+)*")
_IS_HAN = re.compile(rf"[{_HAN}]")
# Signs that join words in Chinese and are part of few.
_PARTICLES = "的了吗呢吧和与在是我你您们请就也都还把被会要不有这那一个个上下里"
_STEM = 6
_SHORTEST = 4
_MOST_LETTERS = 6000


class Piece(NamedTuple):
    """A word that says something: the key it is compared by, and where it stands."""

    key: str
    start: int
    end: int


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The words of `text` that carry meaning, from left to right; in Chinese pairs of signs."""
    small = _small(spoken(language))
    for match in _WORD.finditer(text):
        word = match[0]
        if _IS_HAN.match(word):
            for at in range(len(word) - 1):
                if not set(word[at : at + 2]) & set(_PARTICLES):
                    yield Piece(word[at : at + 2], match.start() + at, match.start() + at + 2)
            continue
        folded = fold(word.split("’")[-1].split("'")[-1] if word[1:2] in "'’" else word)
        telling = len(folded) >= _SHORTEST or (word.isupper() and len(word) > 1) or word[0].isdigit()
        if telling and folded not in small:
            yield Piece(folded[:_STEM], match.start(), match.end())


def keys(text: str, language: str) -> frozenset[str]:
    """What `text` is about, as keys that can be compared."""
    return _keys(text[:_MOST_LETTERS], spoken(language))


def bare(text: str) -> str:
    """`text` word for word, without the signs between its words."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


class Sentence(NamedTuple):
    """A sentence as it was said, and its clauses without the words that link them."""

    words: str
    clauses: tuple[str, ...]


def told(text: str, language: str) -> list[Sentence]:
    """The sentences of `text` with their clauses."""
    divide, link = _dividers(spoken(language))
    found = []
    for sentence in sentences(text[:_MOST_LETTERS]):
        parts = (link.sub("", part).strip(" .,;:!?–—-。，；：！？") for part in divide.split(sentence))
        if kept := tuple(part for part in parts if part):
            found.append(Sentence(sentence, kept))
    return found


@lru_cache(maxsize=2048)
def _keys(text: str, language: str) -> frozenset[str]:
    return frozenset(piece.key for piece in pieces(text, language))


@cache
def _small(language: str) -> frozenset[str]:
    """The words that carry no topic; English ones stand in every language's guides."""
    known = small_words(language) | small_words(ENGLISH)
    linking = cues.words(language, "links") | cues.words(language, "before_nouns")
    return frozenset(map(fold, known | linking))


@cache
def _dividers(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    links = "|".join(sorted(cues.words(language, "links"), key=len, reverse=True))
    signs = r"(?<=[\w)%”»])[,;:.!?]\s+|\s+[–—-]+\s+|[，；：、。！？]"
    if not links:
        return re.compile(signs), re.compile(r"^(?!)")
    return (
        re.compile(rf"{signs}|\s+(?=(?:{links})\s)", re.IGNORECASE),
        re.compile(rf"^(?:(?:{links}|well|hi|hello|okay|ok)\b[\s,]*)+", re.IGNORECASE),
    )
