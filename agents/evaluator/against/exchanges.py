"""Two things that change places: "from A to B" said as "from B to A", and "A does B" as "B does A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from language.clauses import Clause
from language.text import Token

# What these words join may change places without changing the sense.
_EVEN = frozenset(
    "and or with between by both same equal equally alike similar together different differ connected und "
    "oder mit y o con et ou avec e com en met of from to".split()
)
_AFTER_A_SIDE = frozenset("in on over with at by for within after during because when".split())
_CHOOSING = frozenset("prefer prefers preferred favour favor choose chose".split())
_BEST = 0.5

Placed = tuple[Clause, Clause]


def sides_swapped(stated: Clause, said: Clause) -> bool | None:
    """Whether two clauses put the same things on opposite sides.

    True turns the sense round ("from A to B", "A over B", "A does B"). None is a comparison the other way
    about ("A than B"), which alone turns the sense and with an opposite word keeps it. False is neither.
    """
    for separators, comparing in ((("to", "into"), False), (("over",), False), (("than",), True)):
        here, there = _sides(stated, separators), _sides(said, separators)
        if here and there and _crossed(here, there):
            return None if comparing else True
    return _roles_swapped(stated, said)


def _sides(clause: Clause, separators: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]] | None:
    tokens = clause.text.tokens
    at = next((at for at, token in enumerate(tokens) if token.word in separators and at), None)
    if at is None:
        return None
    starts = _CHOOSING | {"from"}
    start = max((place for place in range(at) if tokens[place].word in starts), default=-1)
    if start < 0 and "than" not in separators:
        return None
    end = next((place for place in range(at + 1, len(tokens)) if tokens[place].word in _AFTER_A_SIDE), None)
    return _stems(tokens[start + 1 : at]), _stems(tokens[at + 1 : end])


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.stem for token in tokens if not token.is_function_word)


def _crossed(
    here: tuple[frozenset[str], frozenset[str]], there: tuple[frozenset[str], frozenset[str]]
) -> bool:
    left, right = here[0] - here[1], here[1] - here[0]
    other_left, other_right = there[0] - there[1], there[1] - there[0]
    return bool(left & other_right) and bool(right & other_left)


def _roles_swapped(stated: Clause, said: Clause) -> bool:
    """Whether the same words stand round the same middle, the first and the last exchanged."""
    if stated.stems != said.stems or len(stated.content) < 3 or len(said.content) != len(stated.content):
        return False
    if any(not _EVEN.isdisjoint(clause.text.words) for clause in (stated, said)):
        return False
    first, *middle, last = stated.content
    return said.content[0] == last and said.content[-1] == first and list(said.content[1:-1]) == middle


def exchanged(stated: Sequence[Clause], said: Sequence[Clause]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of clauses in which two words changed places: "A does X, B does Y" as "B does X, A does Y"."""
    # A clause that the guide has as it is was not exchanged with anything.
    own = {clause.content for clause in stated}
    said = [clause for clause in said if clause.content not in own]
    best = [(clause, found) for clause in stated if (found := _closest(clause, said)) is not None]
    for (one, one_said), (other, other_said) in combinations(best, 2):
        lost, gained = one.stems - one_said.stems, one_said.stems - one.stems
        other_lost, other_gained = other.stems - other_said.stems, other_said.stems - other.stems
        if len(lost) == 1 and lost <= other_gained and len(other_lost) == 1 and other_lost <= gained:
            yield (one, one_said), (other, other_said)


def _closest(clause: Clause, said: Sequence[Clause]) -> Clause | None:
    if len(clause.stems) < 2:
        return None
    likeness = [len(clause.stems & other.stems) / max(len(clause.stems), len(other.stems)) for other in said]
    best = max(likeness, default=0.0)
    return said[likeness.index(best)] if _BEST <= best < 1 else None
