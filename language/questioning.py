"""What a question is about, whether words ask at all, and in which language, in eight of them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from language.patterns import regex
from language.sentences import sentences
from language.tables import table
from language.terms import fold, split, terms
from language.thesaurus import base
from language.tongue import nearest, tongue
from language.words import FUNCTION_WORDS, LANGUAGES

_CLOSING = " \t\n\"'”’»“‘」』)*_"
_ENDS = (".", "!", "…", "。", "！")
_ASKS = ("?", "？")
_CHINESE = "zh"
_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = regex(r"[A-Za-zÀ-ž]{2,}")
# Within a sentence: what begins one is written large whatever it is.
_LARGE = regex(r"(?<![.!?:…\n\"“„«(] )(?<!^)(?<![\"“„«(¿¡])\b[A-Z][\w+#.-]*[\w+#]|\b[A-Z][a-z]*[A-Z0-9]\w*")
# Two texts are alike when so many of all their words are the same.
_SAME = 0.7
# So many more small words of another language tell that a short text is in that.
_CLEARLY = 2
_EVERYWHERE = frozenset("i i'm i'd i'll i've".split())
_NOUNS_LARGE = "de"


@lru_cache(maxsize=1024)
def subject(text: str, language: str) -> frozenset[str]:
    """The stems of what `text` is about: no small words, nothing that any question is made of, no figure."""
    listed = _table("frame", language)
    found: set[str] = set()
    known = (language,) if language in LANGUAGES else LANGUAGES[:1]
    for word in split(text):
        if word in listed or word[0].isdigit():
            continue
        for stems in terms([word], known):
            if stems[0] not in listed:
                found.add(base(stems[0]) if language == LANGUAGES[0] else stems[0])
    return frozenset(found)


def names(text: str, language: str) -> frozenset[str]:
    """The names of `text`, folded: what is written large within a sentence, or in large letters ("SAP").

    German writes every noun large: there only the latter count.
    """
    found = {found for found in _LARGE.findall(text) if fold(found) not in _EVERYWHERE}
    if language == _NOUNS_LARGE:
        found = {name for name in found if any(sign.isupper() for sign in name[1:])}
    return frozenset(map(fold, found))


def asks(text: str, language: str) -> bool:
    """Whether `text` is whole and asks: it ends in a question mark, or one of its sentences begins to ask."""
    ended = text.rstrip(_CLOSING)
    if ended.endswith(_ASKS):
        return True
    openers = _openers(language)
    return ended.endswith(_ENDS) and any(openers.search(sentence) for sentence in sentences(fold(text)))


class Wanted(StrEnum):
    """What a question wants to be told."""

    NUMBER = "number"
    REASON = "reason"
    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    MANNER = "manner"
    WHICH = "which"


def wanted(text: str, language: str) -> Wanted | None:
    """What `text` asks to be told, by the first word that tells; None where none does.

    "What is the size of it?" asks for a number, too.
    """
    asked = fold(text)
    found = [
        (place.start(), -len(place[0]), kind)
        for kind in Wanted
        if (place := _wanted(kind, language).search(asked)) is not None
    ]
    first = min(found)[2] if found else None
    if first in (None, Wanted.WHICH) and any(kind is Wanted.NUMBER for _, _, kind in found):
        return Wanted.NUMBER
    return first


def is_whole(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith((*_ASKS, *_ENDS))


def is_in(text: str, language: str, beside: str = "") -> bool:
    """Whether `text` can be in `language`; a language that `beside` is surely in is as good.

    Short texts and those of names are in any language of their script.
    """
    if language == _CHINESE or _HAN.search(text):
        return (language == _CHINESE or bool(_HAN.search(beside))) == bool(_HAN.search(text))
    if not _LATIN.search(text):
        return True
    sure = tongue(text)
    if sure is not None:
        return sure in (language, tongue(beside))
    words = set(split(text))
    hits = {code: len(words & (_small(code) | _table("frame", code))) for code in LANGUAGES}
    best, own = max(hits, key=lambda code: hits[code]), hits.get(language, 0)
    if best != language and (hits[best] - own >= _CLEARLY or (hits[best] and not own)):
        return False
    return bool(own) or nearest(text) == language or language not in LANGUAGES


def praises(text: str, known: str, language: str) -> bool:
    """Whether `text` praises, in words that `known`, what was said before, does not have."""
    there = fold(known)
    return any(found not in there for found in _marks("praise", language).findall(fold(text)))


def gives_examples(text: str, known: str, language: str) -> bool:
    """Whether `text` brings an example in words that `known` does not have."""
    there = fold(known)
    return any(found not in there for found in _marks("examples", language).findall(fold(text)))


def demands_more(text: str, draft: str, language: str) -> bool:
    """Whether `text` asks for more things than `draft` does: a second question, "including …", "and why …".

    What goes on about nothing but the subject of `draft` asks for nothing new.
    """
    about = subject(draft, language)
    return _demands(text, about, language) > _demands(draft, frozenset(), language)


def _demands(text: str, known: frozenset[str], language: str) -> int:
    """How many things `text` asks for; what leads up to a question ("Suppose it rains.") asks for nothing."""
    every = list(sentences(text))
    asking = [sentence for sentence in every if sentence.rstrip(_CLOSING).endswith(_ASKS)]
    first = every.index(asking[0]) if asking else 0
    openers = _openers(language)
    told = [each for each in every[first:] if each not in asking and openers.search(fold(each))]
    beside = [each for each in (*asking, *told)[1:] if not _is_about(each, known, language)]
    return 1 + len(beside) + sum(_further(fold(each), known, language) for each in every)


def _further(sentence: str, known: frozenset[str], language: str) -> int:
    """How often a sentence goes on to ask for something beside; what it begins with is no going on."""
    told = _marks("told_anyway", language).sub(" ", sentence)
    places = [found.span() for found in _marks("further", language).finditer(told) if found.start()]
    ends = [*(start for start, _ in places[1:]), len(told)]
    rests = (told[after:end] for (_, after), end in zip(places, ends, strict=True)) if places else ()
    return sum(not _is_about(rest, known, language) for rest in rests)


def _is_about(text: str, known: frozenset[str], language: str) -> bool:
    about = subject(text, language)
    return bool(about) and about <= known


def is_like(text: str, other: str, language: str) -> bool:
    """Whether both ask the same: nearly all words are the same."""
    one, two = set(split(text)), set(split(other))
    if language == _CHINESE:
        one, two = ({pair for (pair,) in terms(split(each))} for each in (text, other))
    return bool(one) and len(one & two) >= _SAME * len(one | two)


@cache
def _table(kind: str, language: str) -> frozenset[str]:
    return frozenset(map(fold, table("questioning")[kind].get(language, "").split()))


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(map(fold, FUNCTION_WORDS.get(language, ())))


@cache
def _openers(language: str) -> re.Pattern[str]:
    phrases = _phrases("openers", language)
    if language == _CHINESE:
        return re.compile(phrases)
    return re.compile(rf"(?:^|[:;,–—] )[^\w]*(?:[\w']+[ ,]+){{0,3}}?(?:{phrases})(?!\w)")


@cache
def _marks(kind: str, language: str) -> re.Pattern[str]:
    phrases = _phrases(kind, language)
    return re.compile(phrases if language == _CHINESE else rf"(?<!\w)(?:{phrases})(?!\w)")


@cache
def _wanted(kind: Wanted, language: str) -> re.Pattern[str]:
    phrases = _either(table("questioning")["wanted"][kind], language)
    return re.compile(phrases if language == _CHINESE else rf"(?<!\w)(?:{phrases})(?!\w)")


def _phrases(kind: str, language: str) -> str:
    return _either(table("questioning")[kind], language)


def _either(listed: dict[str, str], language: str) -> str:
    rows = sorted(listed.get(language, listed[LANGUAGES[0]]).split("|"), key=len, reverse=True)
    return "|".join(re.escape(fold(row.strip())) for row in rows)
