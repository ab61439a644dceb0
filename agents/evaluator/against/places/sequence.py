"""What comes before what, and what comes of what: "A before B" said as "B, then A", causes as effects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from agents.evaluator.against.places.alike import Sides, agree, bases, crossed, denies
from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.patterns import regex
from language.text import Text, read, stem

# They tell the order or how far apart things are, and nothing of what is ordered.
_OF_ORDER = frozenset(
    map(
        stem,
        (
            "first last next then later afterwards finally start begin second seconds minute minutes "
            "min hour hours day days night week weeks month months year years time"
        ).split(),
    )
)
# Longer ones are speech without stops, in which "then" joins whatever stands beside it.
_MOST_WORDS = 60
_MOST_SENTENCES = 300


class _Denied(Enum):
    """What a denial does to the order that a form tells."""

    UNCLEAR = auto()
    """Nobody knows."""
    TURNS = auto()
    """"Not A before B" is B before A."""
    NEEDED = auto()
    """"A until B" tells no order, "not A until B" does."""


class _Form(NamedTuple):
    """A sentence that tells an order: its group `a` is first or the cause, `b` second or what came of it."""

    pattern: re.Pattern[str]
    denied: _Denied = _Denied.UNCLEAR


def _form(pattern: str, denied: _Denied = _Denied.UNCLEAR) -> _Form:
    return _Form(regex(rf"\W*{pattern}\W*", re.IGNORECASE | re.DOTALL), denied)


_LATER = r"(?:after\s+that|afterwards|later(?:\s+on)?|next|then|second)"
_WHEN_DONE = (
    r"(?:once|when|after|as\s+soon\s+as)\s+(?:that|this|it)(?:['’]s|\s+is|\s+was|\s+has\s+been)\s+"
    r"(?:done|over|finished)"
)
# The longest sign of an order first; the first form that fits a whole sentence tells.
_ORDER = (
    _form(r"(?P<a>.+?),?\s+(?:and\s+)?only\s+(?:then|after\s+that)\s+(?P<b>.+)"),
    _form(rf"(?P<a>.+?),?\s+(?:and\s+)?{_WHEN_DONE},?\s+(?P<b>.+)"),
    _form(r"(?P<a>.+?),\s+(?:and\s+)?(?P<b>[^,]+?)\s+comes?\s+after\s+(?:that|it|this)"),
    _form(r"(?P<b>.+?)\s+(?:only\s+)?comes?\s+after\s+(?P<a>.+)"),
    _form(rf"(?P<a>.+?)\s+first(?:,\s+|\s+and\s+|,\s+and\s+)(?P<b>.+?)(?:\s+{_LATER})?"),
    _form(
        r"(?P<a>.+?),?\s+(?:and\s+)?(?:after\s+(?:that|which|it|him|her|them),?|afterwards|then)\s+(?P<b>.+)"
    ),
    _form(rf"(?P<a>.+?)(?:,|\s+and)\s+(?P<b>[^,]+?)\s+{_LATER}"),
    _form(r"first(?:\s+of\s+all)?,?\s+(?P<a>[^,]+),\s+(?P<b>.+)"),
    _form(r"(?:(?:I|we|you)\s+)?(?:start|begin)s?\s+(?:with|by)\s+(?P<a>[^,]+),\s+(?:and\s+)?(?P<b>.+)"),
    _form(r"(?P<b>.+?),?\s+only\s+(?:after|once)\s+(?P<a>.+)"),
    _form(r"(?:only\s+)?(?:after|once)\s+(?P<a>[^,]+),\s+(?!and\b)(?P<b>.+)"),
    _form(r"after\s+(?P<a>\w+ing\s+.+?)\s+(?P<b>(?:I|we|you)\s+.+)"),
    _form(r"before\s+(?P<b>[^,]+),\s+(?!and\b)(?P<a>.+)"),
    _form(r"before\s+(?P<b>\w+ing\s+.+?)\s+(?P<a>(?:I|we|you)\s+.+)"),
    _form(r"(?P<a>.+?),?\s+before\s+(?P<b>.+)", _Denied.TURNS),
    _form(r"(?P<b>.+?),?\s+(?:but\s+)?(?:after|(?<!at )once)\s+(?P<a>.+)"),
    _form(r"(?P<b>.+?),?\s+until\s+(?P<a>.+)", _Denied.NEEDED),
)
_BECAUSE = r"(?:because|since(?=\s+(?:I|we|you|he|she|it|they|the|our|my|their|there)\b))"
_CAUSE = (
    _form(rf"{_BECAUSE}\s+(?P<a>[^,]+),\s+(?!and\b)(?P<b>.+)"),
    _form(rf"{_BECAUSE}\s+(?P<a>(?:I|we|they|he|she)\s+.+?)\s+(?P<b>(?:the|our|my|a)\s+.+)"),
    _form(rf"(?P<b>.+?),?\s+(?:{_BECAUSE}|as\s+a\s+result\s+of)\s+(?P<a>.+)"),
    _form(
        r"(?P<a>.+?)(?:,\s+(?:and\s+)?|\s+and\s+)(?:so|therefore|that['’]s\s+why|that\s+is\s+why|which\s+is\s+why)\s+"
        r"(?!that\b)(?P<b>.+)"
    ),
    _form(r"(?P<b>.+?)\s+(?:was|were|is|are)\s+caused\s+by\s+(?P<a>.+)"),
    _form(r"(?P<a>.+?)\s+(?:caused|led\s+to|brought\s+about)\s+(?P<b>.+)"),
)
_SIGNS = {
    _ORDER: regex(
        r"\b(?:before|after|afterwards|then|first|later|next|once|until|when|(?:start|begin)s?)\b",
        re.IGNORECASE,
    ),
    _CAUSE: regex(r"\b(?:because|since|result|so|therefore|why|caused|led|brought)\b", re.IGNORECASE),
}
_THAN = regex(r"\bthan\b", re.IGNORECASE)
# Two of them in a sentence order three things.
_ONE_ORDER = regex(
    r"\b(?:before|after(?!\s+(?:that|which|it|him|her|them)\b)|until|once|since|earlier|sooner"
    r"|(?<!the )(?<!a )(?<!my )(?<!our )first(?=.*\b(?:before|after(?!\s+that)|until)\b))\b",
    re.IGNORECASE,
)
_LAST_CLAUSE = regex(r".*(?:[,.?!]|\band\b)", re.IGNORECASE | re.DOTALL)
_PARTS = regex(r"[;:]\s")
_OPENS_WITH_THEN = regex(
    r"\W*(?:and\s+)?(?:only\s+)?(?:then|afterwards|after\s+that)\b[\s,]*(?P<b>.+)", re.IGNORECASE | re.DOTALL
)
_STRESSED = regex(
    r",?\s+(?:and\s+)?(?:never|not)\s+(?:before|after|the\s+other\s+way\s+(?:a?round|about))\W*$",
    re.IGNORECASE,
)


def turned_sequences(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the words that have its two steps, or cause and effect, the other way about, if any.

    Where others have them the guide's way about, nothing is turned: a thing may be done twice.
    """
    said = [_Told(heard.sentences[:_MOST_SENTENCES], forms) for forms in (_ORDER, _CAUSE)]
    return [
        next((words for told in said for words in told.turned(read(point.text).sentences)), None)
        for point in key_points
    ]


