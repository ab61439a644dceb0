"""Figures that a guide tells as facts about the candidate's work, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Mood, Voice
from knowledge.consistency.words import CAPITALISES_NOUNS, chinese_pieces, words
from language.figures import Dimension, Figure, aspect_of
from language.figures.words import METRICS, content_stems, stem
from language.terms import split, terms
from language.words import LANGUAGES, small_words

_MIXED = re.compile(r"(?<![\w-])(?:\w*[a-z][A-Z]\w*|[A-Z]{2,}[a-z]\w*|[A-Z][A-Za-z]+\d+)")
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\w*")
_SHORT = re.compile(r"(?<![\w-])[A-Z]{2,4}(?![\w-])")
_ACRONYM = re.compile(r"\b(?:MTTR|MTTD|MTBF|CSAT|NPS|RPO|RTO|TTFT|ROI|ARR|MRR|DAU|MAU)\b")
_GENERIC_METRICS = frozenset(
    "experience time times rate size improvement reduction increase decrease growth".split()
)
# Names that stand near everything tell nothing about the subject.
_GENERIC_NAMES = frozenset(
    "ai ml api llm rag star ci cd sla slo result results action situation task answer the our my".split()
)
_INVENTORY = frozenset(
    """service microservice source system model user engineer document customer client team country
    developer table dashboard pipeline database report job transaction record prediction endpoint
    repository store region site agent dataset feature integration application app employee project
    vector embedding""".split()
)
_SAME_NOUN = {"microservice": "service", "system": "source", "developer": "engineer", "app": "application"}
_PARTIAL = re.compile(
    r"\b(?:first|last|another|other|additional|new|of (?:the|our|those|them)|each|per|top|up to"
    r"|batch of|only)\W*$",
    re.IGNORECASE,
)
_PARTIAL_AFTER = re.compile(r"\W*(?:\w+\s){0,2}(?:later|more|at a time|at once|each)\b", re.IGNORECASE)


_SMALL = frozenset().union(*map(small_words, LANGUAGES))


class Claim(NamedTuple):
    """A figure that is told as a fact about the candidate's work.

    `noun` is the thing measured in one form for all its spellings, `aspect` tells a level from a change and
    from a share of something. `names` are the proper names of its sentence and nearest label, `stems` the
    words that carry meaning.
    """

    statement: Statement
    figure: Figure
    noun: str
    aspect: str
    names: frozenset[str]
    stems: frozenset[str]

    @property
    def place(self) -> tuple[str, int]:
        return self.statement.guide, self.statement.line


def claims_of(statement: Statement) -> Iterator[Claim]:
    if statement.voice is not Voice.CANDIDATE or statement.mood is not Mood.FACT:
        return
    found_figures = figures_of(statement.text)
    context = f"{statement.text} {statement.label}"
    names = names_in(context, statement.language)
    stems = (content_stems(context) - _SMALL) | chinese_pieces(context)
    for figure in found_figures:
        if figure.dimension in (Dimension.DATE, Dimension.FACTOR) or _is_partial(statement.text, figure):
            continue
        aspect = aspect_of(statement.text, figure)
        yield Claim(statement, figure, _noun(statement, figure), aspect, names, stems)


def other_subject(one: Claim, other: Claim) -> bool:
    """Do both sentences have names, and none in common?"""
    return bool(one.names and other.names) and not one.names & other.names


def _is_partial(text: str, figure: Figure) -> bool:
    before, after = text[max(0, figure.start - 24) : figure.start], text[figure.end : figure.end + 32]
    return bool(_PARTIAL.search(before) or _PARTIAL_AFTER.match(after))


def names_in(text: str, language: str) -> frozenset[str]:
    """Proper names, in lower case: capitals inside, short acronyms, capitalised words in a sentence.

    In German every noun has a capital, so that it makes no name.
    """
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    names = {name.lower() for name in _MIXED.findall(text)}
    if language != CAPITALISES_NOUNS:
        names |= {name.lower() for name in _WITHIN.findall(text)}
    if not shouted:
        names |= {name.lower() for name in _SHORT.findall(text)}
    return frozenset(names) - _GENERIC_NAMES - METRICS


def _noun(statement: Statement, figure: Figure) -> str:
    """The thing measured, in one form for all its spellings; "" where nothing names it."""
    if figure.dimension is Dimension.RATE:
        return _single(figure.noun)
    if figure.dimension is Dimension.COUNT:
        return _inventory_noun(statement, figure)
    acronyms = _ACRONYM.findall(statement.text)
    if len(set(acronyms)) == 1:
        return str(acronyms[0])
    noun = figure.noun
    if not noun and statement.cells and statement.cells[0]:
        noun = next((word for word in statement.cells[0].lower().split() if word in METRICS), "")
    if (
        noun in _GENERIC_METRICS
        or words("experience").search(noun)
        or not any(word in METRICS for word in noun.split())
    ):
        return ""
    return " ".join(stem(word) for word in noun.split())


def _inventory_noun(statement: Statement, figure: Figure) -> str:
    phrase = re.match(r"(?:[\s-]+[A-Za-z-]+){1,4}", statement.text[figure.end :])
    candidates = [figure.noun, *(phrase[0].split() if phrase else ())]
    for word in candidates:
        single = _single(word)
        if single in _INVENTORY:
            return _SAME_NOUN.get(single, single)
    # Of anything else there may be so many here and so many there, but today there is one number.
    return _stemmed(figure.noun, statement.language) if words("today").search(statement.text) else ""


def _stemmed(noun: str, language: str) -> str:
    """`noun` in one form for singular, plural and cases."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    return " ".join(term for found in terms(split(noun), (spoken,)) for term in found)


def _single(word: str) -> str:
    word = word.lower().strip("-")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word
