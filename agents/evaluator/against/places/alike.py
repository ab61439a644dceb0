"""Whether two pairs of things are the same pair, or the same with its two sides in one another's place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from language.text import Text, Token
from language.thesaurus import SYNONYMS, base
from language.words import NEGATIONS

Words = frozenset[str]
# So much of each side must stand on the other: "look at the allergies" of "check the allergies".
_MUCH = 0.5
_DENYING = NEGATIONS | frozenset("no none nothing nobody nor neither without nowhere hardly".split())


class Sides(NamedTuple):
    """The words of content on both sides of something, by their bases."""

    one: Words
    other: Words


def bases(tokens: Iterable[Token]) -> Words:
    """What the words of content among `tokens` are known by, whatever their form; figures left out."""
    return frozenset(
        base(token.stem) for token in tokens if not token.is_function_word and not token.word[0].isdigit()
    )


def denies(text: Text) -> bool:
    """Whether anything in `text` is denied: what is so in it, and what is not, takes a grammar to tell."""
    return not _DENYING.isdisjoint(text.words)


def common(stated: Words, said: Words) -> Words:
    """Those of `stated` that `said` has, or has a synonym of."""
    return frozenset(word for word in stated if word in said or SYNONYMS.get(word, frozenset()) & said)


def share(stated: Words, said: Words) -> float:
    """The part of `stated`, 0 to 1, that `said` has; 0 of nothing."""
    return len(common(stated, said)) / len(stated) if stated else 0.0


def crossed(stated: Sides, said: Sides) -> bool:
    """Whether `said` has what is on each side of `stated` on the other."""
    stated, said = _apart(stated), _apart(said)
    if min(share(stated.one, said.other), share(stated.other, said.one)) < _MUCH:
        return False
    over = len(common(stated.one, said.other)) + len(common(stated.other, said.one))
    return over > 2 * (len(common(stated.one, said.one)) + len(common(stated.other, said.other)))


def agree(stated: Sides, said: Sides) -> bool:
    """Whether `said` has something of each side of `stated` on the same side, and more of it than crossed."""
    stated, said = _apart(stated), _apart(said)
    in_place = len(common(stated.one, said.one)), len(common(stated.other, said.other))
    over = len(common(stated.one, said.other)) + len(common(stated.other, said.one))
    return min(in_place) > 0 and sum(in_place) > over


def _apart(sides: Sides) -> Sides:
    return Sides(sides.one - sides.other, sides.other - sides.one)
