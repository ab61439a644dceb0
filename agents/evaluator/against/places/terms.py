"""Two terms with one another's meaning: "liveness restarts, readiness takes out" the other way about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from agents.evaluator.against.places.alike import Words, bases, common, denies, share
from domain.guide import KeyPoint
from domain.verdict import Evidence
from language.patterns import regex
from language.text import Text, read, subtext
from language.thesaurus import base

# A term stands among the first words of what is said of it.
_AMONG_THE_FIRST = 3
# So much of what belongs to each term must be said of the other, and in all twice as much as of itself.
_OF_THE_OTHER = 0.3
_TIMES = 2
_FEWEST_WORDS = 3
_MOST_CLAUSES = 400
_JOINED = regex(r";\s|\s(?:and|while|whereas|but)\s", re.IGNORECASE)


class _Term(NamedTuple):
    """A term as the guide has it: its word, and the words that stand with it and with the other one not."""

    word: str
    meaning: Words
    denies: bool


class _Clause(NamedTuple):
    """A clause of the answer, its words, and whether it begins a sentence."""

    text: Text
    words: Words
    begins: bool


class _SaidOf(NamedTuple):
    """The clauses of an answer that tell of a term."""

    clauses: tuple[_Clause, ...]

    @property
    def words(self) -> Words:
        return frozenset().union(*(clause.words for clause in self.clauses))

    def denies(self, of: Words) -> bool:
        """Whether a clause with one of the words `of` denies something."""
        return any(denies(clause.text) for clause in self.clauses if common(of, clause.words))


def exchanged_terms(heard: Text, key_points: Sequence[KeyPoint]) -> list[Evidence | None]:
    """For each key point the words that give its term another one's meaning, and that one's to it, if any.

    Both must be said: who confuses two terms confuses them both ways, and who merely leaves one out does not.
    """
    found: list[Evidence | None] = [None] * len(key_points)
    clauses = _clauses(heard)
    texts = [read(each.text) for each in key_points]
    for (at, one), (other_at, other) in combinations(enumerate(texts), 2):
        if words := _exchanged(one, other, clauses, heard):
            found[at], found[other_at] = found[at] or words[0], found[other_at] or words[1]
    for at, text in enumerate(texts):
        found[at] = found[at] or next(_within(text, clauses, heard), None)
    return found


def _clauses(heard: Text) -> list[_Clause]:
    texts = heard.clauses[:_MOST_CLAUSES]
    begins = [True, *(_ends_a_sentence(*both) for both in pairwise(texts))]
    return [_Clause(text, bases(text.tokens), begin) for text, begin in zip(texts, begins, strict=False)]


def _within(stated: Text, clauses: Sequence[_Clause], heard: Text) -> Iterator[Evidence]:
    """Where one key point says two things of two terms: "praise in public and criticise in private"."""
    for one, other in combinations(_halves(stated), 2):
        if words := _exchanged(one, other, clauses, heard):
            yield words[0]


def _halves(stated: Text) -> Iterator[Text]:
    """The parts of a key point that "and", "while" or a semicolon joins; commas part lists, too."""
    cuts = [stated.span[0], *(found.end() for found in _JOINED.finditer(stated.raw)), len(stated.raw)]
    for first, last in pairwise(cuts):
        yield subtext(stated, (token for token in stated.tokens if first <= token.start < last))


def _exchanged(
    one: Text, other: Text, clauses: Sequence[_Clause], heard: Text
) -> tuple[Evidence, Evidence] | None:
    first, second = _term(one, other), _term(other, one)
    if first is None or second is None:
        return None
    if not all(any(term.word in each.words for each in clauses) for term in (first, second)):
        return None
    of_first = _said_of(first.word, second.word, clauses)
    of_second = _said_of(second.word, first.word, clauses)
    if of_first.denies(second.meaning) != second.denies or of_second.denies(first.meaning) != first.denies:
        return None
    over = share(second.meaning, of_first.words), share(first.meaning, of_second.words)
    own = share(first.meaning, of_first.words), share(second.meaning, of_second.words)
    words = len(common(second.meaning, of_first.words)) + len(common(first.meaning, of_second.words))
    if words < _FEWEST_WORDS or min(over) < _OF_THE_OTHER or sum(over) < _TIMES * sum(own):
        return None
    return _evidence(of_first, heard), _evidence(of_second, heard)


def _term(text: Text, beside: Text) -> _Term | None:
    """The first word of `text` that `beside` lacks, with all others of this kind; None without both."""
    others = bases(beside.tokens)
    opening = [base(token.stem) for token in text.content[:_AMONG_THE_FIRST] if not token.word[0].isdigit()]
    word = next((each for each in opening if each not in others), None)
    meaning = bases(text.tokens) - others - {word}
    return None if word is None or not meaning else _Term(word, meaning, denies(text))


def _said_of(word: str, other: str, clauses: Sequence[_Clause]) -> _SaidOf:
    """The clauses with `word`, and those beside them in a sentence, as far as the other term."""
    taken: list[_Clause] = []
    waiting: list[_Clause] = []
    current: str | None = None
    for clause in clauses:
        named = {word, other} & clause.words
        if len(named) == 2 or clause.begins:
            current, waiting = None, []
        if len(named) == 2:
            continue
        current = next(iter(named), current)
        if current is None:
            waiting.append(clause)
        elif current == word:
            taken += [*waiting, clause]
        waiting = waiting if current is None else []
    return _SaidOf(tuple(taken))


def _ends_a_sentence(before: Text, after: Text) -> bool:
    between = before.raw[before.span[1] : after.span[0]]
    return any(sign in between for sign in ".!?\n…")


def _evidence(said: _SaidOf, heard: Text) -> Evidence:
    start = said.clauses[0].text.span[0]
    end = max(clause.text.span[1] for clause in said.clauses)
    return Evidence(quote=heard.raw[start:end], start=start, end=end)
