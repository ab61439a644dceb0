"""Whether a sentence of a better answer stands on the lines of the guide that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from domain.interview import ENGLISH
from domain.refinement import Fault
from knowledge.entailment.model import Entailment
from language.clauses import Clause, clauses_of
from language.questioning import subject
from language.thesaurus import OPPOSITES

# From this probability on, read both ways, the encoder is sure that a line is denied. One way alone it takes
# a short line that itself denies something for denied by whoever repeats it.
_DENIED = 0.95
# So many words of its subject may be new to what it stands on and to what the candidate said.
_NEW = 0.5
_FEW_NEW = 1


def groundless(
    sentence: str, cited: Sequence[str], around: str, language: str, entailment: Entailment | None = None
) -> Fault | None:
    """Why `sentence` does not stand on the lines `cited`, None where it does.

    `around` is what else it may take words from: the question and the candidate's answer. What is denied,
    words and their negations tell in any language, and in English the encoder too, where it is there.
    """
    about, lines = subject(sentence, language), subject("\n".join(cited), language)
    new = len(about - lines - subject(around, language))
    if not about & lines or (new > _FEW_NEW and new > _NEW * len(about)):
        return Fault.OFF_ITS_LINES
    if _turned(sentence, cited, language) or _denied(sentence, cited, language, entailment):
        return Fault.DENIES_ITS_LINES
    return None


def _denied(sentence: str, cited: Sequence[str], language: str, entailment: Entailment | None) -> bool:
    if entailment is None or language != ENGLISH:
        return False
    return any(
        min(there.denied, entailment.read(line, (sentence,)).found[0].denied) >= _DENIED
        for line, there in zip(cited, entailment.read(sentence, cited).found, strict=True)
    )


def _turned(sentence: str, cited: Sequence[str], language: str) -> bool:
    """Whether a clause of it denies what the cited clause nearest to it states, or the other way round."""
    stated = [clause for line in cited for clause in clauses_of(line, language)]
    for clause in clauses_of(sentence, language):
        nearest = max(stated, key=lambda other: _likeness(clause, other), default=None)
        if nearest is not None and clause.stems & nearest.stems and _against(clause, nearest):
            return True
    return False


def _likeness(one: Clause, other: Clause) -> float:
    common = len(one.stems & other.stems)
    return common / (1 + len(one.stems ^ other.stems)) if common else 0.0


def _against(one: Clause, other: Clause) -> bool:
    common = one.stems & other.stems
    denies, denied = bool(common & one.denied), bool(common & other.denied)
    opposite = any(OPPOSITES.get(word, frozenset()) & other.stems for word in one.stems - other.stems)
    return denies != denied or opposite
