"""Where an answer denies or turns round what a key point states, clause by clause, with the words that do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from agents.evaluator.against.exchanges import exchanged, sides_swapped
from domain.verdict import Evidence
from language.clauses import Clause, clauses, clauses_of
from language.text import Text, stem
from language.thesaurus import OPPOSITES, SYNONYMS
from language.words import FIRST_PLURAL, FIRST_SINGULAR

# Two clauses speak of one thing when so much of both is the same, or when the answer's has nothing else. On
# graded answers every looser rule called more right answers contradictory than wrong ones.
_SAME_OF_STATED = 0.6
_SAME_OF_SAID = 0.5
# A clause that affirms takes back a denial that it matches nearly as well.
_TAKES_BACK = 0.75
# A clause of the answer says what one of the guide's does where so much of both is the same, and nothing is
# turned round.
_SAYS_IT = 0.8
_MOST_CLAUSES = 400
_THE_MORE = re.compile(
    r"\bthe (?:more|less|fewer|\w+er)\b[^.]{3,60}\bthe (?:more|less|fewer|\w+er)\b", re.IGNORECASE
)
_ONLY_IF = re.compile(
    r"\bonly (?:if|when|where|after)\b|\bnur (?:wenn|falls)\b|\bs[oó]lo si\b", re.IGNORECASE
)
_UNLESS = re.compile(
    r"[\s,]*(?:unless|except|until|es sei denn|außer|bevor nicht|a menos que|salvo|sauf|à moins|a meno)\b",
    re.IGNORECASE,
)
_QUANTIFIERS = frozenset(map(stem, "every all each any some many most both always".split()))
_OTHERS = frozenset("he she they it you".split())


class Turn(StrEnum):
    """How a clause is turned round."""

    DENIED = "denied"
    OPPOSITE = "opposite"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Denial:
    """What of a key point is turned round.

    `share` is the part of its words, 0 to 1, whose clause is denied; `main` whether its first clause is;
    `evidence` the words of the answer that do it, and `likeness` the part of the clause's words, 0 to 1, that
    stand in them.
    """

    share: float
    main: bool
    turn: Turn
    evidence: Evidence
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class _Pair:
    """A clause of the guide beside one of the answer: how alike, and whether their sense is turned round."""

    said: Clause
    common: frozenset[str]
    turned: frozenset[str]
    turn: Turn | None
    likeness: float


class Heard:
    """An answer cut into clauses once, to be held against many key points."""

    def __init__(self, answer: Text, language: str) -> None:
        self.text = answer
        self.language = language
        self.clauses = clauses(answer, language)[:_MOST_CLAUSES]
        self._by_stem: dict[str, list[int]] = {}
        for at, clause in enumerate(self.clauses):
            for word in clause.stems:
                self._by_stem.setdefault(word, []).append(at)

    def near(self, stated: Clause) -> list[Clause]:
        """The clauses that share a word, a synonym or an opposite with `stated`."""
        wanted = set(stated.stems)
        for word in stated.stems:
            wanted |= SYNONYMS.get(word, frozenset()) | OPPOSITES.get(word, frozenset())
        places = {at for word in wanted for at in self._by_stem.get(word, ())}
        return [self.clauses[at] for at in sorted(places)]


def denials_of(
    key_points: Sequence[str], heard: Heard, weights: Sequence[dict[str, float]]
) -> list[Denial | None]:
    """For each key point what the answer turns round of it, None where nothing is.

    `weights` say what each key point's words count (`alignment.weigh`).
    """
    stated = [clauses_of(text, heard.language) for text in key_points]
    every = [clause for each in stated for clause in each]
    swapped = dict(
        placed
        for both in exchanged([clause for clause in every if clause.states], heard.clauses)
        for placed in both
    )
    return [_denial(each, every, heard, own, swapped) for each, own in zip(stated, weights, strict=True)]


def affirmed_in(key_points: Sequence[str], heard: Heard, weights: Sequence[dict[str, float]]) -> list[bool]:
    """For each key point whether a clause of the answer says what its first one does, nothing turned round.

    Where words say it and deny nothing, an encoder that hears a denial is mistaken.
    """
    return [
        _is_affirmed(
            next((each for each in clauses_of(text, heard.language) if each.states), None), heard, own
        )
        for text, own in zip(key_points, weights, strict=True)
    ]


def _is_affirmed(stated: Clause | None, heard: Heard, weights: dict[str, float]) -> bool:
    if stated is None:
        return False
    pairs = [pair for said in heard.near(stated) if (pair := _pair(stated, said, weights)) is not None]
    return any(pair.likeness >= _SAYS_IT for pair in pairs) and all(pair.turn is None for pair in pairs)


def _denial(
    stated: Sequence[Clause],
    every: Sequence[Clause],
    heard: Heard,
    weights: dict[str, float],
    swapped: dict[Clause, Clause],
) -> Denial | None:
    found = [_turned(clause, every, heard, weights) for clause in stated]
    for at, clause in enumerate(stated):
        if found[at] is None and clause in swapped:
            found[at] = _Pair(swapped[clause], clause.stems, clause.stems, Turn.SWAPPED, 1.0)
    pairs = [(clause, pair) for clause, pair in zip(stated, found, strict=True) if pair is not None]
    if not pairs:
        return None
    whole = sum(_weight(clause.stems, weights) for clause in stated)
    share = sum(_weight(clause.stems, weights) for clause, _ in pairs) / whole if whole else 0.0
    _, worst = max(pairs, key=lambda each: _weight(each[0].stems, weights))
    return Denial(
        min(1.0, share),
        found[0] is not None,
        worst.turn or Turn.DENIED,
        worst.said.text.evidence(),
        worst.likeness,
    )


def _turned(stated: Clause, every: Sequence[Clause], heard: Heard, weights: dict[str, float]) -> _Pair | None:
    """The clause of the answer that turns `stated` round, if no other affirms it."""
    if not stated.states:
        return None
    found = (_pair(stated, said, weights) for said in heard.near(stated))
    pairs = [pair for pair in found if pair is not None]
    turned = [pair for pair in pairs if pair.turn is not None and not _guides_own(pair.said, stated, every)]
    if not turned:
        return None
    worst = max(turned, key=lambda pair: pair.likeness)
    for pair in pairs:
        if pair.turn is None and pair.likeness >= _TAKES_BACK * worst.likeness and pair.common & worst.turned:
            return None
    return worst


def _guides_own(said: Clause, stated: Clause, every: Sequence[Clause]) -> bool:
    """Whether the guide says just this elsewhere: reads are fast, and writes are slow."""
    return any(
        other is not stated and other.denied == said.denied and _overlap(other, said) > _overlap(stated, said)
        for other in every
    ) or any(other.content == said.content and other.denied == said.denied for other in every)


def _overlap(one: Clause, other: Clause) -> float:
    return len(one.stems & other.stems) / len(one.stems | other.stems)


def _pair(stated: Clause, said: Clause, weights: dict[str, float]) -> _Pair | None:
    same, opposite = _matched(stated, said)
    common = same | opposite
    if not same or not stated.states or not _alike(stated, said, common, weights):
        return None
    everything = frozenset(common)
    likeness = _weight(common, weights) / _weight(stated.stems, weights)
    affirmed = _Pair(said, everything, frozenset(), None, likeness)
    if stated.is_condition or said.is_condition or not _same_condition(stated, said):
        return None
    if stated.dated != said.dated:
        return None
    if opposite and (not _comparable(stated, said) or not _same_but_for(stated, same, opposite, weights)):
        return None
    swap = sides_swapped(stated, said)
    if swap is True:
        return _Pair(said, everything, everything, Turn.SWAPPED, likeness)
    denied = {stem for stem, other in same.items() if (stem in stated.denied) != (other in said.denied)}
    denied = denied if _next_to_the_denial(stated, said, same, denied) else set()
    denied = set() if _only_if(stated) and _unless(said) else denied
    # Two turns give the old sense: "did not rise" is "fell", and "B is less than A" is "A is more than B".
    under = any((stem in stated.denied) != (other in said.denied) for stem, other in opposite.items())
    turns = bool(denied or under) + len(opposite) + (swap is None)
    if turns % 2 == 0:
        return affirmed
    turned = frozenset(denied) | opposite.keys() or everything
    turn = Turn.DENIED if denied else Turn.OPPOSITE if opposite else Turn.SWAPPED
    return _Pair(said, everything, turned, turn, likeness)


def _matched(stated: Clause, said: Clause) -> tuple[dict[str, str], dict[str, str]]:
    """The stems of `stated` with what says the same, and with what says the opposite, in `said`."""
    same: dict[str, str] = {}
    opposite: dict[str, str] = {}
    new = said.stems - stated.stems
    for word in stated.stems:
        if word in said.stems:
            same[word] = word
        elif other := _first(OPPOSITES.get(word, frozenset()) & new):
            opposite[word] = other
        elif other := _first(SYNONYMS.get(word, frozenset()) & new):
            same[word] = other
    return same, opposite


def _alike(stated: Clause, said: Clause, common: dict[str, str], weights: dict[str, float]) -> bool:
    """Whether two clauses are about one thing: they begin with the same, and much of both is the same."""
    others = set(common.values())
    if _opening(stated) not in common or _opening(said) not in others:
        return False
    of_said = len(others) / len(said.stems)
    if of_said == 1 and len(common) > 1:
        return True
    whole = _weight(stated.stems, weights)
    of_stated = _weight(common, weights) / whole if whole else 0.0
    if len(common) == 1 and (_persons(stated) != _persons(said) or len(stated.stems) > 2 or of_said < 1):
        return False
    return of_said >= _SAME_OF_SAID and (of_stated >= _SAME_OF_STATED or len(common) == 1)


def _opening(clause: Clause) -> str:
    return next((word for word in clause.content if word not in _QUANTIFIERS), clause.content[0])


def _same_condition(stated: Clause, said: Clause) -> bool:
    """Whether `said` holds under no other condition than `stated`."""
    if not said.conditions:
        return True
    common = stated.conditions & said.conditions
    if 2 * len(common) < max(1, min(len(stated.conditions), len(said.conditions))):
        return False
    turned = any(OPPOSITES.get(word, frozenset()) & said.conditions for word in stated.conditions - common)
    return not turned and stated.conditions_denied & common == said.conditions_denied & common


def _same_but_for(
    stated: Clause, same: dict[str, str], opposite: dict[str, str], weights: dict[str, float]
) -> bool:
    rest = _weight(stated.stems - opposite.keys(), weights)
    return _weight(same, weights) >= _SAME_OF_STATED * rest


def _comparable(stated: Clause, said: Clause) -> bool:
    """Whether an opposite word means the opposite: not beside another scale, nor under a condition of one."""
    compared = ["than" in clause.text.words for clause in (stated, said)]
    graded = _is_graded(stated.text.raw) or _is_graded(said.text.raw)
    return compared[0] == compared[1] and bool(stated.conditions) == bool(said.conditions) and not graded


@lru_cache(maxsize=512)
def _is_graded(text: str) -> bool:
    """Whether "the more …, the less …" stands in a whole text; it is looked through once for all clauses."""
    return _THE_MORE.search(text) is not None


def _next_to_the_denial(stated: Clause, said: Clause, same: dict[str, str], denied: set[str]) -> bool:
    """Whether it is what is said that is denied, and not a word by the way."""
    return any(word in stated.next_to or same[word] in said.next_to for word in denied)


def _only_if(clause: Clause) -> bool:
    return _ONLY_IF.search(clause.text.raw, *clause.text.span) is not None or bool(clause.conditions)


def _unless(clause: Clause) -> bool:
    """Whether a clause goes on with what would undo its denial: "are not called unless …"."""
    return _UNLESS.match(clause.text.raw, clause.text.span[1]) is not None


def _persons(clause: Clause) -> frozenset[str]:
    """Who does something in the clause: first persons, others, or nobody named."""
    first = not (FIRST_SINGULAR | FIRST_PLURAL).isdisjoint(clause.text.words)
    other = not _OTHERS.isdisjoint(clause.text.words)
    return frozenset(name for name, there in (("first", first), ("other", other)) if there)


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 1.0) for word in words)


def _first(stems: frozenset[str]) -> str | None:
    return min(stems) if stems else None
