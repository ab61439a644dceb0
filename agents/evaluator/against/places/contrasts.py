"""What is so and what is not, in one sentence: "at the bedside, never in the office", kept or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.evaluator.against.places.alike import Sides, bases, denies, share
from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.patterns import regex
from language.text import Text, read

_SO, _NOT_SO = r"(?P<so>[^,;:.!?]+?)", r"(?P<not_so>[^,;:.!?]+?)"
_NO_CONTRAST = r"(?!only\b|just\b|until\b|before\b)"
_CONTRASTS = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:it\s+is|it['’]s|this\s+is)\s+not\s+{_NO_CONTRAST}{_NOT_SO},?\s+but\s+{_SO}",
        rf"{_SO},?\s+(?:instead\s+of|rather\s+than)\s+{_NOT_SO}",
        rf"{_SO}(?:,\s+(?:and\s+|but\s+)?|\s+(?:and|but)\s+)(?:not|never)\s+{_NO_CONTRAST}{_NOT_SO}",
    )
)
_FIRST_DENIED = regex(rf"(?P<not_so>[^,;:.!?]+),\s+(?:but\s+)?{_SO}", re.IGNORECASE)
_HALF = 0.5


def turned_contrasts(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the sentence of `heard` that has its two sides in one another's place, if any."""
    said = _contrasts_in(heard)
    return [
        next(
            (sentence.evidence() for sentence, found in said if _in_one(point.text, found, turned=True)), None
        )
        for point in key_points
    ]


def kept_contrasts(heard: Text, points: Sequence[str]) -> list[tuple[Text, ...]]:
    """For each of `points` the sentences of `heard` that say its contrast as it is, in whatever order.

    What they deny the guide denies as well: "never in the office, always at the bedside" takes nothing back.
    """
    said = _contrasts_in(heard)
    return [
        tuple(sentence for sentence, found in said if _in_one(point, found, turned=False)) for point in points
    ]


def _contrasts_in(text: Text) -> list[tuple[Text, Sides]]:
    return [(sentence, found) for sentence in text.sentences if (found := _contrast_of(sentence))]


def _in_one(planned: str, said: Sides, *, turned: bool) -> bool:
    """Whether a sentence of `planned` holds the contrast `said`, or the one with its sides exchanged."""
    return any(_same(Sides(said.other, said.one) if turned else said, own) for own in _own(planned))


def _own(planned: str) -> Iterator[Sides]:
    yield from (found for _, found in _contrasts_in(read(planned)))


def _same(said: Sides, own: Sides) -> bool:
    """Whether what is said not to be so is what the guide says is not, and nothing of what it says is."""
    not_so, own_not_so = said.other - said.one, own.other - own.one
    so, own_so = said.one - said.other, own.one - own.other
    return (
        bool(own_not_so and not_so)
        and own_not_so <= said.other
        and not own_not_so & so
        and bool(own_so & so or share(own_so, said.one) >= _HALF)
    )


def _contrast_of(sentence: Text) -> Sides | None:
    """What a sentence says is so, and what not; None where it is no such contrast alone."""
    told = sentence.said.strip().rstrip(".!?")
    for pattern in _CONTRASTS:
        if found := pattern.fullmatch(told):
            so, not_so = read(found["so"]), read(found["not_so"])
            return None if denies(so) or not not_so.content else Sides(bases(so.tokens), bases(not_so.tokens))
    found = _FIRST_DENIED.fullmatch(told)
    if found is None:
        return None
    not_so, so = read(found["not_so"]), read(found["so"])
    if not denies(not_so) or denies(so) or not so.content:
        return None
    return Sides(bases(so.tokens), bases(not_so.tokens))
