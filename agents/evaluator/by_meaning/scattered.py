"""Grammatical nonsense: the guide's words, each torn from the one it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agents.evaluator.by_meaning.conveyed import Told
from domain.guide import TalkingPoint
from domain.verdict import Flag, FlagKind
from language.text import Text, read

# A key point that is told in its own words has this share of them; other words are the encoder's to read.
_OWN_WORDS = 0.6
_FEWEST_WORDS = 3
# Neighbours in the guide stand at most so many words of content apart in the answer, in either order.
_APART = 2
# On the tuning part of evals/entailment these catch 61 % of the nonsense, 84 % of scrambled answers and 92 %
# of heaps, and in no kind of honest answer more than 3 %.
_LEAST_KEPT, _MOST_SCATTERED, _FEWEST_POINTS = 0.5, 0.6, 2
_TOLD_SO = 0.5
_BEYOND_DOUBT, _FEW_POINTS = 0.9, 2
# Of which the encoder hears this share on average, it is no nonsense unless nearly all of its words are the
# guide's: of eight natural answers that were taken for nonsense none had more than .7 of them, of six
# nonsense ones each .86.
_HEARD, _ALL_BUT_THE_GUIDES = 0.35, 0.8
# Of the words said this share is the guide's, and of their neighbours less than that are neighbours there, at
# most so many words apart. Who explains something says its words again; nonsense has each but once. On the
# training and tuning parts this catches 84 % of the nonsense, on answers by fresh hands 61 %, and of honest
# answers, the graded sets' good ones among them, at most one in two hundred of a kind. In a longer guide any
# sentence finds words of it.
_MOSTLY, _LEAST_NEIGHBOURS, _NEAR, _REPEATED = 0.65, 0.4, 3, 1.2
_FEWEST_PAIRS, _FEWEST_PAIRS_OF_ONE, _MOST_PLACES, _MOST_WORDS = 3, 5, 8, 80
# Of a story told freely most words are one's own, and the guide's stand where they are needed: without this
# one paraphrase in forty of the tuning and a sixth of the training part was called torn, with it none, and
# not one nonsense less.
_GUIDES_OWN = 0.6


def scattered(heard: Text, point: TalkingPoint, told: Sequence[Told]) -> Flag | None:
    """A finding where the guide's words stand together in no way that says what it says.

    Either the words that the answer has of it stand beside others than there, or most key points that are
    told in its words have them torn apart. Speech without full stops looks so, too; there the encoder is
    surer of all of it than of any nonsense, but for one or two key points, where it is surer than it knows.
    What is told freely has words of its own, which nonsense has not.
    """
    beyond_doubt = all(each.surely.covered >= _BEYOND_DOUBT for each in told)
    few = len(told) <= _FEW_POINTS
    sentences, clauses = (
        [[token.stem for token in piece.content] for piece in pieces]
        for pieces in (heard.sentences, heard.clauses)
    )
    nonsense = (few or not beyond_doubt) and _jumbled(clauses, point)
    nonsense = nonsense or (not beyond_doubt and _torn(sentences, point))
    if nonsense and _is_heard(told) and _share_of_the_guides(sentences, point) < _ALL_BUT_THE_GUIDES:
        return None
    if nonsense:
        message = "These are your guide's words, but they stand together in no way that says what it says."
        return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence())
    return None


def _is_heard(told: Sequence[Told]) -> bool:
    return sum(each.surely.credit for each in told) >= _HEARD * len(told)


def _jumbled(clauses: Sequence[Sequence[str]], point: TalkingPoint) -> bool:
    """Whether most of what was said are words of the guide, and they have other neighbours than there.

    Words on both sides of a comma are no neighbours: notes put what belongs apart beside one another.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for number, key_point in enumerate(point.key_points):
        for at, token in enumerate(read(key_point.text).content):
            places.setdefault(token.stem, []).append((number, at))
    if len(places) > _MOST_WORDS:
        return False
    own = [[at for at, stem in enumerate(clause) if stem in places] for clause in clauses]
    by_clause = [
        [
            (clause[one], clause[other])
            for one, other in pairwise(at)
            if other - one <= _APART and clause[one] != clause[other]
        ]
        for clause, at in zip(clauses, own, strict=True)
    ]
    pairs = [pair for of_one in by_clause for pair in of_one]
    said = [clause[one] for clause, at in zip(clauses, own, strict=True) for one in at]
    if len(pairs) < _FEWEST_PAIRS or len(said) < _MOSTLY * sum(map(len, clauses)):
        return False
    # One clause alone, put in another order, is how anybody tells a thing in other words.
    if len(pairs) < _FEWEST_PAIRS_OF_ONE and sum(map(bool, by_clause)) < 2:
        return False
    if len(said) > _REPEATED * len(set(said)):
        return False
    kept = sum(_are_neighbours(places[one], places[other]) for one, other in pairs)
    return kept < _LEAST_NEIGHBOURS * len(pairs)


def _are_neighbours(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(
        number == another and abs(at - there) <= _NEAR
        for number, at in one[:_MOST_PLACES]
        for another, there in other[:_MOST_PLACES]
    )


def _torn(sentences: Sequence[Sequence[str]], point: TalkingPoint) -> bool:
    """Whether most key points told in the guide's words have them torn apart."""
    shares = [
        kept
        for key_point in point.key_points
        if (kept := _kept([token.stem for token in read(key_point.text).content], sentences)) is not None
    ]
    torn = sum(kept < _LEAST_KEPT for kept in shares)
    # Of a long planned answer told in other words two key points may share all their words with it by chance.
    fewest = max(_FEWEST_POINTS, _TOLD_SO * len(point.key_points))
    return (
        len(shares) >= fewest
        and torn >= _MOST_SCATTERED * len(shares)
        and _share_of_the_guides(sentences, point) >= _GUIDES_OWN
    )


def _share_of_the_guides(sentences: Sequence[Sequence[str]], point: TalkingPoint) -> float:
    """The share of the words said, 0 to 1, that stand in one of the key points."""
    planned = frozenset[str]().union(*(read(key_point.text).stems for key_point in point.key_points))
    said = [stem for sentence in sentences for stem in sentence]
    return sum(stem in planned for stem in said) / len(said) if said else 0.0


def _kept(wanted: Sequence[str], sentences: Sequence[Sequence[str]]) -> float | None:
    """The share of the neighbours of a key point that are neighbours in the answer; None for other words."""
    said = frozenset(wanted) & frozenset().union(*map(frozenset, sentences))
    if len(set(wanted)) < _FEWEST_WORDS or len(said) < _OWN_WORDS * len(set(wanted)):
        return None
    pairs = [(one, other) for one, other in pairwise(wanted) if one != other and {one, other} <= said]
    if not pairs:
        return 0.0
    near = {
        frozenset((one, other))
        for sentence in sentences
        for at, one in enumerate(sentence)
        for other in sentence[at + 1 : at + 1 + _APART]
    }
    return sum(frozenset(pair) in near for pair in pairs) / len(pairs)