class _Told:
    """The sentences of an answer that tell an order, of time or of causes."""

    def __init__(self, sentences: Sequence[Text], forms: tuple[_Form, ...]) -> None:
        self._forms = forms
        told = [(each, found) for each in sentences for found in _sides(each, forms)]
        self._told = told + (_opened_with_then(sentences) if forms is _ORDER else [])

    def turned(self, planned: Sequence[Text]) -> Iterator[Evidence]:
        """The sentences in which something of `planned` is the other way about."""
        for own in (sides for each in planned for sides in _sides(each, self._forms)) if self._told else ():
            if not any(agree(own, found) for _, found in self._told):
                yield from (each.evidence() for each, found in self._told if crossed(own, found))


def _opened_with_then(sentences: Sequence[Text]) -> list[tuple[Text, Sides]]:
    """Of two sentences the second of which opens with "then", the second, and both as the sides."""
    return [
        (after, Sides(bases(before.tokens), bases(read(opened["b"]).tokens)))
        for before, after in pairwise(sentences)
        if (opened := _OPENS_WITH_THEN.fullmatch(after.said)) and not denies(before) and not denies(after)
    ]


def _sides(sentence: Text, forms: tuple[_Form, ...]) -> Iterator[Sides]:
    """What the parts of a sentence tell to come first and second; nothing where nobody knows which."""
    if len(sentence.tokens) > _MOST_WORDS or not _SIGNS[forms].search(sentence.said):
        return
    for part in _PARTS.split(_STRESSED.sub("", sentence.said)):
        if len(_ONE_ORDER.findall(part)) > 1 or (_THAN.search(part) and denies(read(part))):
            continue
        fitting = ((pattern.fullmatch(part), denied) for pattern, denied in forms)
        found = next(((match, denied) for match, denied in fitting if match), None)
        if found and (sides := _in_order(read(found[0]["a"]), read(found[0]["b"]), found[1])):
            yield sides


def _in_order(first: Text, second: Text, denied: _Denied) -> Sides | None:
    sides = Sides(bases(first.tokens) - _OF_ORDER, bases(second.tokens) - _OF_ORDER)
    if denied is _Denied.UNCLEAR and (denies(first) or denies(second)):
        return None
    if denied is _Denied.NEEDED and (denies(first) or not denies(second)):
        return None
    if denied is _Denied.TURNS:
        if denies(second):
            return None
        sides = Sides(sides.other, sides.one) if denies(_last_clause(first)) else sides
    return sides if sides.one - sides.other and sides.other - sides.one else None


def _last_clause(text: Text) -> Text:
    """What a denial must stand in to be one of what follows: "I'm not certified, but found it before …"."""
    return read(_LAST_CLAUSE.sub("", text.raw))
