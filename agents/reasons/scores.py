"""Why an answer came out as it did: unscored, with this score, or as it was ruled when it was read again."""

from __future__ import annotations

from agents.reasons.said import decimal, said, share
from agents.sayings import options
from domain.interview import ENGLISH
from domain.objection import Objection
from domain.scoring import Because
from domain.unscored import Unscored
from domain.verdict import ScorePart
from language.tongues_named import called_in


def ruled(objection: Objection, language: str = ENGLISH) -> str:
    """What came of "I did say that", in a sentence for the candidate."""
    return said(f"ruling.{objection.ruling.value}", language)


def unscored(outcome: Unscored, language: str = ENGLISH) -> str:
    """Why an answer could not be judged, in a sentence for the candidate."""
    (told,) = options("coach", language, f"unscored.{outcome.kind.value}")
    spoken, written = (called_in(language, name) for name in (outcome.spoken, outcome.written))
    return told.format(spoken=spoken, written=written, told=outcome.told)


def part(term: ScorePart, language: str = ENGLISH) -> str:
    """What a term of the arithmetic measures: "key points conveyed"."""
    return said(f"part.{term.kind.value}", language, told=term.told)


def because(term: ScorePart, language: str = ENGLISH) -> str:
    """Why a term is what it is: "93% of your key points, by their weight, came across"."""
    return "; ".join(_clause(reason, language) for reason in term.why)


def _clause(reason: Because, language: str) -> str:
    return said(
        f"because.{reason.kind.value}",
        language,
        share=share(reason.amount, language),
        factor=decimal(reason.amount, 2, language),
        count=reason.count,
        whole=reason.whole,
        told=reason.told,
    )
