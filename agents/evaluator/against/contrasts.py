"""What is so and what is not, in one sentence: "at the bedside, never in the office" the other way about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.patterns import regex
from language.text import Text, read
from language.words import NEGATIONS

_CONTRAST = regex(
    r"(?P<so>[^,;:.!?]+),\s+(?:and\s+|but\s+)?(?:not|never)\s+(?!only\b|just\b|until\b|before\b)"
    r"(?P<not_so>[^,;:.!?]+)",
    re.IGNORECASE,
)


class _Contrast(NamedTuple):
    """The stems of what is so, and of what is not."""

    so: frozenset[str]
    not_so: frozenset[str]


def turned_contrasts(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the sentence of `heard` that has its two sides in one another's place, if any."""
    said = [(sentence, found) for sentence in heard.sentences if (found := _contrast_of(sentence))]
    return (
        [next(_turned(said, key_point), None) for key_point in key_points]
        if said
        else [None] * len(key_points)
    )


def _turned(said: Sequence[tuple[Text, _Contrast]], key_point: KeyPoint) -> Iterator[Evidence]:
    for planned in read(key_point.text).sentences:
        if (own := _contrast_of(planned)) is None:
            continue
        for sentence, found in said:
            if own.not_so <= found.so - found.not_so and found.not_so <= own.so - own.not_so:
                yield sentence.evidence()


def _contrast_of(sentence: Text) -> _Contrast | None:
    """None where a sentence is no such contrast alone, or denies its first half, too."""
    found = _CONTRAST.fullmatch(sentence.said.strip().rstrip(".!?"))
    if found is None:
        return None
    so, not_so = read(found["so"]), read(found["not_so"])
    if not NEGATIONS.isdisjoint(so.words) or not not_so.content:
        return None
    return _Contrast(_stems(so), _stems(not_so))


def _stems(text: Text) -> frozenset[str]:
    return frozenset(token.stem for token in text.tokens if not token.is_function_word)
