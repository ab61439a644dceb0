"""What is told in the guide's words with a "no" that the guide does not have, or without one that it has.

In English the encoder hears that, and rules look for it (`both_deny`). Of other languages it has read less,
and a denial in the guide's own words may pass for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from agents.evaluator.by_meaning.conveyed import UNSURE_CREDIT, Told
from domain.guide import TalkingPoint
from domain.verdict import Label
from language.patterns import regex
from language.tables import table, words_in
from language.text import Text, read
from language.tongue import nearest

# With fewer of a key point's words than this share a sentence has words of its own, and its "no" is theirs.
_IN_ITS_WORDS, _SURELY_DENIED = 0.6, 0.8
_CHINESE, _HAN = regex(r"[不没沒未无無别別勿]"), regex(r"[\u4e00-\u9fff]")
_TELLS = frozenset({Label.COVERED, Label.PARTLY})


def is_mostly_denied(point: TalkingPoint, told: Sequence[Told]) -> bool:
    """Whether more than half is heard to be denied, in another language than English.

    In English one fair denial may be heard as one of all that stands beside it, and the sentences tell by
    themselves which it is; in other languages they do not.
    """
    denied = sum(each.surely.denied >= _SURELY_DENIED for each in told)
    return denied > len(told) / 2 and _language(point) != "en"


def as_negated(heard: Text, point: TalkingPoint, told: Sequence[Told]) -> list[Told]:
    """`told`, unsure where what tells a key point has its words and another "no" than that."""
    language = _language(point)
    if language == "en":
        return list(told)
    return [
        replace(each, label=Label.UNSURE, credit=UNSURE_CREDIT)
        if each.label in _TELLS and _has_another_no(each, heard, read(key_point.text), language)
        else each
        for each, key_point in zip(told, point.key_points, strict=True)
    ]


def _language(point: TalkingPoint) -> str:
    text = " ".join(key_point.text for key_point in point.key_points)
    return "zh" if _HAN.search(text) else nearest(text)


def _has_another_no(told: Told, heard: Text, key_point: Text, language: str) -> bool:
    if told.passage is None:
        return False
    first, last = told.passage.span
    of_it = [
        each
        for each in heard.sentences
        if each.span[0] < last
        and first < each.span[1]
        and len(each.stems & key_point.stems) >= _IN_ITS_WORDS * len(key_point.stems) > 0
    ]
    negates = _negates(key_point, language)
    return bool(of_it) and all(_negates(each, language) != negates for each in of_it)


def _negates(text: Text, language: str) -> bool:
    if language == "zh":
        return _CHINESE.search(text.said) is not None
    return not _words(language).isdisjoint(text.words)


@cache
def _words(language: str) -> frozenset[str]:
    """The words that negate in this language."""
    kinds = table("negation")
    return frozenset().union(
        *(words_in(kinds[kind][language]) for kind in ("ahead", "around") if language in kinds[kind])
    )
