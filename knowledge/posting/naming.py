"""Which names and words of what a posting asks for a talking point has."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from knowledge.posting.words import folded, names_in, pattern
from language.clauses import clauses_of
from language.sentences import sentences
from language.terms import fold, split, terms
from language.words import LANGUAGES

_FEW = 3
"""What is asked of a name in so few words ("SQL tuning") has to be said of it; more may be said otherwise."""
_LONG = 9
_SHARED = 0.75
"""A single word of so many letters tells what is asked; what begins with so much of it is about the same."""
_FEWEST = 2
"""A single word ("testing") stands in many a sentence that is about something else."""
_FEWEST_WORDS = 8
"""An answer of fewer words shows little, whatever it is about."""
Terms = frozenset[tuple[str, ...]]


def names(point: TalkingPoint, tool: str) -> bool:
    """Whether a talking point names `tool`, whole word for whole word, or by another of its names."""
    return _names_in(f"{point.title} {point.text}", tool)


def denies(point: TalkingPoint, tool: str, knowledge: KnowledgeBase) -> bool:
    """Whether a talking point names `tool` only to say that it is not so: "No computer science degree"."""
    if says_no(point) and not _names_in(point.text, tool):
        return True
    language = knowledge.languages.get(point.source.guide, ENGLISH)
    # A title may only ask whether it is so.
    for text in (point.text, point.title):
        if (denied := _denied_in(text, tool, language)) is not None:
            return denied
    return False


def says_no(point: TalkingPoint) -> bool:
    """Whether an answer begins by denying what its question asks for: "No, I have never written an app"."""
    plain = folded(point.text)
    asks = point.title.rstrip().endswith(("?", "？"))
    return asks and pattern("says_no").match(plain) is not None and pattern("but").search(plain) is None


def doubted(tool: str, knowledge: KnowledgeBase) -> bool:
    """Whether the guides expect to be doubted in `tool`: "You have never run Kubernetes yourself."."""
    return any(
        _names_in(point.title, tool)
        and not point.title.rstrip().endswith(("?", "？"))
        and _denied_in(point.title, tool, knowledge.languages.get(point.source.guide, ENGLISH))
        for point in knowledge.talking_points
    )


def share_in(text: str, point: TalkingPoint) -> float:
    """How much of the telling words of `text` stands in one sentence of a talking point, 0 to 1.

    Over a whole answer they would say little: a long one has "tuning" here and "SQL" there.
    """
    wanted = telling(text)
    if len(wanted) == 1:
        return float(_only_word(wanted, point))
    if len(wanted) < _FEWEST:
        return 0.0
    return max((_shared(wanted, said) for said in _said(point)), default=0) / len(wanted)


def _shared(wanted: Terms, said: Terms) -> int:
    """How many of the wanted words are said, in any of their stems."""
    stems = frozenset(stem for term in said for stem in term)
    return sum(not stems.isdisjoint(term) for term in wanted)


def _only_word(wanted: Terms, point: TalkingPoint) -> bool:
    """Whether a talking point has the one telling word, or another of its stem: "Praxisanleiterin"."""
    (stems,) = wanted
    asked = max(stems, key=len)
    if len(asked) < _LONG:
        return False
    least = max(_LONG, math.ceil(_SHARED * len(asked)))
    return any(
        said[:least] == asked[:least]
        for all_ in _said(point)
        for term in all_
        for said in term
        if len(said) >= least
    )


def asked_of(text: str, tools: tuple[str, ...]) -> Terms:
    """The telling words of `text` besides the names in it, where these are few: {tuning} of "SQL tuning"."""
    besides = telling(text) - frozenset(term for tool in tools for term in _terms(tool))
    return besides if len(besides) <= _FEW else frozenset()


def said_of(tool: str, asked: Terms, point: TalkingPoint) -> bool:
    """Whether a sentence of a talking point has `tool` and something of what is `asked` of it."""
    name = frozenset(_terms(tool))
    return any(name <= said and _shared(asked, said) for said in _said(point))


def _said(point: TalkingPoint) -> Iterator[Terms]:
    if point.kind is TalkingPointKind.FACT:
        # "Certificates: first aid at work" is one thing that is said.
        yield frozenset(_terms(f"{point.title} {point.text}"))
        return
    for text in (point.title, point.text):
        for sentence in sentences(text):
            yield frozenset(_terms(sentence))


def tells(point: TalkingPoint) -> bool:
    """Whether a talking point says something of what it names; a list of skills does not."""
    listed = point.kind is TalkingPointKind.FACT and not any(map(str.isdigit, point.text))
    return not listed and len(point.text.split()) >= _FEWEST_WORDS


def telling(text: str) -> Terms:
    """The words of `text` that tell what it is about, without those that any requirement has."""
    return frozenset(term for term in _terms(text) if not any(map(_is_generic, term)))


@cache
def _terms(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(terms(split(by_one_name(text)), LANGUAGES))


@cache
def by_one_name(text: str) -> str:
    """`text` with each product by the first of its names: "Kubernetes" for "k8s"."""
    plain = fold(text)
    for name, others in names_in("same_names").items():
        plain = others.sub(name, plain)
    return plain


@cache
def _is_generic(stem: str) -> bool:
    return pattern("generic").fullmatch(stem) is not None


def _names_in(text: str, tool: str) -> bool:
    wanted = split(by_one_name(tool))
    said = split(by_one_name(text))
    if len(wanted) != 1:
        width = len(wanted)
        return any(said[at : at + width] == wanted for at in range(len(said) - width + 1))
    if wanted[0] not in said:
        return False
    # "Weights & Biases" is none of the weights that a text has: a plain word with a capital keeps it.
    capital = re.compile(rf"(?<!\w){re.escape(tool[:1])}{re.escape(tool[1:])}(?!\w)", re.IGNORECASE)
    found = [each[0] for each in capital.finditer(text)]
    return not tool.istitle() or not found or any(each[:1].isupper() for each in found)


def _denied_in(text: str, tool: str, language: str) -> bool | None:
    """Whether all that `text` says of `tool` denies it; None where it says nothing of it."""
    wanted = {stem for clause in clauses_of(tool, language) for stem in clause.content}
    told = [clause for clause in clauses_of(text, language) if wanted & clause.stems]
    return all(wanted & clause.denied for clause in told) if told else None
