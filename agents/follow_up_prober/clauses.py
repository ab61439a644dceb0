"""An answer in clauses, and the words of it that carry what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from agents.follow_up_prober import cues
from agents.sayings import spoken
from domain.interview import ENGLISH
from language.patterns import regex
from language.sentences import sentences
from language.terms import fold
from language.words import small_words

_HAN = "\u4e00-\u9fff"
_WORD = regex(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:['’][^\W_{_HAN}]+)*")
_IS_HAN = regex(rf"[{_HAN}]")
# Signs that join words in Chinese and are part of few.
_PARTICLES = "的了吗呢吧和与在是我你您们请就也都还把被会要不有这那一个个上下里"
_STEM = 6
_SHORTEST = 4
_MOST_LETTERS = 6000
_SAYABLE, _LONGER = 70, 110
"""So long a clause may be and still be said back, and one of two deeds done to the same thing."""
_HALF_A_DEED, _TOO_SHORT_ALONE = 1, 3
_IN_A_LIST, _SOON = 4, 5
_SIGNS = " .,;:!?–—-。，；：、！？"


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
    """The sentences of `text` with their clauses.

    What an "and" joins is one clause, unless another begins there: "a year and a half" is one thing.
    """
    code = spoken(language)
    divide, link = _dividers(code)
    found = []
    for sentence in sentences(text[:_MOST_LETTERS]):
        clauses: list[str] = []
        for part in _whole(sentence, divide, code):
            if kept := link.sub("", part.strip(_SIGNS)).strip(_SIGNS):
                clauses.append(kept)
        if clauses:
            found.append(Sentence(sentence, tuple(clauses)))
    return found


def unlinked(text: str, language: str) -> str:
    """`text` without the words that link it to what stands before it."""
    _, link = _dividers(spoken(language))
    return link.sub("", text.strip(_SIGNS)).strip(_SIGNS)


def _whole(sentence: str, divide: re.Pattern[str], language: str) -> Iterator[str]:
    """The pieces of `sentence` between its dividers, where these part clauses and not the words of one."""
    places = [0, *(cut.start() for cut in divide.finditer(sentence)), len(sentence)]
    begins = 0
    for at, end in pairwise(places[1:]):
        if not _joins(sentence[begins:at], sentence[at:end], language):
            yield sentence[begins:at]
            begins = at
    yield sentence[begins:]


def _joins(before: str, after: str, language: str) -> bool:
    """Whether `after` goes on with the words of `before`: behind an "and", or as a short piece of a list."""
    listed = after.startswith(",")
    words = after.lstrip(", ").split()
    joining = bool(words) and words[0].casefold() in cues.words(language, "joining")
    if listed and words and words[0].casefold() in cues.words(language, "object_clauses"):
        return len(before.split()) <= _TOO_SHORT_ALONE and len(before) + len(after) <= _SAYABLE
    rest = words[1:] if joining else words
    if not rest or not (joining or (listed and len(rest) <= _IN_A_LIST)):
        return False
    begins = cues.words(language, "clause_begins") | cues.words(language, "links")
    first = rest[0].casefold().replace("’", "'").strip(",;:.!?")
    # "I designed and shipped it": without what it was done to, a deed is half of one.
    if joining and len(keys(_behind_its_subject(before, language), language)) <= _HALF_A_DEED:
        return len(before) + len(after) <= _LONGER
    if first in begins or first.split("'")[0] in begins:
        return False
    verbs = cues.words(language, "auxiliaries")
    if any(word.casefold().strip(",;:.!?") in verbs for word in rest[1:_SOON]):
        return False
    if any(cues.pattern(language, doing).search(" ".join(rest)) for doing in ("goes_on", "did", "decided")):
        return False
    # "A year and a half" is one thing, however long the clause: half of it cannot be said back.
    return joining or len(before) + len(after) <= _SAYABLE


def _behind_its_subject(before: str, language: str) -> str:
    """The words of `before` after the last of those that a clause begins with: "designed"."""
    words = before.replace(",", " ").split()
    begins = cues.words(language, "clause_begins") - cues.words(language, "before_nouns")
    last = max((at for at, word in enumerate(words) if word.casefold() in begins), default=-1)
    return " ".join(words[last + 1 :])


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
    leads, begins = ("|".join(cues.words(language, each)) for each in ("leads", "clause_begins"))
    leading = rf"|(?:{leads})(?=,?\s+(?:{begins})\b)" if leads else ""
    return (
        re.compile(rf"{signs}|\s+(?=(?:{links})\s)", re.IGNORECASE),
        re.compile(rf"^(?:(?:{links}|well|hi|hello|okay|ok{leading})\b[\s,]*)+", re.IGNORECASE),
    )
